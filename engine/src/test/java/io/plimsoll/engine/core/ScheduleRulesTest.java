package io.plimsoll.engine.core;

import static io.plimsoll.protocol.codec.ScheduleForm.CONTINUOUS;
import static io.plimsoll.protocol.codec.ScheduleForm.MARGINAL;
import static io.plimsoll.protocol.codec.ScheduleForm.SQUARE_ROOT;
import static io.plimsoll.protocol.codec.ScheduleForm.WHOLE_POSITION;
import static io.plimsoll.protocol.codec.TierMeasure.ENTRY_NOTIONAL;
import static io.plimsoll.protocol.codec.TierMeasure.MARK_NOTIONAL;
import static io.plimsoll.protocol.codec.TierMeasure.QUANTITY;
import static io.plimsoll.protocol.codec.Valuation.ENTRY;
import static io.plimsoll.protocol.codec.Valuation.MARK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder.TiersDecoder;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.TriggerRule;
import io.plimsoll.protocol.codec.Valuation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What SetRiskTiers and SetFees accept. */
class ScheduleRulesTest {
  private static final long PPB = 1_000_000_000;
  private static final RiskTier FIRST = new RiskTier(0, 10_000_000, 10_000);
  private static final int TIERS = (int) SetRiskTiersDecoder.tiersDecoderId();

  private final Venue venue =
      new Venue(
          new VenueRules(0, 0, 0, TriggerRule.BELOW, true, SurplusTo.FUND, SurplusTo.ACCOUNT));

  @Test
  void theMeasureOfMarginalTiersIsTheirValuation() {
    assertMeasureRefused(MARGINAL, ENTRY_NOTIONAL, MARK);
    assertMeasureRefused(MARGINAL, MARK_NOTIONAL, ENTRY);
    assertMeasureRefused(MARGINAL, QUANTITY, MARK);
    set(MARGINAL, ENTRY_NOTIONAL, ENTRY, 0, 0, FIRST);
    assertAccepted();
  }

  @Test
  void wholePositionTiersDoNotMeasureTheNotionalAtTheMark() {
    assertMeasureRefused(WHOLE_POSITION, MARK_NOTIONAL, MARK);
    set(WHOLE_POSITION, ENTRY_NOTIONAL, MARK, 0, 0, FIRST);
    set(WHOLE_POSITION, QUANTITY, ENTRY, 0, 0, FIRST);
    assertAccepted();
  }

  @Test
  void ratesThatGrowMeasureTheQuantity() {
    assertMeasureRefused(CONTINUOUS, ENTRY_NOTIONAL, ENTRY);
    assertMeasureRefused(SQUARE_ROOT, MARK_NOTIONAL, MARK);
    set(CONTINUOUS, QUANTITY, ENTRY, 1, 10_000_000, FIRST);
    set(SQUARE_ROOT, QUANTITY, MARK, PPB, PPB - 1, FIRST);
    assertAccepted();
  }

  @Test
  void onlyRatesThatGrowHaveAPremiumAndAHighestRate() {
    set(MARGINAL, MARK_NOTIONAL, MARK, 1, 0, FIRST);
    assertRefused("INVALID_VALUE", SetRiskTiersDecoder.premiumId(), 1);
    set(CONTINUOUS, QUANTITY, MARK, 0, PPB - 1, FIRST);
    assertRefused("INVALID_VALUE", SetRiskTiersDecoder.premiumId(), 0);
    set(WHOLE_POSITION, QUANTITY, MARK, 0, 1, FIRST);
    assertRefused("INVALID_VALUE", SetRiskTiersDecoder.rateMaxId(), 1);
    set(SQUARE_ROOT, QUANTITY, MARK, 5, 9_999_999, FIRST);
    assertRefused("INVALID_VALUE", SetRiskTiersDecoder.rateMaxId(), 9_999_999);
    set(SQUARE_ROOT, QUANTITY, MARK, 5, PPB, FIRST);
    assertRefused("INVALID_VALUE", SetRiskTiersDecoder.rateMaxId(), PPB);
  }

  @Test
  void ratesThatGrowHaveOneTier() {
    RiskTier second = RiskTier.byQuantity(5, 20_000_000, 100);
    set(CONTINUOUS, QUANTITY, MARK, 5, PPB - 1, FIRST, second);
    assertRefused("INVALID_TIERS", TIERS, 2);
    set(CONTINUOUS, QUANTITY, MARK, 5, PPB - 1);
    assertRefused("INVALID_TIERS", TIERS, 0);
    set(WHOLE_POSITION, QUANTITY, MARK, 0, 0, FIRST, second);
    assertAccepted();
  }

  @Test
  void onlyTheFloorOfTheMeasureRises() {
    set(WHOLE_POSITION, QUANTITY, MARK, 0, 0, FIRST, new RiskTier(5, 0, 20_000_000, 100));
    assertRefused("INVALID_TIERS", TiersDecoder.quantityFloorId(), 0);
    set(WHOLE_POSITION, QUANTITY, MARK, 0, 0, FIRST, new RiskTier(5, 6, 20_000_000, 100));
    assertRefused("INVALID_TIERS", TiersDecoder.notionalFloorId(), 5);
    set(MARGINAL, MARK_NOTIONAL, MARK, 0, 0, FIRST, new RiskTier(5, 6, 20_000_000, 100));
    assertRefused("INVALID_TIERS", TiersDecoder.quantityFloorId(), 6);
    set(MARGINAL, MARK_NOTIONAL, MARK, 0, 0, FIRST, new RiskTier((1L << 60) + 1, 0, 20_000_000, 9));
    assertRefused("INVALID_TIERS", TiersDecoder.notionalFloorId(), (1L << 60) + 1);
  }

  @Test
  void theInitialRateIsAtMostOne() {
    venue.commands.setRiskTiers(
        Venue.BTC, new Schedule(MARGINAL, MARK_NOTIONAL, MARK, PPB + 1, 0, 0, List.of(FIRST)));
    assertRefused("INVALID_VALUE", SetRiskTiersDecoder.initialRateId(), PPB + 1);
  }

  @Test
  void theHighestRateAndTheClosingFeeStayBelowOne() {
    venue.commands.setFees(Venue.BTC, 0, 1_000_000, 0);
    set(CONTINUOUS, QUANTITY, MARK, 5, PPB - 1_000_000, FIRST);
    assertRefused("INVALID_TIERS", TiersDecoder.maintenanceRateId(), PPB - 1_000_000);
    set(CONTINUOUS, QUANTITY, MARK, 5, PPB - 1_000_001, FIRST);
    assertAccepted();
    venue.commands.setFees(Venue.BTC, 0, 1_000_001, 0);
    assertRefused("INVALID_VALUE", SetFeesDecoder.takerRateId(), 1_000_001);
  }

  private void assertMeasureRefused(ScheduleForm form, TierMeasure measure, Valuation valuation) {
    set(form, measure, valuation, 0, 0, FIRST);
    assertRefused("INVALID_VALUE", SetRiskTiersDecoder.measureId(), measure.value());
  }

  private void set(
      ScheduleForm form,
      TierMeasure measure,
      Valuation valuation,
      long premium,
      long rateMax,
      RiskTier... tiers) {
    venue.commands.setRiskTiers(
        Venue.BTC, new Schedule(form, measure, valuation, 0, premium, rateMax, List.of(tiers)));
  }

  private void assertAccepted() {
    assertEquals(List.of(), venue.events());
  }

  private void assertRefused(String reason, int field, long detail) {
    List<String> events = venue.events();
    assertEquals(1, events.size(), events::toString);
    assertTrue(events.get(0).contains("\"reason\":\"" + reason + "\""), events::toString);
    assertTrue(events.get(0).contains("\"fieldId\":" + field + ","), events::toString);
    assertTrue(events.get(0).contains("\"detail\":" + detail + ","), events::toString);
  }
}
