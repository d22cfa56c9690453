package io.plimsoll.engine.reference;

import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.Side;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of section 7. */
final class Digest {
  private final World world;
  private final MessageDigest sha;
  private final ByteBuffer eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

  private Digest(World world) {
    this.world = world;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] of(World world) {
    Digest digest = new Digest(world);
    digest.venue();
    digest.assets();
    digest.instruments();
    digest.accounts();
    digest.liquidations();
    digest.cooldowns();
    digest.tasks();
    digest.rankings();
    digest.waitingMarks();
    return digest.sha.digest();
  }

  private void put(long value) {
    eight.clear();
    sha.update(eight.putLong(value).array());
  }

  private void put(BigInteger value) {
    put(value.longValueExact());
  }

  private void put(boolean flag) {
    put(flag ? 1 : 0);
  }

  private void putId(Liquidation liquidation) {
    put(liquidation == null ? 0 : liquidation.id);
  }

  private void venue() {
    put(world.lastTimestamp);
    put(world.lastLiquidationId);
    put(world.ownOrders);
    put(world.venueConfigured);
    put(world.marginCallRatio);
    put(world.unwindFraction);
    put(world.unwindSlippage);
    put(world.triggerRule.value());
    put(world.closingFeeCounted);
    put(world.isolatedSurplusTo.value());
    put(world.crossSurplusTo.value());
    put(world.changesWithPosition);
    put(world.waterfallSet);
    put(world.exitRatio);
    put(world.liquidationFeeAccountId);
    put(world.withdrawalGate);
    put(world.stages.size());
    world.stages.forEach(this::stage);
  }

  private void stage(WaterfallStage stage) {
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

  private void assets() {
    put(world.assets.size());
    for (Asset asset : world.assets.values()) {
      put(asset.id);
      put(asset.moneyScale);
      put(asset.depositsLessWithdrawals);
      if (asset.collateral != null) {
        collateral(asset.collateral);
      }
    }
  }

  private void collateral(Collateral terms) {
    put(-6);
    put(terms.valuation);
    put(terms.liabilityWeight);
    put(terms.borrowMax);
    put(terms.discount);
    put(terms.priceMax);
    put(terms.fund.id);
    put(terms.interestAccount.id);
    put(terms.priceScale);
    put(terms.price);
    put(terms.weights.size());
    for (Collateral.Weight weight : terms.weights) {
      put(weight.floor());
      put(weight.weight());
    }
  }

  private void instruments() {
    put(world.instruments.size());
    for (Instrument instrument : world.instruments.values()) {
      put(instrument.id);
      put(instrument.asset.id);
      put(instrument.terms.type().value());
      put(instrument.terms.contractValue());
      put(instrument.priceMin);
      put(instrument.terms.expiry());
      put(instrument.terms.priceScale());
      put(instrument.terms.quantityScale());
      put(instrument.feeAccount.id);
      put(instrument.fund.id);
      put(instrument.priceMax);
      put(instrument.openInterestMax);
      put(instrument.tickSize);
      put(instrument.mark);
      put(instrument.previousMark);
      put(world.openInterest(instrument));
      put(instrument.lastExecutionId);
      put(instrument.makerRate);
      put(instrument.takerRate);
      put(instrument.liquidationFee.rate());
      put(instrument.liquidationFee.most());
      put(instrument.liquidationFee.perSecond());
      put(instrument.liquidationFee.grace());
      schedule(instrument.schedule, instrument.netting);
      put(instrument.closed);
      put(instrument.fundingRound);
      put(instrument.fundingRate);
      put(instrument.fundingPrice);
      put(instrument.fundingUnderWay);
      put(instrument.fundingPaid);
      put(instrument.fundingReceived);
      if (instrument.prices != null) {
        priceRule(instrument.prices.rule);
        prices(instrument.prices);
      }
      if (instrument.fundingRates != null) {
        fundingRates(instrument.fundingRates);
      }
    }
  }

  private void priceRule(PriceRule rule) {
    put(-4);
    put(rule.staleAfter());
    put(rule.outlierRange());
    put(rule.sampleInterval());
    put(rule.basisTime());
    put(rule.basisMax());
    put(rule.markBand());
    put(rule.twapBand());
    put(rule.twapWindow());
    put(rule.settlementWindow());
    put(rule.basisSamples());
    put(rule.sourcesMin());
    put(rule.markRule().value());
    put(rule.indexRule().value());
    put(rule.guardPolicy().value());
  }

  private void prices(PriceState state) {
    put(state.rule.sources().size());
    for (IndexSource source : state.rule.sources()) {
      PriceState.Quote quote = state.quotes.get(source.sourceId());
      put(source.sourceId());
      put(source.weight());
      put(quote == null ? 0 : quote.price());
      put(quote == null ? 0 : quote.time());
    }
    put(state.index);
    put(state.book != null);
    PriceState.Book book = state.book == null ? new PriceState.Book(0, 0, 0, 0, 0, 0) : state.book;
    put(book.time());
    put(book.bestBid());
    put(book.bestAsk());
    put(book.impactBid());
    put(book.impactAsk());
    put(book.lastTrade());
    put(state.ring.size());
    state.ring.forEach(this::put);
    put(state.basis == null ? 0 : state.basis.time());
    put(state.basis == null ? Exact.ZERO : state.basis.value());
    put(state.computed == null ? Exact.ZERO : state.computed.value());
    put(state.computed == null ? 0 : state.computed.time());
    BigInteger area = state.settlement.area();
    put(area.shiftRight(Long.SIZE).longValueExact());
    put(area.longValue());
    put(state.settlement.covered());
    put(state.settlement.time());
  }

  private void fundingRates(FundingState state) {
    FundingRule rule = state.rule;
    put(-5);
    put(rule.interest());
    put(rule.damper());
    put(rule.rateMax());
    put(rule.interval());
    put(rule.phase());
    put(rule.ratePeriod());
    put(rule.sampleInterval());
    put(rule.rateRule().value());
    put(rule.premiumKind().value());
    put(rule.premiumAverage().value());
    put(rule.chargePrice().value());
    put(state.count);
    put(state.sum);
    put(state.sampled);
    put(state.sampleTime);
    put(state.carry);
    put(state.period);
    put(state.last);
    put(state.chargedRate);
  }

  /** Eight zeros without one. */
  private void schedule(MaintenanceSchedule schedule, HedgeNetting netting) {
    if (schedule == null) {
      for (int i = 0; i < 8; i++) {
        put(0);
      }
      return;
    }
    put(schedule.form().value());
    put(schedule.measure().value());
    put(schedule.valuation().value());
    put(schedule.initialRate());
    put(schedule.premium());
    put(schedule.rateMax());
    put(netting.value());
    put(schedule.tiers().size());
    for (Tier tier : schedule.tiers()) {
      put(tier.notionalFloor());
      put(tier.quantityFloor());
      put(tier.maintenanceRate());
      put(tier.leverageMax());
    }
  }

  private void accounts() {
    put(world.accounts.size());
    for (Account account : world.accounts.values()) {
      put(account.id);
      put(account.kind.value());
      if (account.pool != null) {
        put(-7);
        put(account.pool.called);
        put(account.pool.liquidation != null);
      }
      account.wallets.values().forEach(this::wallet);
      for (Instrument instrument : world.instruments.values()) {
        account.legs(instrument).forEach(this::position);
      }
      world.orders.values().stream().filter(o -> o.account == account).forEach(this::order);
      account.funds.values().forEach(this::fund);
    }
  }

  private void wallet(Wallet wallet) {
    boolean frozen = wallet.liquidation != null;
    if (wallet.balance.signum() == 0 && !wallet.called && !frozen) {
      return;
    }
    put(-1);
    put(wallet.asset.id);
    put(wallet.balance);
    put(wallet.called);
    put(frozen);
  }

  private void position(Position position) {
    if (!position.open()
        && position.margin.signum() == 0
        && position.leverage() == 100
        && !position.isolated()
        && !position.leg()) {
      return;
    }
    put(-2);
    put(position.instrument.id);
    put(position.side.value());
    put(position.mode().value());
    put(position.leverage());
    put(position.quantity);
    put(position.cost);
    put(position.margin);
    put(position.called);
    put(position.liquidation != null);
    put(Funding.reachedUnderWay(position));
  }

  private void order(Order order) {
    put(-3);
    put(order.id);
    put(order.instrument.id);
    put(order.positionSide.value());
    put(order.side.value());
    put(order.price);
    put(order.remaining);
    put(order.reserved);
    put(order.reduceOnly);
    put(order.asked);
    putId(order.positionLiquidation);
    putId(order.walletLiquidation);
    putId(order.closesFor);
  }

  private void fund(Fund fund) {
    put(-4);
    put(fund.wallet.asset.id);
    put(fund.equityMin);
    put(fund.inventoryMax);
    put(fund.drawdownStart);
    put(fund.drawdownStop);
    put(fund.bookingInterval);
    put(fund.pending);
    put(fund.drawdown);
    put(fund.peak(world.lastTimestamp));
  }

  private void liquidations() {
    put(world.liquidations.size());
    for (Liquidation liquidation : world.liquidations.values()) {
      put(liquidation.id);
      put(liquidation.account.id);
      put(liquidation.asset.id);
      put(liquidation.instrumentId());
      put(liquidation.side.value());
      put(liquidation.stage);
      put(liquidation.task != null ? 2 : liquidation.cooldownEnds != 0 ? 1 : 0);
      put(liquidation.round);
      put(liquidation.waitingFor.size());
      put(liquidation.cooldownEnds);
      put(liquidation.startedAt);
      put(liquidation.acted);
      put(liquidation.roundFilled);
      put(liquidation.feeDue);
      put(liquidation.closedNotional);
      put(liquidation.takenOverNotional);
      put(liquidation.deleveragedNotional);
      put(liquidation.nettedNotional);
      put(liquidation.socialised);
      put(liquidation.realisedPnl);
    }
  }

  private void tasks() {
    put(world.tasks.size());
    for (Task task : world.tasks) {
      put(task.kind.number);
      put(task.instrument == null ? 0 : task.instrument.id);
      put(task.side == null ? 0 : task.side.value());
      putId(task.liquidation);
      put(task.pass);
      put(task.next);
      put(task.last);
      put(task.lossLeft);
      put(task.weightLeft);
      put(task.memory());
      put(task.losses.size());
      for (Task.Loss loss : task.losses) {
        put(loss.liquidation.id);
        put(loss.left);
      }
    }
  }

  /** Stage by stage, in the order of their begin. */
  private void cooldowns() {
    for (int stage = 1; stage <= world.stages.size(); stage++) {
      for (Liquidation liquidation : world.cooling) {
        if (liquidation.stage == stage) {
          put(liquidation.id);
        }
      }
    }
  }

  private void rankings() {
    world.rankings.forEach(
        (id, sides) -> sides.forEach((side, ranking) -> ranking(id, side, ranking)));
  }

  private void ranking(int instrumentId, int side, Ranking ranking) {
    if (ranking.kind == null) {
      return;
    }
    put(-6);
    put(instrumentId);
    put((side == 0 ? Side.BUY : Side.SELL).value());
    put(ranking.kind.value());
    put(ranking.madeAt);
    put(ranking.made);
    put(ranking.leftOut);
    put(ranking.candidates.size());
    for (Ranking.Candidate candidate : ranking.candidates) {
      put(candidate.account().id);
      put(candidate.score());
    }
  }

  private void waitingMarks() {
    put(world.waitingMarks.size());
    world.waitingMarks.forEach(instrument -> put(instrument.id));
  }
}
