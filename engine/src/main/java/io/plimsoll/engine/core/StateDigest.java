package io.plimsoll.engine.core;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.FundTable;
import io.plimsoll.engine.account.OrderTable;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.ContractTerms;
import io.plimsoll.engine.instrument.FundingRound;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.instrument.LiquidationFee;
import io.plimsoll.engine.instrument.RiskTiers;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.margin.FundingDue;
import io.plimsoll.engine.waterfall.LiquidationTable;
import io.plimsoll.engine.waterfall.Stages;
import io.plimsoll.engine.waterfall.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.Side;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * SHA-256 of the canonical state: section 7 of the rules. Independent of the memory layout, so that
 * engines of different builds can be compared. Not thread safe.
 */
final class StateDigest {
  private static final int DIGEST_LENGTH = 32;
  private static final long WALLET_MARK = -1;
  private static final long POSITION_MARK = -2;
  private static final long ORDER_MARK = -3;
  private static final long FUND_MARK = -4;

  private final Books books;
  private final LiquidationTable liquidations;
  private final Stages stages;
  private final WorkDigest work;
  private final MessageDigest sha256;
  private final byte[] bytes = new byte[1 << 16];
  private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
  private final byte[] digest = new byte[DIGEST_LENGTH];
  private int length;

  StateDigest(Books books, Waterfall waterfall) {
    this.books = books;
    this.liquidations = waterfall.liquidations();
    this.stages = waterfall.stages();
    this.work = new WorkDigest(books, waterfall);
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digest of the state; the array is reused. */
  byte[] of(long lastTimestamp) {
    put(lastTimestamp);
    put(liquidations.lastId());
    put(books.engineOrders());
    putRules(books.rules());
    putStages();
    putAssets(books.instruments());
    putInstruments(books.instruments());
    put(books.accounts().size());
    for (int account = 1; account <= books.accounts().size(); account++) {
      putAccount(account);
      putFunds(account, lastTimestamp);
    }
    work.put(this::put);
    flush();
    try {
      sha256.digest(digest, 0, DIGEST_LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
    return digest;
  }

  private void putRules(VenueRules rules) {
    put(rules.configured());
    put(rules.marginCallRatio());
    put(rules.unwindFraction());
    put(rules.unwindSlippage());
    put(rules.triggerRule().value());
    put(rules.closingFeeCounted());
    put(rules.isolatedSurplusTo().value());
    put(rules.crossSurplusTo().value());
    put(rules.changesWithPosition());
  }

  private void putStages() {
    put(stages.isSet());
    put(stages.exitRatio());
    put(stages.liquidationFeeAccountId());
    put(stages.withdrawalGate());
    put(stages.size());
    for (int number = 1; number <= stages.size(); number++) {
      putStage(stages.at(number));
    }
  }

  private void putStage(WaterfallStage stage) {
    put(stage.kind().value());
    put(stage.mode().value());
    put(stage.condition().value());
    put(stage.conditionRatio());
    put(stage.size());
    put(stage.notionalMax());
    put(stage.wholeBelow());
    put(stage.cooldown());
    put(stage.spread());
    put(stage.takerAccountId());
    put(stage.rounds());
    put(stage.scope().value());
    put(stage.reduceBy().value());
    put(stage.pricing().value());
    put(stage.timeInForce().value());
    put(stage.limited());
    put(stage.ranking().value());
    put(stage.adlPricing().value());
    put(stage.lossOver().value());
  }

  private void putFunds(int account, long now) {
    WalletTable wallets = books.wallets();
    FundTable funds = books.funds();
    for (int w = books.accounts().firstWallet(account); w != 0; w = wallets.next(w)) {
      int fund = wallets.fund(w);
      if (fund != 0) {
        put(FUND_MARK);
        put(wallets.assetId(w));
        put(funds.equityMin(fund));
        put(funds.inventoryMax(fund));
        put(funds.drawdownStart(fund));
        put(funds.drawdownStop(fund));
        put(funds.bookingInterval(fund));
        put(funds.pendingIncome(fund));
        put(funds.isDrawnDown(fund));
        put(funds.peak(fund, now));
      }
    }
  }

  private void putAssets(InstrumentTable table) {
    put(table.assetCount());
    for (int i = 0; i < table.assetCount(); i++) {
      Asset asset = table.assetAt(i);
      put(asset.id());
      put(asset.moneyScale());
      put(asset.netDeposits());
      CollateralDigest.put(books.collateral(), asset, this::put);
    }
  }

  private void putInstruments(InstrumentTable table) {
    put(table.instrumentCount());
    for (int i = 0; i < table.instrumentCount(); i++) {
      Instrument instrument = table.instrumentAt(i);
      putTerms(instrument);
      put(instrument.markPrice());
      put(instrument.previousMarkPrice());
      put(instrument.openInterest());
      put(instrument.lastExecutionId());
      put(instrument.makerRate());
      put(instrument.takerRate());
      putLiquidationFee(instrument.liquidationFee());
      putSchedule(instrument.tiers());
      putFunding(instrument);
      PriceDigest.put(instrument, this::put);
    }
  }

  private void putLiquidationFee(LiquidationFee fee) {
    put(fee.rate());
    put(fee.rateMax());
    put(fee.perSecond());
    put(fee.grace());
  }

  private void putTerms(Instrument instrument) {
    ContractTerms terms = instrument.terms();
    put(instrument.id());
    put(instrument.asset().id());
    put(terms.type().value());
    put(terms.contractValue());
    put(terms.priceMin());
    put(terms.expiry());
    put(terms.priceScale());
    put(terms.quantityScale());
    put(instrument.feeAccountId());
    put(instrument.fundAccountId());
    put(terms.priceMax());
    put(terms.openInterestMax());
    put(terms.tickSize());
  }

  private void putSchedule(RiskTiers tiers) {
    boolean empty = tiers.size() == 0;
    put(empty ? 0 : tiers.form().value());
    put(empty ? 0 : tiers.measure().value());
    put(empty ? 0 : tiers.valuation().value());
    put(tiers.initialRate());
    put(tiers.premium());
    put(tiers.rateMax());
    put(empty ? 0 : tiers.hedgeNetting().value());
    put(tiers.size());
    for (int tier = 0; tier < tiers.size(); tier++) {
      put(tiers.notionalFloor(tier));
      put(tiers.quantityFloor(tier));
      put(tiers.rate(tier));
      put(tiers.leverageMax(tier));
    }
  }

  private void putFunding(Instrument instrument) {
    FundingRound funding = instrument.funding();
    put(instrument.isClosed());
    put(funding.round());
    put(funding.rate());
    put(funding.price());
    put(funding.isUnderWay());
    put(funding.paid());
    put(funding.received());
  }

  private void putAccount(int account) {
    AccountTable accounts = books.accounts();
    put(accounts.id(account));
    put(accounts.kind(account));
    CollateralDigest.put(books, account, this::put);
    WalletTable wallets = books.wallets();
    for (int w = accounts.firstWallet(account); w != 0; w = wallets.next(w)) {
      boolean pooled = wallets.isPooled(w);
      boolean called = !pooled && wallets.isCalled(w);
      boolean frozen = !pooled && wallets.liquidation(w) != 0;
      if (wallets.balance(w) != 0 || called || frozen) {
        put(WALLET_MARK);
        put(wallets.assetId(w));
        put(wallets.balance(w));
        put(called);
        put(frozen);
      }
    }
    PositionTable positions = books.positions();
    for (int p = accounts.firstPosition(account); p != 0; p = positions.next(p)) {
      putPosition(p);
    }
    OrderTable orders = books.orders();
    for (int order = accounts.firstOrder(account); order != 0; order = orders.next(order)) {
      putOrder(order);
    }
  }

  private void putPosition(int p) {
    PositionTable positions = books.positions();
    boolean untouched =
        positions.quantity(p) == 0
            && positions.margin(p) == 0
            && positions.leverage(p) == PositionTable.DEFAULT_LEVERAGE
            && positions.mode(p) == MarginMode.CROSS
            && positions.side(p) == PositionSide.NET;
    boolean idle = positions.isShortLeg(p) && !positions.isLongLeg(positions.otherLeg(p));
    if (untouched || idle) {
      return;
    }
    put(POSITION_MARK);
    put(positions.instrumentId(p));
    put(positions.side(p).value());
    put(positions.mode(p).value());
    put(positions.leverage(p));
    put(positions.quantity(p));
    put(positions.cost(p));
    put(positions.margin(p));
    put(positions.isCalled(p));
    put(positions.liquidation(p) != 0);
    boolean pays = positions.quantity(p) != 0 && books.instrumentOf(p).funding().isUnderWay();
    put(pays && FundingDue.isReached(books, p));
  }

  private void putOrder(int order) {
    OrderTable orders = books.orders();
    put(ORDER_MARK);
    put(orders.id(order));
    put(books.positions().instrumentId(orders.position(order)));
    put(books.positions().side(orders.position(order)).value());
    put((orders.isBuy(order) ? Side.BUY : Side.SELL).value());
    put(orders.price(order));
    put(orders.remaining(order));
    put(orders.reserved(order));
    put(orders.isReduceOnly(order));
    put(orders.isAsked(order));
    put(liquidations.idOrZero(orders.positionWaits(order)));
    put(liquidations.idOrZero(orders.walletWaits(order)));
    put(liquidations.idOrZero(orders.closesFor(order)));
  }

  private void put(boolean flag) {
    put(flag ? 1 : 0);
  }

  private void put(long value) {
    if (length == bytes.length) {
      flush();
    }
    buffer.putLong(length, value, ByteOrder.LITTLE_ENDIAN);
    length += Long.BYTES;
  }

  private void flush() {
    sha256.update(bytes, 0, length);
    length = 0;
  }
}
