package io.plimsoll.engine.generated;

import io.plimsoll.protocol.CollateralEncoder;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionMode;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.SetCollateralDecoder;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.StageKind;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * One random stream of commands. Each depends on the events of those before it: give every
 * command's events back before you ask for the next. The same seed and events give the same stream.
 */
public final class StreamGenerator {
  /** A time of our days. */
  private static final long NOW = 1_750_000_000_123_456_789L;

  private final Random random;
  private final WorldPlan plan;
  private final Mutator mutator;
  private final VenueView view = new VenueView();
  private final Deque<Consumer<CommandEncoder>> script;
  private final CommandEncoder encoder = new CommandEncoder(this::take);
  private final PriceEncoder priceEncoder = new PriceEncoder(this::take);
  private final Picks picks;
  private final MarketSimulator market;
  private final Sides sides;
  private final TermActs terms;
  private final boolean leaps;
  private final PricePlan pricePlan;
  private final PriceActs prices;

  /** Whether there is collateral that accounts may pool. */
  private final boolean pooling;

  private final CollateralActs collateral;
  private final CollateralEncoder collateralEncoder = new CollateralEncoder(this::take);

  /** How many of a hundred commands are about computed prices; time runs faster then. */
  private final int pricing;

  private final int accountsMax;
  private final int ordersMax;
  private byte[] encoded;
  private byte[] held;
  private long count;

  /** Trades yet to come with which the venue opens, before anything else happens. */
  private int openings;

  /** A stream, and a venue of its own. */
  public StreamGenerator(long seed) {
    this(seed, 0);
  }

  /** A stream, and a venue of its own with a crowd of idle accounts among those that trade. */
  public StreamGenerator(long seed, int crowd) {
    random = new Random(seed);
    // The first numbers of neighbouring seeds are alike.
    pooling = new Random(seed * 0x9E3779B97F4A7C15L).nextInt(2) == 0;
    plan = new WorldPlan(random, crowd, pooling);
    mutator = new Mutator(random);
    script = new ArrayDeque<>(plan.setup());
    picks = new Picks(random, view);
    market = new MarketSimulator(random, view);
    sides = new Sides(random, view);
    terms = new TermActs(random, view, market);
    leaps = random.nextBoolean();
    view.lastTimestamp = firstTimestamp();
    openings = random.nextInt(60);
    pricePlan = new PricePlan(random);
    prices = new PriceActs(random, pricePlan, market, plan.typicalPrice());
    pricing = random.nextInt(3) == 0 ? 35 : 0;
    collateral = new CollateralActs(random, view, plan.typicalNotional(), plan.assets());
    if (pooling) {
      collateral
          .opening(collateralEncoder, plan.traders())
          .forEach(step -> script.add(c -> step.run()));
    }
    accountsMax = plan.accountsMax();
    ordersMax = plan.ordersMax();
  }

  /** Mostly soon after 1970, when contracts are yet to expire; seldom at the end of time. */
  private long firstTimestamp() {
    int dice = random.nextInt(40);
    return dice == 0 ? Long.MAX_VALUE - random.nextInt(600_000) : dice < 6 ? NOW : 0;
  }

  /** How many accounts the engine must take. */
  public int accountsMax() {
    return accountsMax;
  }

  /** How many open orders of traders the engine must take. */
  public int ordersMax() {
    return ordersMax;
  }

  /** Whether there is a venue, or may still be one: a mutation can spoil its building. */
  public boolean worthwhile() {
    return !script.isEmpty() || held != null || !view.instruments.isEmpty();
  }

  /** The next command. */
  public byte[] next() {
    count++;
    if (held != null) {
      return heldBack();
    }
    long step = pricing > 0 && script.isEmpty() ? pricePlan.step() : step();
    long time = Math.max(view.lastTimestamp, view.lastTimestamp + step);
    encoder.at(time);
    priceEncoder.at(time);
    collateralEncoder.at(time);
    encoded = null;
    if (script.isEmpty()) {
      act();
    } else {
      script.remove().accept(encoder);
    }
    byte[] command = encoded;
    boolean waterfall = MessageText.templateId(command) == SetWaterfallDecoder.TEMPLATE_ID;
    int spoilt = waterfall ? 8 : mutator.often(command) ? 3 : 1;
    if (random.nextInt(10) >= spoilt) {
      return command;
    }
    held = !script.isEmpty() || random.nextBoolean() ? command : null;
    return mutator.mutate(command);
  }

  /** The command that was spoilt before; one of which so much can be wrong, once more. */
  private byte[] heldBack() {
    byte[] again = held;
    int id = MessageText.templateId(again);
    boolean waterfall = id == SetWaterfallDecoder.TEMPLATE_ID && view.instruments.isEmpty();
    boolean terms = id == SetCollateralDecoder.TEMPLATE_ID && view.pools.isEmpty();
    if ((waterfall && random.nextInt(8) > 0) || (terms && random.nextInt(4) > 0)) {
      return mutator.mutate(again);
    }
    held = null;
    return again;
  }

  /** Mostly less than a microsecond; in some streams now and then minutes or hours. */
  private long step() {
    if (leaps && script.isEmpty()) {
      int dice = random.nextInt(300);
      if (dice < 3) {
        return random.nextInt(1200) * 1_000_000_000L;
      }
      if (dice == 3) {
        return random.nextInt(12 * 3600) * 1_000_000_000L;
      }
    }
    return random.nextInt(3) == 0 ? 0 : random.nextInt(1000);
  }

  /** A digest of everything. */
  public byte[] snapshot() {
    encoder.at(view.lastTimestamp).takeSnapshot();
    return encoded;
  }

  /** Takes in what came of a command. */
  public void applied(byte[] command, List<byte[]> events) {
    view.applied(command, events);
    market.applied(count);
  }

  private void take(DirectBuffer buffer, int offset, int length) {
    encoded = new byte[length];
    buffer.getBytes(offset, encoded);
  }

  private void act() {
    if (openings > 0) {
      openings--;
      trade();
      return;
    }
    if (liquidationAct()) {
      return;
    }
    if (random.nextInt(100) < 35 && market.report(encoder, count)) {
      return;
    }
    if (random.nextInt(100) < (pooling ? 14 : 1)) {
      long trader = collateral.anyPool(picks.anyTrader());
      collateral.act(collateralEncoder, trader, picks.anyAsset());
      return;
    }
    if (random.nextInt(100) < 14) {
      terms();
      return;
    }
    if (random.nextInt(100) < Math.max(1, pricing)) {
      price();
      return;
    }
    int dice = random.nextInt(100);
    if (dice < 27) {
      mark();
    } else if (dice < 40) {
      place();
    } else if (dice < 56) {
      if (!market.match(encoder)) {
        place();
      }
    } else if (dice < 70) {
      trade();
    } else if (dice < 74) {
      done();
    } else {
      administer(dice);
    }
  }

  /** Lets cooldowns end and tasks go on, and tries what they forbid. */
  private boolean liquidationAct() {
    if (view.liquidations.isEmpty()) {
      return false;
    }
    boolean tasks =
        view.liquidations.containsValue(StageKind.DELEVERAGE)
            || view.liquidations.containsValue(StageKind.SOCIALISE);
    int dice = random.nextInt(100);
    if (dice < (view.awaits() ? 6 : 18)) {
      encoder.clock();
    } else if (tasks && dice > 90) {
      withdraw();
    } else {
      return false;
    }
    return true;
  }

  private void setFund() {
    long fund =
        switch (random.nextInt(12)) {
          case 0 -> picks.anyAccount();
          case 1, 2, 3, 4 -> WaterfallPlan.VAULT + random.nextInt(2);
          default -> 1L + random.nextInt(2);
        };
    int asset = picks.anyAsset();
    AccountView account = view.accounts.get(fund);
    long balance = account == null ? 0 : account.balance(asset);
    encoder.setFund(fund, asset, plan.waterfalls().limits(balance));
  }

  /** A Clock now and then, so that rates are set. */
  private void price() {
    if (random.nextInt(8) == 0) {
      encoder.clock();
    } else {
      prices.act(priceEncoder, picks.datedOrAnyInstrument());
    }
  }

  private void terms() {
    if (random.nextInt(60) == 0) {
      script.addAll(terms.brim());
    }
    if (random.nextInt(12) == 0) {
      script.addAll(new Squeeze(random, view).steps());
    }
    if (random.nextInt(5) == 0) {
      script.addAll(new PairSqueeze(random, view).steps());
    }
    if (pooling && random.nextInt(4) == 0) {
      script.addAll(new PoolSqueeze(random, view, market).steps());
    }
    terms.act(encoder, picks.anyTrader(), picks.anyInstrument());
  }

  private void administer(int dice) {
    if (dice < 79) {
      encoder.deposit(
          picks.anyAccount(), picks.anyAsset(), plan.amount(random.nextInt(3) == 0 ? 1 : 0.1));
    } else if (dice < 83) {
      withdraw();
    } else if (dice < 86) {
      InstrumentView instrument = picks.anyInstrument();
      int highest = Math.max(1, instrument.leverageMax - 50);
      int one = random.nextInt(highest);
      int other = random.nextInt(highest);
      int leverage = 100 + Math.max(one, other);
      encoder.setLeverage(picks.anyTrader(), instrument.id, leverage);
    } else if (dice < 88 && random.nextInt(3) > 0) {
      PositionMode mode = random.nextInt(3) > 0 ? PositionMode.HEDGE : PositionMode.ONE_WAY;
      encoder.setPositionMode(picks.anyTrader(), picks.anyInstrument().id, mode);
    } else if (dice < 90) {
      MarginMode mode = random.nextBoolean() ? MarginMode.CROSS : MarginMode.ISOLATED;
      encoder.setMarginMode(picks.anyTrader(), picks.anyInstrument().id, mode);
    } else if (dice < 93) {
      encoder.clock();
    } else if (dice < 95) {
      setFund();
    } else if (dice < 98) {
      encoder.takeSnapshot();
    } else {
      rebuild();
    }
  }

  /** What is seldom done, or seldom allowed, while the venue runs. */
  private void rebuild() {
    switch (random.nextInt(7)) {
      case 0 -> {
        InstrumentView instrument = picks.anyInstrument();
        long quantity = instrument.quantityFor(plan.typicalNotional());
        Schedule schedule =
            random.nextInt(3) == 0
                ? plan.schedules().odd(quantity, instrument.quantityScale)
                : plan.schedules().fitting(quantity, instrument.quantityScale);
        encoder.setRiskTiers(instrument.id, schedule);
      }
      case 1 ->
          encoder.setFees(
              picks.anyInstrument().id,
              random.nextInt(500_000),
              random.nextInt(900_000),
              7_654_321,
              Picks.risingFee(random, 7_654_321));
      case 2 ->
          encoder.addAccount(
              4 + random.nextInt(20),
              random.nextInt(3) == 0 ? AccountKind.MARKET : AccountKind.TRADER);
      case 3 -> encoder.addAsset(1 + random.nextInt(6), random.nextInt(13), "LATE");
      case 4 -> script.addAll(plan.lateInstrument());
      case 5 -> encoder.setWaterfall(plan.waterfalls().waterfall(plan.feeReceivers()));
      default -> script.addAll(plan.setup().subList(0, 2));
    }
    if (encoded == null) {
      encoder.clock();
    }
  }

  private void withdraw() {
    long account = picks.anyAccount();
    int asset = picks.anyAsset();
    AccountView owner = view.accounts.get(account);
    long balance = owner == null ? 1 : Math.abs(owner.balance(asset));
    double part = random.nextInt(3) == 0 ? 1 : random.nextDouble();
    encoder.withdraw(account, asset, 1 + (long) (balance * part));
  }

  private void mark() {
    InstrumentView instrument = picks.anyInstrument();
    if (instrument.computed && random.nextInt(10) > 0) {
      prices.source(priceEncoder, instrument);
      return;
    }
    double mark = Math.max(1, instrument.mark);
    double step =
        switch (random.nextInt(12)) {
          case 0 -> 0.4 * random.nextGaussian();
          case 1, 2, 3, 4 -> 0.08 * random.nextGaussian();
          default -> 0.02 * random.nextGaussian();
        };
    long jitter = random.nextInt(3) - 1L;
    long price = (long) (mark * (1 + Math.max(-0.9, step))) + jitter;
    if (random.nextInt(6) == 0) {
      // Drifts back, so that worlds do not end at a price of 1.
      price = (price + plan.typicalPrice()) / 2;
    }
    encoder.markPrice(instrument.id, instrument.clamp(price));
  }

  /** A quantity that a trader can about afford. */
  private long quantity(long account, InstrumentView instrument) {
    AccountView trader = view.accounts.get(account);
    if (trader == null || random.nextInt(12) == 0) {
      return instrument.quantityFor(plan.typicalNotional());
    }
    BigInteger notional =
        BigInteger.valueOf(Math.max(0, view.behind(trader, instrument.assetId)))
            .multiply(BigInteger.valueOf(trader.leverage(instrument.id)))
            .multiply(BigInteger.valueOf(1 + random.nextInt(1 + random.nextInt(100))))
            .divide(BigInteger.valueOf(10_000));
    return instrument.quantityFor(notional);
  }

  private void place() {
    InstrumentView instrument = picks.anyInstrument();
    long account = picks.anyTrader();
    AccountView trader = view.accounts.get(account);
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    long quantity = quantity(account, instrument);
    boolean reduceOnly = random.nextInt(6) == 0;
    PositionSide leg = sides.forTrade(account, instrument.id, side == Side.BUY, quantity);
    PositionSide held = sides.held(trader, instrument.id);
    if (reduceOnly && trader != null && trader.quantity(instrument.id, held) != 0) {
      leg = held;
      long position = trader.quantity(instrument.id, held);
      side = position > 0 ? Side.SELL : Side.BUY;
      quantity = Math.max(1, (long) (Math.abs(position) * random.nextDouble() * 1.2));
    }
    long price = market.near(instrument, 0.02);
    price = random.nextInt(10) == 0 ? price : instrument.toTick(price);
    long orderId = 1L + random.nextInt(60);
    encoder.placeOrder(orderId, account, instrument.id, leg, side, price, quantity, reduceOnly);
  }

  private void trade() {
    InstrumentView instrument = picks.anyInstrument();
    long buyer = picks.anyParty();
    long seller = picks.anyParty();
    if (seller == buyer && random.nextInt(10) > 0) {
      seller = picks.anyParty();
    }
    long trader = random.nextBoolean() ? buyer : seller;
    AccountView view0 = view.accounts.get(trader);
    long quantity = quantity(trader, instrument);
    PositionSide held = sides.held(view0, instrument.id);
    if (view0 != null && view0.quantity(instrument.id, held) != 0 && random.nextInt(3) == 0) {
      // Close or turn a position.
      long position = view0.quantity(instrument.id, held);
      long other = trader == buyer ? seller : buyer;
      buyer = position > 0 ? other : trader;
      seller = position > 0 ? trader : other;
      double part = random.nextInt(3) == 0 ? 1 : 1.5 * random.nextDouble();
      quantity = Math.max(1, (long) (Math.abs(position) * part));
    }
    long price = market.near(instrument, random.nextInt(6) == 0 ? 0.3 : 0.005);
    market.fill(encoder, instrument, price, quantity, buyer, 0, seller, 0);
  }

  private void done() {
    encoder.orderDone(picks.anyOrder(), DoneReason.get((short) (1 + random.nextInt(3))));
  }
}
