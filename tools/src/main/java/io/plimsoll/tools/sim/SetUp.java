package io.plimsoll.tools.sim;

import io.plimsoll.protocol.CollateralEncoder;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.CollateralMode;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionMode;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.tools.crowd.Crowd;
import io.plimsoll.tools.crowd.Trader;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.market.DepthMarket;
import io.plimsoll.tools.venue.PoolCommands;
import io.plimsoll.tools.venue.VenueCommands;
import java.util.List;

/** The commands that build the venue and let the crowd take its positions. */
final class SetUp {
  private static final int REPORT_EVERY = 10_000;

  private final CommandEncoder commands;
  private final Venue venue;
  private final DepthMarket market;
  private final CollateralEncoder collateral;
  private final PoolCommands pools;
  private final IndexFeed indexes;
  private long executionId;
  private long orderId;

  SetUp(
      CommandEncoder commands,
      CollateralEncoder collateral,
      PoolCommands pools,
      IndexFeed indexes,
      Venue venue,
      DepthMarket market) {
    this.commands = commands;
    this.collateral = collateral;
    this.pools = pools;
    this.indexes = indexes;
    this.venue = venue;
    this.market = market;
  }

  /** The last execution id that was used. */
  long executionId() {
    return executionId;
  }

  void openVenue(long fund, long firstPrice) {
    new VenueCommands(commands, venue.spec()).open(fund, List.of(venue.listing()));
    pools.open();
    indexes.open();
    commands.markPrice(Venue.INSTRUMENT_ID, firstPrice);
    pools.follow(0, firstPrice);
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
    if (trader.deposit() > 0) {
      commands.deposit(account, Venue.ASSET_ID, trader.deposit());
    }
    if (trader.isPooled()) {
      pool(trader);
    }
    if (trader.leverage() != 1) {
      commands.setLeverage(account, Venue.INSTRUMENT_ID, 100 * trader.leverage());
    }
    if (trader.isolated()) {
      commands.setMarginMode(account, Venue.INSTRUMENT_ID, MarginMode.ISOLATED);
    }
    if (trader.isHedged()) {
      commands.setPositionMode(account, Venue.INSTRUMENT_ID, PositionMode.HEDGE);
    }
    enter(trader, trader.isLong(), trader.quantity());
    if (trader.isHedged()) {
      enter(trader, !trader.isLong(), trader.hedgeQuantity());
    }
    if (trader.takeProfitPrice() > 0) {
      Side exit = trader.isLong() ? Side.SELL : Side.BUY;
      commands.placeOrder(
          ++orderId,
          account,
          Venue.INSTRUMENT_ID,
          side(trader, trader.isLong()),
          exit,
          trader.takeProfitPrice(),
          trader.quantity(),
          true);
      market.rest(orderId, account, exit, trader.takeProfitPrice(), trader.quantity());
    }
  }

  private void pool(Trader trader) {
    for (int i = 0; i < trader.collateral().size(); i++) {
      if (trader.collateral().get(i) > 0) {
        int asset = PoolCommands.FIRST_ASSET_ID + i;
        commands.deposit(trader.accountId(), asset, trader.collateral().get(i));
      }
    }
    collateral.setCollateralMode(trader.accountId(), CollateralMode.MULTI_ASSET);
  }

  private static PositionSide side(Trader trader, boolean isLong) {
    if (!trader.isHedged()) {
      return PositionSide.NET;
    }
    return isLong ? PositionSide.LONG : PositionSide.SHORT;
  }

  private void enter(Trader trader, boolean isLong, long quantity) {
    long account = trader.accountId();
    PositionSide side = side(trader, isLong);
    commands.fill(
        ++executionId,
        Venue.INSTRUMENT_ID,
        trader.entryPrice(),
        quantity,
        isLong ? account : Venue.MARKET_ACCOUNT,
        0,
        isLong ? side : PositionSide.NET,
        isLong ? Venue.MARKET_ACCOUNT : account,
        0,
        isLong ? PositionSide.NET : side,
        isLong ? Side.BUY : Side.SELL);
  }
}
