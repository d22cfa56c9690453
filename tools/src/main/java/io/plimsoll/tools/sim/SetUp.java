package io.plimsoll.tools.sim;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.tools.crowd.Crowd;
import io.plimsoll.tools.crowd.Trader;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.market.DepthMarket;
import io.plimsoll.tools.venue.VenueCommands;
import java.util.List;

/** The commands that build the venue and let the crowd take its positions. */
final class SetUp {
  private static final int REPORT_EVERY = 10_000;

  private final CommandEncoder commands;
  private final Venue venue;
  private final DepthMarket market;
  private long executionId;
  private long orderId;

  SetUp(CommandEncoder commands, Venue venue, DepthMarket market) {
    this.commands = commands;
    this.venue = venue;
    this.market = market;
  }

  /** The last execution id that was used. */
  long executionId() {
    return executionId;
  }

  void openVenue(long fund, long firstPrice) {
    new VenueCommands(commands, venue.spec()).open(fund, List.of(venue.listing()));
    commands.markPrice(Venue.INSTRUMENT_ID, firstPrice);
  }

  void admit(Crowd crowd, RunStatistics statistics, Progress progress) {
    for (Trader trader : crowd) {
      admit(trader);
      statistics.onTrader(trader);
      if (trader.accountId() % REPORT_EVERY == 0) {
        progress.report("opening accounts", trader.accountId(), crowd.size());
      }
    }
  }

  private void admit(Trader trader) {
    long account = trader.accountId();
    commands.addAccount(account, AccountKind.TRADER);
    commands.deposit(account, Venue.ASSET_ID, trader.deposit());
    if (trader.leverage() != 1) {
      commands.setLeverage(account, Venue.INSTRUMENT_ID, 100 * trader.leverage());
    }
    if (trader.isolated()) {
      commands.setMarginMode(account, Venue.INSTRUMENT_ID, MarginMode.ISOLATED);
    }
    Side entry = trader.isLong() ? Side.BUY : Side.SELL;
    commands.fill(
        ++executionId,
        Venue.INSTRUMENT_ID,
        trader.entryPrice(),
        trader.quantity(),
        trader.isLong() ? account : Venue.MARKET_ACCOUNT,
        0,
        trader.isLong() ? Venue.MARKET_ACCOUNT : account,
        0,
        entry);
    if (trader.takeProfitPrice() > 0) {
      Side exit = trader.isLong() ? Side.SELL : Side.BUY;
      commands.placeOrder(
          ++orderId,
          account,
          Venue.INSTRUMENT_ID,
          exit,
          trader.takeProfitPrice(),
          trader.quantity(),
          true);
      market.rest(orderId, account, exit, trader.takeProfitPrice(), trader.quantity());
    }
  }
}
