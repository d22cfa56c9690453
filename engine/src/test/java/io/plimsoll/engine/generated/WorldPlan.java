package io.plimsoll.engine.generated;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.RisingFee;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionMode;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A small venue at random: few accounts, coarse money, odd rates, so that every rounding matters;
 * now and then amounts near the limits instead.
 */
final class WorldPlan {
  private static final long PPB = 1_000_000_000L;

  private final Random random;
  private final boolean huge;
  private final boolean pooling;
  private final int moneyScale;
  private final int assets;
  private final int traders;
  private final int crowd;
  private final List<Integer> instruments = new ArrayList<>();

  /** About what a position is worth. */
  private final BigInteger typicalNotional;

  private final SchedulePlan schedules;
  private final WaterfallPlan waterfalls;
  private final long typicalPrice;
  private final long typicalQuantity;
  private final int unitDigits;

  /** A venue with so many idle accounts besides. */
  WorldPlan(Random random, int crowd, boolean pooling) {
    this.random = random;
    this.crowd = crowd;
    this.pooling = pooling;
    huge = random.nextInt(6) == 0;
    unitDigits = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
    moneyScale = unitDigits + random.nextInt(6);
    assets = pooling ? 2 + random.nextInt(2) : 1 + random.nextInt(4) / 3;
    traders = random.nextInt(4) == 0 ? 10 + random.nextInt(24) : 2 + random.nextInt(7);
    int count = (huge ? 2 : 1) + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      int id = random.nextInt(5) == 0 ? 4096 - i : 1 + random.nextInt(3) + 4 * (count - i);
      instruments.add(id);
    }
    typicalPrice = random.nextInt(4) == 0 ? 5 + random.nextInt(60) : 100 + random.nextInt(30_000);
    typicalQuantity =
        huge ? (1L << (30 + random.nextInt(8))) : 1 + random.nextInt(1 << random.nextInt(9));
    typicalNotional =
        BigInteger.valueOf(typicalPrice)
            .multiply(BigInteger.valueOf(typicalQuantity))
            .multiply(BigInteger.TEN.pow(unitDigits));
    schedules = new SchedulePlan(random, typicalNotional);
    waterfalls = new WaterfallPlan(random, typicalNotional, pooling);
  }

  int accountsMax() {
    return crowd + traders + 8 + random.nextInt(4);
  }

  int ordersMax() {
    return 4 + random.nextInt(20);
  }

  long typicalPrice() {
    return typicalPrice;
  }

  BigInteger typicalNotional() {
    return typicalNotional;
  }

  int assets() {
    return assets;
  }

  int traders() {
    return traders;
  }

  SchedulePlan schedules() {
    return schedules;
  }

  WaterfallPlan waterfalls() {
    return waterfalls;
  }

  /** Accounts of every kind that liquidation fees may go to. */
  List<Long> feeReceivers() {
    return List.of(1L, 3L, 4L, 5L, 4L + traders, WaterfallPlan.VAULT);
  }

  /** The commands that build the venue, in order. */
  List<Consumer<CommandEncoder>> setup() {
    List<Consumer<CommandEncoder>> steps = new ArrayList<>();
    if (random.nextInt(8) > 0) {
      VenueRules rules = rules();
      steps.add(c -> c.configureVenue(rules));
    }
    for (int asset = 1; asset <= assets; asset++) {
      int id = asset;
      steps.add(c -> c.addAsset(id, moneyScale, "COIN" + id));
    }
    accounts(steps);
    if (random.nextInt(8) > 0) {
      Waterfall waterfall = waterfalls.waterfall(feeReceivers());
      steps.add(c -> c.setWaterfall(waterfall));
    }
    for (int i = 0; i < instruments.size(); i++) {
      instrument(steps, instruments.get(i), 1 + i % assets);
    }
    deposits(steps);
    return steps;
  }

  private VenueRules rules() {
    long ratio =
        random.nextInt(4) == 0
            ? 0
            : PPB + 1 + (long) (random.nextDouble() * PPB * (random.nextInt(5) == 0 ? 6 : 0.8));
    return new VenueRules(
        ratio,
        random.nextInt(4) == 0 ? 0 : 1 + random.nextInt((int) PPB),
        random.nextInt((int) PPB / 10),
        random.nextBoolean() ? TriggerRule.BELOW : TriggerRule.AT_OR_BELOW,
        random.nextBoolean(),
        random.nextBoolean() ? SurplusTo.FUND : SurplusTo.ACCOUNT,
        random.nextBoolean() ? SurplusTo.FUND : SurplusTo.ACCOUNT,
        random.nextInt(3) > 0);
  }

  /**
   * Accounts 1 and 2 are funds, 3 takes the fees, 4 is the market, 5 and above trade; there are two
   * vaults.
   */
  private void accounts(List<Consumer<CommandEncoder>> steps) {
    steps.add(c -> c.addAccount(1, AccountKind.INSURANCE_FUND));
    steps.add(c -> c.addAccount(2, AccountKind.INSURANCE_FUND));
    steps.add(c -> c.addAccount(3, AccountKind.FEE));
    steps.add(c -> c.addAccount(4, AccountKind.MARKET));
    steps.add(c -> c.addAccount(WaterfallPlan.VAULT, AccountKind.INSURANCE_FUND));
    steps.add(c -> c.addAccount(WaterfallPlan.VAULT + 1, AccountKind.INSURANCE_FUND));
    for (int i = 0; i < traders; i++) {
      long id = 5L + i;
      if (i == traders / 2) {
        crowd(steps);
      }
      steps.add(c -> c.addAccount(id, AccountKind.TRADER));
    }
  }

  private void crowd(List<Consumer<CommandEncoder>> steps) {
    for (int i = 0; i < crowd; i++) {
      long id = VenueView.CROWD + i;
      steps.add(c -> c.addAccount(id, AccountKind.TRADER));
    }
  }

  private void instrument(List<Consumer<CommandEncoder>> steps, int id, int asset) {
    ContractPlan plan = ContractPlan.of(random, frame());
    long fund = 1L + random.nextInt(2);
    if (random.nextInt(5) == 0) {
      ContractPlan odd = plan.odd(random);
      steps.add(c -> add(c, id, asset, odd, fund));
    }
    steps.add(c -> add(c, id, asset, plan, fund));
    long maker = random.nextInt(3) * (long) random.nextInt(1_000_000);
    long taker = random.nextInt(4) * (long) random.nextInt(2_000_000);
    long liquidation = random.nextInt(3) * (long) random.nextInt(20_000_000);
    if (random.nextInt(5) == 0) {
      Schedule odd = schedules.odd(plan.typicalQuantity(), plan.quantityScale());
      steps.add(c -> c.setRiskTiers(id, odd));
    }
    Schedule schedule = schedules.fitting(plan.typicalQuantity(), plan.quantityScale());
    steps.add(c -> c.setRiskTiers(id, schedule));
    RisingFee rising = Picks.risingFee(random, liquidation);
    steps.add(c -> c.setFees(id, maker, taker, liquidation, rising));
    long mark = 1 + (long) (typicalPrice * (0.6 + 0.6 * random.nextDouble()));
    steps.add(c -> c.markPrice(id, Math.min(plan.priceMax(), mark)));
  }

  /** One more instrument, which may lack its tiers or its first mark price. */
  List<Consumer<CommandEncoder>> lateInstrument() {
    List<Consumer<CommandEncoder>> steps = new ArrayList<>();
    instrument(steps, 20 + random.nextInt(4), 1 + random.nextInt(assets));
    return steps.subList(0, 1 + random.nextInt(steps.size()));
  }

  private static void add(
      CommandEncoder commands, int id, int asset, ContractPlan plan, long fund) {
    commands.addInstrument(
        id,
        asset,
        "X" + id,
        plan.contract(),
        plan.priceScale(),
        plan.quantityScale(),
        plan.tick(),
        plan.priceMax(),
        plan.openInterestMax(),
        3,
        fund);
  }

  private ContractPlan.Frame frame() {
    return new ContractPlan.Frame(
        typicalPrice, typicalNotional, moneyScale - unitDigits, unitDigits, huge ? 1 << 16 : 30);
  }

  private void deposits(List<Consumer<CommandEncoder>> steps) {
    for (int asset = 1; asset <= assets; asset++) {
      int id = asset;
      long fund = amount(0.5);
      steps.add(c -> c.deposit(1, id, fund));
      long vault = amount(0.4);
      steps.add(c -> c.deposit(WaterfallPlan.VAULT, id, vault));
      limits(steps, 1, id, fund);
      limits(steps, 2, id, 0);
      limits(steps, WaterfallPlan.VAULT, id, vault);
      for (int i = 0; i < traders; i++) {
        long trader = 5L + i;
        boolean little = pooling && isLittle(i, asset);
        long amount = amount(little ? 0.01 : random.nextInt(4) == 0 ? 2 : 0.3);
        steps.add(c -> c.deposit(trader, id, amount));
      }
    }
    int hedging = random.nextInt(4) == 0 ? 0 : 4 + random.nextInt(6);
    for (int instrument : instruments) {
      for (int i = 0; i < traders; i++) {
        long trader = 5L + i;
        int leverage = 100 + random.nextInt(random.nextBoolean() ? 4000 : 10_000);
        boolean isolated = random.nextInt(5) < 2;
        // Who has two legs cannot pool.
        boolean mayHedge = !pooling || i % 3 == 0;
        boolean hedged = random.nextInt(10) < hedging && mayHedge;
        steps.add(c -> c.setLeverage(trader, instrument, leverage));
        if (isolated) {
          steps.add(c -> c.setMarginMode(trader, instrument, MarginMode.ISOLATED));
        }
        if (hedged) {
          steps.add(c -> c.setPositionMode(trader, instrument, PositionMode.HEDGE));
        }
      }
    }
  }

  /** Every second trader is rich in one asset alone, so that its losses in others are debts. */
  private boolean isLittle(int trader, int asset) {
    return trader % 2 == 0 ? random.nextInt(5) < 2 : asset != 1 + trader / 2 % assets;
  }

  private void limits(List<Consumer<CommandEncoder>> steps, long fund, int asset, long balance) {
    if (random.nextInt(3) > 0) {
      FundLimits limits = waterfalls.limits(balance);
      steps.add(c -> c.setFund(fund, asset, limits));
    }
  }

  /** Up to a multiple of the typical notional. */
  long amount(double multiple) {
    double amount = typicalNotional.doubleValue() * multiple * random.nextDouble();
    return 1 + (long) Math.min(amount, 0x1p59);
  }
}
