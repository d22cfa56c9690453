package io.plimsoll.tools.sim;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionMode;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.tools.crowd.Crowd;
import io.plimsoll.tools.crowd.Trader;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.market.DepthMarket;
import io.plimsoll.tools.venue.FeeRates;
import io.plimsoll.tools.venue.FundSpec;
import io.plimsoll.tools.venue.VenueSpec;
import java.util.Optional;

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
    commands.configureVenue(venue.spec().rules());
    commands.addAsset(Venue.ASSET_ID, venue.moneyScale(), venue.asset());
    commands.addAccount(Venue.FEE_ACCOUNT, AccountKind.FEE);
    commands.addAccount(Venue.FUND_ACCOUNT, AccountKind.INSURANCE_FUND);
    commands.addAccount(Venue.MARKET_ACCOUNT, AccountKind.MARKET);
    openFund(Venue.FUND_ACCOUNT, fund, venue.spec().fund().limits());
    openVaults();
    venue.spec().waterfall().ifPresent(commands::setWaterfall);
    commands.addInstrument(
        Venue.INSTRUMENT_ID,
        Venue.ASSET_ID,
        venue.spec().contract().symbol(),
        venue.contract(),
        venue.priceScale(),
        venue.quantityScale(),
        Venue.TICK,
        venue.priceMax(),
        venue.openInterestMax(),
        Venue.FEE_ACCOUNT,
        Venue.FUND_ACCOUNT);
    commands.setRiskTiers(Venue.INSTRUMENT_ID, venue.spec().schedule());
    FeeRates fees = venue.spec().fees();
    commands.setFees(Venue.INSTRUMENT_ID, fees.maker(), fees.taker(), fees.liquidation());
    commands.markPrice(Venue.INSTRUMENT_ID, firstPrice);
  }

  private void openVaults() {
    long account = VenueSpec.FIRST_VAULT_ACCOUNT;
    for (FundSpec vault : venue.spec().vaults()) {
      commands.addAccount(account, AccountKind.INSURANCE_FUND);
      openFund(account++, vault.seed(), vault.limits());
    }
  }

  private void openFund(long account, long seed, Optional<FundLimits> limits) {
    if (seed > 0) {
      commands.deposit(account, Venue.ASSET_ID, seed);
    }
    limits.ifPresent(set -> commands.setFund(account, Venue.ASSET_ID, set));
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
