package io.plimsoll.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.Valuation;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Trades and liquidations of an inverse contract of 1,000 money units × price units, prices 10 to
 * 1,000, in numbers small enough that every rounding shows: at 300 one contract is worth 3.33.
 */
class InverseContractTest {
  private static final int ID = 7;

  private final Venue venue = new Venue(VenueRules.DEFAULT, 8);

  @Test
  void whatRoundingTakesFromBothSidesGoesToTheFeeAccount() {
    long trader = contract(0, new RiskTier(0, 10_000_000, 10_000));
    venue.trade(trader, 0, ID, 1, 300);

    List<Event> events = events();
    List<Event> positions = of(events, "PositionChanged");
    assertEquals(-3, positions.get(0).number("tradeValue"));
    assertEquals(4, positions.get(1).number("tradeValue"));
    Event dust = of(events, "BalanceChanged").get(0);
    assertEquals("ROUNDING", dust.text("reason"));
    assertEquals(Venue.FEES, dust.number("accountId"));
    assertEquals(1, dust.number("amount"));
    assertEquals(ID, dust.number("instrumentId"));
  }

  @Test
  void withoutARemainderThereIsNoDust() {
    long trader = contract(0, new RiskTier(0, 10_000_000, 10_000));
    venue.trade(trader, 0, ID, 3, 300);

    assertEquals(List.of(), of(events(), "BalanceChanged"));
  }

  @Test
  void aTradeThatTurnsAPositionSplitsItsValueRoundingTheClosingPartUp() {
    long trader = contract(0, new RiskTier(0, 10_000_000, 10_000));
    venue.trade(trader, 0, ID, 1, 300);
    events();

    venue.trade(trader, 0, ID, -3, 400);

    // Sold 3 at 400 for 7.5: 8. The first of them, 2.67, is rounded to 3; 5 open the short. Bought
    // for -3, so nothing is earned.
    Event position = of(events(), "PositionChanged").get(1);
    assertEquals(trader, position.number("accountId"));
    assertEquals(8, position.number("tradeValue"));
    assertEquals(5, position.number("cost"));
    assertEquals(0, position.number("realisedPnl"));
  }

  @Test
  void theInitialMarginOfAnOrderIsOnTheNotionalRoundedUp() {
    long trader = contract(0, new RiskTier(0, 10_000_000, 10_000));
    venue.commands.placeOrder(1, trader, ID, Side.SELL, 300, 1, false);

    assertEquals(4, of(events(), "OrderChanged").get(0).number("reserved"));
  }

  @Test
  void theLeastInitialRateHoldsWhateverTheLeverage() {
    long trader = contract(500_000_000, new RiskTier(0, 10_000_000, 10_000));
    venue.commands.setLeverage(trader, ID, 10_000);
    venue.commands.placeOrder(1, trader, ID, Side.SELL, 100, 20, false);

    assertEquals(100, of(events(), "OrderChanged").get(0).number("reserved"));
  }

  @Test
  void priceMinIsTheLowestPriceOfMarksOrdersAndFills() {
    long trader = contract(0, new RiskTier(0, 10_000_000, 10_000));
    venue.commands.markPrice(ID, 9);
    assertRefused("PRICE_OUT_OF_RANGE", 9);
    venue.commands.placeOrder(1, trader, ID, Side.BUY, 9, 1, false);
    assertRefused("PRICE_OUT_OF_RANGE", 9);
    venue.trade(trader, 0, ID, 1, 9);
    assertRefused("PRICE_OUT_OF_RANGE", 9);
  }

  @Test
  void exposureCountsEveryPositionAtTheLowestPrice() {
    // One contract: ceil(1,000 / 10) = 100; 2^60 / 100 contracts are the most.
    long most = (1L << 60) / 100;
    long trader = contract(0, new RiskTier(0, 10_000_000, 10_000));
    venue.commands.addInstrument(
        8, Venue.USDT, "D", terms(), 0, 0, 1, 1_000, most, Venue.FEES, Venue.FUND);
    venue.commands.setRiskTiers(8, List.of(new RiskTier(0, 10_000_000, 10_000)));
    venue.commands.markPrice(8, 1_000);
    venue.commands.deposit(trader, Venue.USDT, 1L << 59);
    venue.trade(trader, 0, 8, most - 1, 1_000);
    assertEquals(2, of(events(), "PositionChanged").size());

    // 2^60 is 76 above a multiple of 100: 176 is left, one contract more fits, a second does not.
    venue.trade(trader, 0, ID, -1, 1_000);
    assertEquals(2, of(events(), "PositionChanged").size());
    venue.trade(trader, 0, ID, -1, 1_000);
    assertRefused("LIMIT_EXCEEDED", trader);
  }

  @Test
  void anIsolatedLongIsClosedAtItsBankruptcyPriceRoundedUp() {
    long trader = contract(0, new RiskTier(0, 10_000_000, 10_000));
    venue.commands.setMarginMode(trader, ID, MarginMode.ISOLATED);
    venue.commands.setLeverage(trader, ID, 1_000);
    venue.trade(trader, 0, ID, 1_000, 300);
    // Cost -3,333; margin 334 of 3,333 (10x, up); nothing is left at a value of -3,667: 272.70.
    events();

    venue.commands.markPrice(ID, 276);
    assertEquals(List.of(), events());
    venue.commands.markPrice(ID, 275);

    // Value -3,636.4: -3,637; equity 334 - 3,637 + 3,333 = 30; requirement 36.37: 37.
    List<Event> events = events();
    Event started = of(events, "LiquidationStarted").get(0);
    assertEquals(30, started.number("equity"));
    assertEquals(37, started.number("requirement"));
    assertEquals(273, of(events, "ForcedOrder").get(0).number("limitPrice"));
  }

  @Test
  void aShortWithoutMoreThanItsCostHasNoTriggerAsItsValueNeverPassesNought() {
    long trader = contract(0, new RiskTier(0, 10_000_000, 10_000));
    venue.commands.setMarginMode(trader, ID, MarginMode.ISOLATED);
    venue.trade(trader, 0, ID, -1_000, 10);
    // Sold for 100,000 coins, margin as much: at 1,000 the value is 1,000, equity 1,000 above it.
    events();

    venue.commands.markPrice(ID, 1_000);
    assertEquals(List.of(), events());
  }

  @Test
  void aCrossShortWorthNothingIsEvaluatedAndNotDividedBy() {
    long trader = contract(0, new RiskTier(0, 10_000_000, 10_000));
    venue.commands.setLeverage(trader, ID, 10_000);
    venue.trade(trader, 0, ID, -1, 300);
    events();

    venue.commands.markPrice(ID, 999);
    venue.commands.markPrice(ID, 1_000);
    venue.commands.deposit(trader, Venue.USDT, 1);
    assertEquals(List.of("BalanceChanged"), events().stream().map(e -> e.text("type")).toList());
  }

  /** Adds the contract, marked at 300, and a trader with plenty. */
  private long contract(long initialRate, RiskTier tier) {
    venue.commands.addInstrument(
        ID, Venue.USDT, "C", terms(), 0, 0, 1, 1_000, 1L << 50, Venue.FEES, Venue.FUND);
    venue.commands.setRiskTiers(
        ID,
        new Schedule(
            ScheduleForm.MARGINAL,
            TierMeasure.MARK_NOTIONAL,
            Valuation.MARK,
            initialRate,
            0,
            0,
            List.of(tier)));
    venue.commands.markPrice(ID, 300);
    long trader = venue.traderWith(1_000_000);
    events();
    return trader;
  }

  private static Contract terms() {
    return new Contract(ContractType.INVERSE, 1_000, 10, 0);
  }

  private List<Event> events() {
    return venue.events().stream().map(Event::new).toList();
  }

  private static List<Event> of(List<Event> events, String type) {
    return events.stream().filter(e -> e.is(type)).toList();
  }

  private void assertRefused(String reason, long detail) {
    Event refused = of(events(), "CommandRejected").get(0);
    assertEquals(reason, refused.text("reason"));
    assertEquals(detail, refused.number("detail"));
  }
}
