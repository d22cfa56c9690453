package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.Venue.USDT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.CancelScope;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.StageCondition;
import io.plimsoll.protocol.codec.StageMode;
import io.plimsoll.protocol.codec.TimeInForce;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What SetWaterfall and SetFund accept. */
class SetWaterfallTest {
  private static final long PPB = 1_000_000_000;
  private static final WaterfallStage TAKE_OVER = WaterfallStage.takeOver();
  private static final WaterfallStage CLOSE = WaterfallStage.close(OrderPricing.BANKRUPTCY);
  private static final WaterfallStage FRACTION = WaterfallStage.reduceFraction(PPB / 2, 0, 0);

  private final Venue venue = new Venue(VenueRules.DEFAULT, 8);

  /** Field and value at fault, or "accepted"; a rejection leaves the digest as it was. */
  private String answer(Waterfall waterfall) {
    byte[] before = venue.engine().digest();
    venue.clear();
    venue.commands.setWaterfall(waterfall);
    List<Event> events = venue.events().stream().map(Event::new).toList();
    if (events.isEmpty()) {
      return "accepted";
    }
    assertArrayEquals(before, venue.engine().digest());
    Event rejected = events.get(0);
    return rejected.text("reason")
        + " "
        + rejected.number("fieldId")
        + " "
        + rejected.number("detail");
  }

  private String answer(WaterfallStage... stages) {
    return answer(new Waterfall(PPB, 0, false, List.of(stages)));
  }

  private void assertInvalid(long field, long value, WaterfallStage stage) {
    assertEquals("INVALID_WATERFALL " + field + " " + value, answer(stage, TAKE_OVER));
  }

  @Test
  void everyKindOfStageIsAcceptedInAnyOrderIfTheListEnds() {
    String answer =
        answer(
            WaterfallStage.deleverage(AdlRanking.PRO_RATA, AdlPricing.AT_PREVIOUS_MARK)
                .when(StageCondition.FUND_DRAWDOWN),
            WaterfallStage.cancelOrders().scope(CancelScope.ACCOUNT),
            WaterfallStage.reduceTiers(32, 1_000, 1_000_000_000_000_000L)
                .pricing(OrderPricing.FILLABLE)
                .spread(10 * PPB),
            WaterfallStage.reduceToTarget(10 * PPB, 0, 0).notionalMax(1L << 60).wholeBelow(1),
            WaterfallStage.close(OrderPricing.MARKET).timeInForce(TimeInForce.FOK),
            WaterfallStage.takeOver().by(Venue.FUND).withinLimits().onlyFor(StageMode.CROSS_ONLY),
            WaterfallStage.socialise(LossOver.OPEN_INTEREST));
    assertEquals("accepted", answer);
  }

  @Test
  void theLastStageMustTakeWhateverIsLeft() {
    assertEquals("INVALID_WATERFALL 15 3", answer(CLOSE));
    assertEquals("INVALID_WATERFALL 15 4", answer(TAKE_OVER.withinLimits()));
    assertEquals("INVALID_WATERFALL 15 4", answer(TAKE_OVER.by(Venue.FUND)));
    assertEquals("INVALID_WATERFALL 15 4", answer(TAKE_OVER.onlyFor(StageMode.CROSS_ONLY)));
    assertEquals(
        "INVALID_WATERFALL 15 6",
        answer(WaterfallStage.socialise(LossOver.WINNERS).when(StageCondition.FUND_EMPTY)));
  }

  @Test
  void thereAreOneToSixteenStages() {
    assertEquals("INVALID_WATERFALL 6 0", answer());
    List<WaterfallStage> many = new ArrayList<>(Collections.nCopies(16, CLOSE));
    many.add(TAKE_OVER);
    assertEquals("INVALID_WATERFALL 6 17", answer(new Waterfall(PPB, 0, false, many)));
    assertEquals("accepted", answer(new Waterfall(PPB, 0, false, many.subList(1, 17))));
  }

  @Test
  void aParameterThatTheKindDoesNotHaveMustBeNeutral() {
    assertInvalid(7, 1, CLOSE.when(StageCondition.ALWAYS, 1));
    assertInvalid(9, 5, CLOSE.notionalMax(5));
    assertInvalid(10, 5, CLOSE.wholeBelow(5));
    assertInvalid(12, 5, CLOSE.spread(5));
    assertInvalid(13, 1, CLOSE.by(Venue.FUND));
    assertInvalid(18, 2, CLOSE.scope(CancelScope.ACCOUNT));
    assertInvalid(20, 1, TAKE_OVER.pricing(OrderPricing.MARKET));
    assertInvalid(21, 2, TAKE_OVER.timeInForce(TimeInForce.FOK));
    assertInvalid(22, 1, CLOSE.withinLimits());
  }

  @Test
  void parametersStayInTheRangesOfTheirKind() {
    assertInvalid(7, 0, CLOSE.when(StageCondition.EQUITY_BELOW, 0));
    assertInvalid(7, 10 * PPB + 1, CLOSE.when(StageCondition.EQUITY_NOT_BELOW, 10 * PPB + 1));
    assertInvalid(8, 0, WaterfallStage.reduceFraction(0, 0, 0));
    assertInvalid(8, PPB + 1, WaterfallStage.reduceFraction(PPB + 1, 0, 0));
    assertInvalid(8, 33, WaterfallStage.reduceTiers(33, 0, 0));
    assertInvalid(8, PPB - 1, WaterfallStage.reduceToTarget(PPB - 1, 0, 0));
    assertInvalid(9, -1, FRACTION.notionalMax(-1));
    assertInvalid(10, (1L << 60) + 1, FRACTION.wholeBelow((1L << 60) + 1));
    assertInvalid(11, -1, WaterfallStage.reduceFraction(PPB, 0, -1));
    assertInvalid(12, PPB, WaterfallStage.close(OrderPricing.MARKET).spread(PPB));
    assertInvalid(12, 0, WaterfallStage.close(OrderPricing.FILLABLE));
    assertInvalid(13, Venue.FEES, TAKE_OVER.by(Venue.FEES));
    assertInvalid(13, 99, TAKE_OVER.by(99));
    assertInvalid(14, 1_001, WaterfallStage.reduceFraction(PPB, 1_001, 0));
  }

  @Test
  void theListItselfIsCheckedFirst() {
    List<WaterfallStage> stages = List.of(TAKE_OVER);
    assertEquals("INVALID_VALUE 3 999999999", answer(new Waterfall(PPB - 1, 0, false, stages)));
    assertEquals("UNKNOWN_ACCOUNT 4 99", answer(new Waterfall(PPB, 99, false, stages)));
  }

  @Test
  void theListIsSetOnceAndBeforeTheFirstInstrument() {
    assertEquals("accepted", answer(TAKE_OVER));
    assertEquals("VENUE_IN_USE 0 0", answer(TAKE_OVER));

    Venue inUse = new Venue();
    inUse.commands.setWaterfall(Waterfall.DEFAULT);
    assertEquals("VENUE_IN_USE", new Event(inUse.events().get(0)).text("reason"));
  }

  @Test
  void fundLimitsAreForFundsAndInTheirRanges() {
    long most = 1L << 60;
    assertEquals("", fundAnswer(Venue.FUND, USDT, FundLimits.NONE));
    assertEquals("UNKNOWN_ACCOUNT 3", fundAnswer(99, USDT, FundLimits.NONE));
    assertEquals("WRONG_ACCOUNT_KIND 3", fundAnswer(Venue.MARKET, USDT, FundLimits.NONE));
    assertEquals("UNKNOWN_ASSET 9", fundAnswer(Venue.FUND, 7, FundLimits.NONE));
    assertEquals("INVALID_VALUE 4", fundAnswer(new FundLimits(most + 1, most, 0, 0, 0)));
    assertEquals("INVALID_VALUE 5", fundAnswer(new FundLimits(0, -1, 0, 0, 0)));
    assertEquals("INVALID_VALUE 6", fundAnswer(new FundLimits(0, 0, 10 * PPB + 1, 0, 0)));
    assertEquals("INVALID_VALUE 7", fundAnswer(new FundLimits(0, 0, 5, 6, 0)));
    assertEquals("INVALID_VALUE 8", fundAnswer(new FundLimits(0, 0, 5, 5, 1_000_000_000_000_001L)));
  }

  private String fundAnswer(FundLimits limits) {
    return fundAnswer(Venue.FUND, USDT, limits);
  }

  private String fundAnswer(long account, int asset, FundLimits limits) {
    venue.clear();
    venue.commands.setFund(account, asset, limits);
    List<Event> events = venue.events().stream().map(Event::new).toList();
    return events.isEmpty()
        ? ""
        : events.get(0).text("reason") + " " + events.get(0).number("fieldId");
  }
}
