package io.plimsoll.engine.example;

import io.plimsoll.engine.core.EngineView;
import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.InThreadEngine;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.TimeInForce;
import io.plimsoll.protocol.codec.Valuation;
import java.util.List;

/** The set-up examples of the embedding guide: a waterfall, a fund, an inverse contract. */
final class StagedVenue {
  private StagedVenue() {}

  /** Sets the venue up, opens a position of 60,000 USD at 10x and asks for its margin page. */
  static MarginPage run(EventSink events) {
    try (var engine = InThreadEngine.launch(EngineOptions.builder().events(events).build())) {
      var commands = new CommandEncoder(engine);
      commands.addAsset(1, 8, "BTC");
      commands.addAccount(1, AccountKind.INSURANCE_FUND);
      commands.addAccount(2, AccountKind.FEE);
      commands.addAccount(3, AccountKind.MARKET);
      setWaterfall(commands);
      addInverse(commands);
      commands.addAccount(100, AccountKind.TRADER);
      commands.deposit(100, 1, 12_000_000);
      commands.setMarginMode(100, 1, MarginMode.ISOLATED);
      commands.setLeverage(100, 1, 1_000);
      commands.fill(1, 1, 50_000_00, 60_000, 100, 0, 3, 0, Side.BUY);
      commands.clock();
      return marginPage(engine);
    }
  }

  // waterfall:begin
  private static void setWaterfall(CommandEncoder commands) {
    var fifth = WaterfallStage.reduceFraction(200_000_000, 3, 30_000_000_000L); // 3 rounds, 30 s
    commands.setWaterfall(
        new Waterfall(
            1_000_000_000, // ends when equity is at the requirement again
            0, // liquidation fees to the fund
            true, // no withdrawals while a loss waits
            List.of(
                WaterfallStage.cancelOrders(),
                fifth.pricing(OrderPricing.MARKET).spread(10_000_000), // within 1 % of the mark
                WaterfallStage.close(OrderPricing.BANKRUPTCY).timeInForce(TimeInForce.FOK),
                WaterfallStage.takeOver().withinLimits(),
                WaterfallStage.deleverage(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_BANKRUPTCY),
                WaterfallStage.socialise(LossOver.WINNERS)))); // always ends
    long inventoryMax = 5_000_00000000L; // 5,000 BTC at the marks
    commands.setFund(1, 1, new FundLimits(0, inventoryMax, 300_000_000, 250_000_000, 0));
  }

  // waterfall:end

  // contract:begin
  private static void addInverse(CommandEncoder commands) {
    // One contract is 1 USD, paid in BTC: 10^8 units of money times 100 units of price.
    var contract = new Contract(ContractType.INVERSE, 10_000_000_000L, 1_000_00, 0);
    commands.addInstrument(1, 1, "BTCUSD", contract, 2, 0, 50, 1_000_000_00, 1_000_000_000, 2, 1);
    commands.setRiskTiers(
        1,
        new Schedule(
            ScheduleForm.WHOLE_POSITION,
            TierMeasure.QUANTITY,
            Valuation.MARK,
            0, // leverage alone decides the initial margin
            0,
            0,
            List.of(
                RiskTier.byQuantity(0, 5_000_000, 10_000), // 0.5 %, 100x
                RiskTier.byQuantity(10_000_000, 10_000_000, 5_000)))); // from 10 m USD: 1 %, 50x
    commands.markPrice(1, 50_000_00);
  }

  // contract:end

  /** What a trader is shown of a position. */
  record MarginPage(long liquidation, long bankruptcy, long equity, long requirement, int lights) {}

  // view:begin
  private static MarginPage marginPage(InThreadEngine engine) {
    EngineView view = engine.view(); // once; it stays valid as the engine goes on
    return new MarginPage(
        view.liquidationPrice(100, 1), // account, instrument
        view.bankruptcyPrice(100, 1),
        view.equity(100, 1),
        view.requirement(100, 1),
        view.adlLights(100, 1)); // a pass over its side
  }
  // view:end
}
