package io.plimsoll.tools.calc;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.EngineView;
import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.InThreadEngine;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.BalanceChangedDecoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.tools.explain.PositionArithmetic;
import io.plimsoll.tools.venue.Listing;
import io.plimsoll.tools.venue.VenueCommands;
import io.plimsoll.tools.venue.VenueSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * An engine with a venue opened on it, and a market that fills forced orders whole at the mark
 * where their limit allows that. Not thread safe.
 */
final class Desk implements AutoCloseable {
  private static final int ACCOUNTS_MAX = 256;
  private static final int SPAN = 20;
  private static final long SECOND = 1_000_000_000L;
  private static final int ROUNDS_MAX = 100_000;

  /** A command that the engine rejected. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String reason;

    Refused(String reason, String text) {
      super(text);
      this.reason = reason;
    }

    boolean isLeverage() {
      return reason.equals("LEVERAGE_TOO_HIGH");
    }
  }

  private record Order(
      long id, long account, int instrument, Side side, long quantity, long limit) {}

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CommandRejectedDecoder rejected = new CommandRejectedDecoder();
  private final ForcedOrderDecoder forced = new ForcedOrderDecoder();
  private final PositionChangedDecoder position = new PositionChangedDecoder();
  private final BalanceChangedDecoder balance = new BalanceChangedDecoder();
  private final LiquidationFinishedDecoder finished = new LiquidationFinishedDecoder();
  private final PositionArithmetic arithmetic = new PositionArithmetic();
  private final Deque<Order> orders = new ArrayDeque<>();
  private final Map<String, Long> margins = new HashMap<>();
  private final Map<Long, Long> fees = new HashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final long[] marks;
  private final InThreadEngine engine;
  private final CommandEncoder commands;
  private final List<Listing> listings = new ArrayList<>();
  private Refused refused;
  private long executionId;
  private long time;
  private long nextAccount = 1;

  /**
   * A venue.
   *
   * @param venue what its file says
   * @param prices a price of each instrument that is used, by index; 0 for the others
   */
  Desk(VenueSpec venue, long[] prices) {
    this(venue, prices, SPAN);
  }

  /**
   * The same, with prices up to so many times those given: the fewer, the larger a position may be.
   */
  Desk(VenueSpec venue, long[] prices, int span) {
    marks = prices.clone();
    for (int i = 0; i < prices.length; i++) {
      int scale = venue.instruments().get(i).contract().priceScale();
      long price = prices[i] > 0 ? prices[i] : 1;
      listings.add(
          Listing.of(
              venue.instruments().get(i),
              venue.name(),
              scale,
              Math.max(1, price / span),
              Listing.roundUp(Math.multiplyExact(price, span))));
    }
    EngineOptions options =
        EngineOptions.builder()
            .limits(new EngineLimits(ACCOUNTS_MAX, 1))
            .events(this::onEvent)
            .build();
    engine = InThreadEngine.launch(options);
    commands =
        new CommandEncoder(
            (buffer, offset, length) -> {
              refused = null;
              engine.submit(buffer, offset, length);
              if (refused != null) {
                throw refused;
              }
              arithmetic.apply(buffer, offset);
            });
    commands.at(time);
    new VenueCommands(commands, venue).open(venue.fund().seed(), listings);
    for (int i = 0; i < prices.length; i++) {
      if (prices[i] > 0) {
        commands.markPrice(i + 1, prices[i]);
      }
    }
  }

  /** Opens an account with money. */
  long account(long money) {
    long account = nextAccount++;
    commands.addAccount(account, AccountKind.TRADER);
    deposit(account, money);
    return account;
  }

  /** Pays money in. */
  void deposit(long account, long money) {
    commands.deposit(account, VenueCommands.ASSET_ID, money);
  }

  /**
   * Takes a position at a price, as taker.
   *
   * @param quantity signed
   * @param leverage in hundredths
   * @throws Refused if the engine rejects it
   */
  void take(
      long account, int instrument, MarginMode mode, int leverage, long quantity, long price) {
    commands.setLeverage(account, instrument, leverage);
    if (mode == MarginMode.ISOLATED) {
      commands.setMarginMode(account, instrument, mode);
    }
    fill(account, 0, instrument, quantity, price);
  }

  /** Trades against the market, as taker. */
  void fill(long account, long order, int instrument, long quantity, long price) {
    boolean buys = quantity > 0;
    long market = VenueCommands.MARKET_ACCOUNT;
    commands.fill(
        ++executionId,
        instrument,
        price,
        Math.abs(quantity),
        buys ? account : market,
        buys ? order : 0,
        buys ? market : account,
        buys ? 0 : order,
        buys ? Side.BUY : Side.SELL);
  }

  /** Moves a mark; the market answers forced orders, and time goes on by a second. */
  void mark(int instrument, long price) {
    time += SECOND;
    commands.at(time);
    marks[instrument - 1] = price;
    commands.markPrice(instrument, price);
    answer();
    pass(0);
  }

  /** Lets time pass. */
  void pass(long nanos) {
    time += nanos;
    commands.at(time);
    commands.clock();
    answer();
  }

  private void answer() {
    for (int i = 0; !orders.isEmpty() && i < ROUNDS_MAX; i++) {
      Order order = orders.poll();
      long mark = marks[order.instrument() - 1];
      boolean buys = order.side() == Side.BUY;
      if (buys ? mark <= order.limit() : mark >= order.limit()) {
        long signed = buys ? order.quantity() : -order.quantity();
        fill(order.account(), order.id(), order.instrument(), signed, mark);
      } else {
        commands.orderDone(order.id(), DoneReason.EXPIRED);
      }
    }
  }

  private void onEvent(DirectBuffer buffer, int offset, int length) {
    switch (Messages.templateId(buffer, offset)) {
      case CommandRejectedDecoder.TEMPLATE_ID -> {
        rejected.wrapAndApplyHeader(buffer, offset, header);
        refused =
            new Refused(
                rejected.reason().name(),
                "the engine rejects it: " + rejected.reason() + ", " + rejected.detail());
      }
      case ForcedOrderDecoder.TEMPLATE_ID -> {
        forced.wrapAndApplyHeader(buffer, offset, header);
        orders.add(
            new Order(
                forced.orderId(),
                forced.accountId(),
                forced.instrumentId(),
                forced.side(),
                forced.quantity(),
                forced.limitPrice()));
      }
      case PositionChangedDecoder.TEMPLATE_ID -> {
        position.wrapAndApplyHeader(buffer, offset, header);
        margins.put(key(position.accountId(), position.instrumentId()), position.margin());
      }
      case BalanceChangedDecoder.TEMPLATE_ID -> {
        balance.wrapAndApplyHeader(buffer, offset, header);
        if (balance.reason() == BalanceReason.TRADING_FEE) {
          fees.merge(balance.accountId(), -balance.amount(), Long::sum);
        }
      }
      case LiquidationFinishedDecoder.TEMPLATE_ID ->
          outcomes.add(finished.wrapAndApplyHeader(buffer, offset, header).outcome());
      default -> {
        // Of no interest here.
      }
    }
  }

  private static String key(long account, int instrument) {
    return account + "/" + instrument;
  }

  EngineView view() {
    return engine.view();
  }

  PositionArithmetic arithmetic() {
    return arithmetic;
  }

  Listing listing(int instrument) {
    return listings.get(instrument - 1);
  }

  long mark(int instrument) {
    return marks[instrument - 1];
  }

  /** Margin of an isolated position. */
  long margin(long account, int instrument) {
    return margins.getOrDefault(key(account, instrument), 0L);
  }

  /** Trading fees that an account has paid. */
  long fees(long account) {
    return fees.getOrDefault(account, 0L);
  }

  /** How the liquidations so far ended, in their order. */
  List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  @Override
  public void close() {
    engine.close();
  }
}
