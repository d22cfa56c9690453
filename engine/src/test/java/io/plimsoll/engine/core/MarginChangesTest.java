package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.ETH;
import static io.plimsoll.engine.core.Venue.FEES;
import static io.plimsoll.engine.core.Venue.FUND;
import static io.plimsoll.engine.core.Venue.ONE;
import static io.plimsoll.engine.core.Venue.USDT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarginChangesTest {
  /** Margin calls at 1.5 times the requirement; leverage and mode change with a position. */
  private final Venue venue =
      new Venue(
          new VenueRules(
              1_500_000_000,
              0,
              0,
              TriggerRule.AT_OR_BELOW,
              false,
              SurplusTo.FUND,
              SurplusTo.ACCOUNT,
              true));

  private List<String> events() {
    return venue.events().stream()
        .map(Event::new)
        .filter(e -> !e.is("StageEntered"))
        .map(MarginChangesTest::brief)
        .toList();
  }

  private static String brief(Event e) {
    return switch (e.text("type")) {
      case "BalanceChanged" -> e.text("reason") + " " + e.text("amount");
      case "PositionChanged" ->
          "%s %s margin %s".formatted(e.text("reason"), e.text("mode"), e.text("margin"));
      case "CommandRejected" ->
          "%s %s %s".formatted(e.text("reason"), e.text("fieldId"), e.text("detail"));
      case "LiquidationStarted" -> "LiquidationStarted " + e.text("mode");
      default -> e.text("type");
    };
  }

  private void assertRejected(String expected, Runnable command) {
    byte[] before = venue.engine().digest();
    command.run();
    assertEquals(List.of(expected), events());
    assertArrayEquals(before, venue.engine().digest());
  }

  /** A long of 1 BTC at 20,000. */
  private long isolated(int leverage, long usdt) {
    long trader = venue.isolated(BTC, 1_000, 20_000_00, leverage, usdt);
    venue.clear();
    return trader;
  }

  /** A long of 1 BTC at 20,000. */
  private long cross(int leverage, long usdt) {
    long trader = venue.trader(usdt);
    venue.commands.setLeverage(trader, BTC, 100 * leverage);
    venue.trade(trader, 0, BTC, 1_000, 20_000_00);
    venue.clear();
    return trader;
  }

  @Test
  void addedMarginComesFromTheWalletAndMovesTheLiquidationPrice() {
    long trader = isolated(50, 500);

    venue.commands.adjustMargin(trader, BTC, 100 * ONE);
    assertEquals(
        List.of("MARGIN_TRANSFER -10000000000", "MARGIN ISOLATED margin 50000000000"), events());

    // 500 + p - 20,000 = 0.75 % of p at 19,647.35; 0.5 % of p at 19,597.98.
    venue.commands.markPrice(BTC, 19_647_36);
    assertEquals(List.of(), events());
    venue.commands.markPrice(BTC, 19_597_99);
    assertEquals(List.of("MarginCall"), events());
    venue.commands.markPrice(BTC, 19_597_98);
    assertEquals(List.of("LiquidationStarted ISOLATED", "ForcedOrder"), events());
    assertRejected(
        "UNDER_LIQUIDATION 3 " + trader, () -> venue.commands.adjustMargin(trader, BTC, 1));
  }

  @Test
  void noMoreMarginIsAddedThanTheFreeBalance() {
    long trader = isolated(50, 500);
    assertRejected(
        "INSUFFICIENT_BALANCE 4 10000000000",
        () -> venue.commands.adjustMargin(trader, BTC, 100 * ONE + 1));
  }

  @Test
  void marginIsTakenDownToTheInitialMarginAtTheMarkWithLossesAndWithoutGains() {
    long trader = isolated(50, 500);
    venue.commands.adjustMargin(trader, BTC, 100 * ONE);
    venue.clear();

    // 500 - 50 - 19,950 / 50.
    venue.commands.markPrice(BTC, 19_950_00);
    assertRejected(
        "INSUFFICIENT_MARGIN 4 5100000000",
        () -> venue.commands.adjustMargin(trader, BTC, -51 * ONE - 1));
    // 500 - 20,100 / 50.
    venue.commands.markPrice(BTC, 20_100_00);
    assertRejected(
        "INSUFFICIENT_MARGIN 4 9800000000",
        () -> venue.commands.adjustMargin(trader, BTC, Long.MIN_VALUE));
    // A funding under way still takes 0.01 % of 20,100.
    venue.commands.funding(BTC, 100_000, 0);
    assertRejected(
        "INSUFFICIENT_MARGIN 4 9599000000",
        () -> venue.commands.adjustMargin(trader, BTC, -98 * ONE));

    venue.commands.adjustMargin(trader, BTC, -9599000000L);
    assertEquals(
        List.of("MARGIN_TRANSFER 9599000000", "MARGIN ISOLATED margin 40401000000"), events());
    venue.commands.markPrice(BTC, 19_000_01);
    venue.clear();
  }

  @Test
  void onlyAnIsolatedPositionHasMarginToAdjust() {
    long trader = cross(10, 3_000);
    assertRejected("NO_POSITION 5 1", () -> venue.commands.adjustMargin(trader, BTC, 1));
    venue.commands.setMarginMode(trader, ETH, MarginMode.ISOLATED);
    venue.clear();
    assertRejected("NO_POSITION 5 2", () -> venue.commands.adjustMargin(trader, ETH, 1));
    assertRejected("INVALID_VALUE 4 0", () -> venue.commands.adjustMargin(trader, BTC, 0));
    assertRejected("UNKNOWN_INSTRUMENT 5 9", () -> venue.commands.adjustMargin(trader, 9, 1));
    assertRejected("WRONG_ACCOUNT_KIND 3 " + FUND, () -> venue.commands.adjustMargin(FUND, BTC, 1));
  }

  @Test
  void withoutTheVenuesLeaveNothingChangesWhileAPositionIsOpen() {
    Venue strict = new Venue();
    long trader = strict.isolated(BTC, 1_000, 20_000_00, 50, 500);
    strict.clear();

    strict.commands.setLeverage(trader, BTC, 1_000);
    strict.commands.setMarginMode(trader, BTC, MarginMode.CROSS);

    assertEquals(
        List.of("POSITION_EXISTS 4 1", "POSITION_EXISTS 4 1"),
        strict.events().stream().map(Event::new).map(MarginChangesTest::brief).toList());
  }

  @Test
  void anOpenOrderForbidsTheChangeInAnyCase() {
    long trader = cross(10, 9_000);
    venue.commands.placeOrder(7, trader, BTC, Side.SELL, 21_000_00, 1_000, true);
    venue.clear();
    assertRejected("POSITION_EXISTS 4 1", () -> venue.commands.setLeverage(trader, BTC, 500));
    assertRejected(
        "POSITION_EXISTS 4 1", () -> venue.commands.setMarginMode(trader, BTC, MarginMode.CROSS));
  }

  @Test
  void lessLeverageTopsAnIsolatedMarginUpAndMoreLeavesIt() {
    long trader = isolated(50, 1_000);

    venue.commands.setLeverage(trader, BTC, 10_000);
    assertEquals(List.of(), events());
    venue.commands.setLeverage(trader, BTC, 2_000);
    assertEquals(
        List.of("MARGIN_TRANSFER -60000000000", "MARGIN ISOLATED margin 100000000000"), events());
    assertRejected(
        "INSUFFICIENT_BALANCE 5 100000000000",
        () -> venue.commands.setLeverage(trader, BTC, 1_000));
  }

  @Test
  void lessLeverageOfACrossPositionMustLeaveTheFreeBalanceAtZeroOrAbove() {
    long trader = cross(10, 4_000);

    assertRejected(
        "INSUFFICIENT_BALANCE 5 -100000000000", () -> venue.commands.setLeverage(trader, BTC, 400));
    venue.commands.setLeverage(trader, BTC, 500);
    assertEquals(List.of(), events());
    assertRejected("INSUFFICIENT_BALANCE 4 0", () -> venue.commands.withdraw(trader, USDT, 1));
  }

  @Test
  void leverageIsBoundedByTheTierOfThePositionAtTheMark() {
    int tiered = 5;
    venue.commands.addInstrument(
        tiered, USDT, "T", ContractType.LINEAR, 2, 3, 1, 1_000_000_00, 10_000_000, FEES, FUND);
    venue.commands.setRiskTiers(
        tiered,
        List.of(new RiskTier(0, 5_000_000, 10_000), new RiskTier(50_000 * ONE, 10_000_000, 5_000)));
    venue.commands.markPrice(tiered, 20_000_00);
    long trader = venue.trader(30_000);
    venue.commands.setLeverage(trader, tiered, 5_000);
    venue.trade(trader, 0, tiered, 2_499, 20_000_00);
    venue.clear();

    venue.commands.setLeverage(trader, tiered, 6_000);
    assertEquals(List.of(), events());
    venue.commands.markPrice(tiered, 20_010_00);
    assertRejected(
        "LEVERAGE_TOO_HIGH 5 6000", () -> venue.commands.setLeverage(trader, tiered, 6_000));
    assertRejected(
        "LEVERAGE_TOO_HIGH 5 10001", () -> venue.commands.setLeverage(trader, tiered, 10_001));
  }

  @Test
  void anIsolatedPositionTakesItsInitialMarginAndItsLossAlong() {
    long trader = cross(10, 3_000);
    venue.commands.markPrice(BTC, 19_900_00);

    venue.commands.setMarginMode(trader, BTC, MarginMode.ISOLATED);
    assertEquals(
        List.of("MARGIN_TRANSFER -210000000000", "MARGIN ISOLATED margin 210000000000"), events());

    // 2,100 + p - 20,000 = 0.5 % of p at 17,989.94; the call came on the way.
    venue.commands.markPrice(BTC, 17_989_95);
    assertEquals(List.of("MarginCall"), events());
    venue.commands.markPrice(BTC, 17_989_94);
    assertEquals(List.of("LiquidationStarted ISOLATED", "ForcedOrder"), events());
  }

  @Test
  void nothingChangesWhileTheWalletIsUnderLiquidation() {
    long trader = cross(10, 2_100);
    venue.commands.placeOrder(7, trader, ETH, Side.BUY, 1_000_00, 100, false);
    venue.commands.markPrice(BTC, 17_900_00);
    venue.clear();

    String frozen = "UNDER_LIQUIDATION 3 " + trader;
    assertRejected(frozen, () -> venue.commands.setLeverage(trader, BTC, 500));
    assertRejected(frozen, () -> venue.commands.setMarginMode(trader, BTC, MarginMode.ISOLATED));
  }

  @Test
  void aPositionIsNotIsolatedWithLessThanItNeeds() {
    long trader = cross(10, 2_050);
    venue.commands.markPrice(BTC, 19_900_00);
    assertRejected(
        "INSUFFICIENT_BALANCE 5 210000000000",
        () -> venue.commands.setMarginMode(trader, BTC, MarginMode.ISOLATED));
  }

  @Test
  void whatOtherPositionsNeedIsNotThereToIsolateWith() {
    long trader = cross(10, 3_000);
    venue.commands.setLeverage(trader, ETH, 1_000);
    venue.trade(trader, 0, ETH, 10_000, 1_000_00);
    venue.commands.markPrice(ETH, 999_00);
    venue.clear();

    // 3,000 less a loss of 10 and 999 of initial margin leave 1,991.
    assertRejected(
        "INSUFFICIENT_BALANCE 5 200000000000",
        () -> venue.commands.setMarginMode(trader, BTC, MarginMode.ISOLATED));
  }

  @Test
  void theMarginOfAPositionThatBecomesCrossGoesToTheWalletThatThenBacksIt() {
    long trader = isolated(10, 3_000);

    venue.commands.setMarginMode(trader, BTC, MarginMode.CROSS);
    assertEquals(List.of("MARGIN_TRANSFER 200000000000", "MARGIN CROSS margin 0"), events());

    // 3,000 + p - 20,000 = 0.5 % of p at 17,085.42.
    venue.commands.markPrice(BTC, 17_085_43);
    assertEquals(List.of("MarginCall"), events());
    venue.commands.markPrice(BTC, 17_085_42);
    assertEquals(List.of("LiquidationStarted CROSS", "ForcedOrder"), events());
  }

  @Test
  void settingTheModeThatItHasChangesNothingNotEvenAMarginCall() {
    long trader = isolated(50, 400);
    // 400 + p - 20,000 = 0.75 % of p at 19,748.11.
    venue.commands.markPrice(BTC, 19_748_00);
    assertEquals(List.of("MarginCall"), events());
    venue.commands.markPrice(BTC, 19_747_00);
    assertEquals(List.of(), events());

    byte[] before = venue.engine().digest();
    venue.commands.setMarginMode(trader, BTC, MarginMode.ISOLATED);
    assertArrayEquals(before, venue.engine().digest());
    venue.commands.markPrice(BTC, 19_746_00);
    assertEquals(List.of(), events());
  }

  @Test
  void aFrozenPositionKeepsItsModeAndLeverageThoughASettlementClosedIt() {
    Venue dated = new Venue(VenueRules.DEFAULT, 8);
    dated.commands.setWaterfall(
        new Waterfall(
            1_000_000_000,
            0,
            false,
            List.of(
                WaterfallStage.reduceFraction(500_000_000, 0, 1_000), WaterfallStage.takeOver())));
    dated.commands.addInstrument(
        BTC,
        USDT,
        "BTC-DEC",
        new Contract(ContractType.LINEAR, 0, 1, 10),
        2,
        3,
        1,
        1_000_000_00,
        10_000_000,
        FEES,
        FUND);
    dated.commands.setRiskTiers(BTC, List.of(new RiskTier(0, 5_000_000, 10_000)));
    dated.commands.markPrice(BTC, 20_000_00);
    long trader = dated.isolated(BTC, 1_000, 20_000_00, 50, 400);
    dated.clear();
    dated.commands.markPrice(BTC, 19_690_00);
    Event order = new Event(dated.events().get(2));
    dated.trade(trader, order.number("orderId"), BTC, -500, 19_605_00);
    // The cooldown outlasts the contract.
    dated.commands.at(10).settleInstrument(BTC, 19_690_00);
    dated.commands.clock();
    dated.clear();

    dated.commands.setLeverage(trader, BTC, 100);
    dated.commands.setMarginMode(trader, BTC, MarginMode.CROSS);

    String frozen = "UNDER_LIQUIDATION 3 " + trader;
    assertEquals(
        List.of(frozen, frozen),
        dated.events().stream().map(Event::new).map(MarginChangesTest::brief).toList());
  }
}
