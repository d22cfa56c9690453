package io.plimsoll.tools.market.book;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.InThreadEngine;
import io.plimsoll.engine.runtime.MatchingEngine;
import io.plimsoll.engine.runtime.MatchingEngineGateway;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.IndexRule;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MarkPriceChangedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TimeInForce;
import io.plimsoll.tools.venue.Listing;
import io.plimsoll.tools.venue.VenueCommands;
import io.plimsoll.tools.venue.VenueFiles;
import io.plimsoll.tools.venue.VenueSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;

/**
 * The least that is needed to close the loop: an engine that makes its mark of index and book, a
 * market, longs of rising leverage. Each second the tape moves, and all that follows is answered.
 */
final class TinyExchange implements AutoCloseable, BookReports, MatchingEngine {
  static final long SECOND = 1_000_000_000L;
  static final long START = 50_000_00L;
  private static final int ID = 1;
  private static final int TRADERS = 200;

  /** Five bitcoins each. */
  private static final long QUANTITY = 5_000;

  private final InThreadEngine engine;
  private final CommandEncoder commands;
  private final PriceEncoder prices;
  private final BookMarket market;
  private final NetPositions positions = new NetPositions();
  private final ArrayDeque<BookOrder> orders = new ArrayDeque<>();
  final List<Long> marks = new ArrayList<>();
  private long executions;
  private long time;
  long sold;

  TinyExchange(MarketSpec spec) {
    VenueSpec venue = VenueFiles.open("default");
    Listing listing = Listing.of(venue.instruments().get(0), "default", 2, 1, 20_000_000L);
    engine =
        InThreadEngine.launch(
            EngineOptions.builder()
                .limits(new EngineLimits(1_000, 1_000))
                .events(new MatchingEngineGateway(this, this::onEvent))
                .build());
    commands = new CommandEncoder(engine);
    prices = new PriceEncoder(engine);
    market = new BookMarket(spec, BookTerms.of(listing), this, positions);
    new VenueCommands(commands, venue).open(1_000_000_00000000L, List.of(listing));
    List<IndexSource> sources = List.of(new IndexSource(1, 1));
    prices.setPriceRule(
        ID, spec.mark().priceRule(10 * SECOND, 0, IndexRule.WEIGHTED_MEDIAN, 1, sources));
    tick(START);
    for (int i = 0; i < TRADERS; i++) {
      admit(1_000 + i, 5 + i % 21);
    }
  }

  private void admit(long account, int leverage) {
    commands.addAccount(account, AccountKind.TRADER);
    commands.deposit(
        account, VenueCommands.ASSET_ID, QUANTITY * START * 1_000 / leverage * 11 / 10);
    commands.setLeverage(account, ID, 100 * leverage);
    commands.setMarginMode(account, ID, MarginMode.ISOLATED);
    long market = VenueCommands.MARKET_ACCOUNT;
    commands.fill(++executions, ID, START, QUANTITY, account, 0, market, 0, Side.BUY);
    positions.traded(QUANTITY, Side.BUY, account, market);
  }

  /** The tape moves; a second passes. */
  void tick(long price) {
    time += SECOND;
    if (time > SECOND) {
      prices.at(time - 1);
      showBook();
    }
    commands.at(time);
    prices.at(time);
    market.onIndex(time, price);
    prices.sourcePrice(ID, 1, market.index());
    showBook();
    answer();
    for (int i = 0; i < 5; i++) {
      commands.clock();
      answer();
      showBook();
      answer();
    }
  }

  private void showBook() {
    BookPrices shown = market.prices();
    prices.bookPrice(
        ID,
        shown.bestBid(),
        shown.bestAsk(),
        shown.impactBid(),
        shown.impactAsk(),
        shown.lastTrade());
  }

  private void answer() {
    for (BookOrder order = orders.poll(); order != null; order = orders.poll()) {
      market.submit(order);
    }
  }

  /** The lowest mark so far. */
  long low() {
    OptionalLong low = marks.stream().mapToLong(Long::longValue).min();
    return low.orElseThrow();
  }

  @Override
  public void onForcedOrder(ForcedOrderDecoder order) {
    OrderType type = order.timeInForce() == TimeInForce.FOK ? OrderType.FOK : OrderType.IOC;
    orders.add(
        BookOrder.of(
            order.orderId(),
            order.accountId(),
            order.side(),
            type,
            order.quantity(),
            order.limitPrice()));
  }

  @Override
  public void onCancelRequested(CancelRequestedDecoder request) {
    throw new AssertionError("no order rests here");
  }

  @Override
  public void traded(
      long price,
      long quantity,
      Side takerSide,
      long takerAccount,
      long takerOrder,
      long makerAccount,
      long makerOrder) {
    positions.traded(quantity, takerSide, takerAccount, makerAccount);
    sold += takerSide == Side.SELL ? quantity : 0;
    boolean buys = takerSide == Side.BUY;
    commands.fill(
        ++executions,
        ID,
        price,
        quantity,
        buys ? takerAccount : makerAccount,
        buys ? takerOrder : makerOrder,
        buys ? makerAccount : takerAccount,
        buys ? makerOrder : takerOrder,
        takerSide);
  }

  @Override
  public void done(long orderId, long accountId, DoneReason reason, long left) {
    commands.orderDone(orderId, reason);
  }

  private void onEvent(DirectBuffer buffer, int offset, int length) {
    int template = Messages.templateId(buffer, offset);
    if (template == CommandRejectedDecoder.TEMPLATE_ID) {
      CommandRejectedDecoder rejected = new CommandRejectedDecoder();
      rejected.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
      throw new AssertionError(rejected.toString());
    }
    if (template == MarkPriceChangedDecoder.TEMPLATE_ID) {
      MarkPriceChangedDecoder mark = new MarkPriceChangedDecoder();
      marks.add(mark.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder()).markPrice());
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
