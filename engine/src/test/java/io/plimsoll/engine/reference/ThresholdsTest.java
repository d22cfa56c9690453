package io.plimsoll.engine.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.TriggerRule;
import io.plimsoll.protocol.codec.Valuation;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
  @Test
  void firstMarkPastTheLineIsThatOfTryingEveryMark() {
    Random random = new Random(7711);
    for (int i = 0; i < 2000; i++) {
      World world = new World(1, 1);
      world.closingFeeCounted = random.nextBoolean();
      world.triggerRule = random.nextBoolean() ? TriggerRule.BELOW : TriggerRule.AT_OR_BELOW;
      Margin margin = new Margin(world);
      Position position = position(random);
      long ratio = Exact.PPB + random.nextInt(2) * (long) random.nextInt(1_000_000_000);

      assertEquals(
          everyMark(margin, position, ratio), new Thresholds(margin).first(position, ratio));
    }
  }

  /** Bybit's inverse contract with its margin at entry: 60,000 USD at 50,000, 10x, 0.5 %. */
  @Test
  void inverseWithItsMarginAtEntryIsLiquidatedWhereBybitsFormulaSays() {
    assertEquals(OptionalLong.of(4_566_210), bybit(60_000));
    assertEquals(OptionalLong.of(5_524_862), bybit(-60_000));
  }

  private static OptionalLong bybit(long quantity) {
    Instrument instrument =
        new Instrument(
            1,
            new Asset(1, 8),
            new Instrument.Terms(
                ContractType.INVERSE, 10_000_000_000L, 2, 0, 100, 100_000_000, 1_000_000, 1, 0),
            null,
            null);
    instrument.schedule =
        new MaintenanceSchedule(
            ScheduleForm.MARGINAL,
            TierMeasure.ENTRY_NOTIONAL,
            Valuation.ENTRY,
            0,
            0,
            0,
            List.of(new Tier(0, 0, 5_000_000, 10_000)),
            0);
    Position position = new Account(1, AccountKind.TRADER, 0).position(instrument);
    position.quantity = quantity;
    position.cost = instrument.payoff.tradeValue(quantity, 5_000_000);
    position.margin = Margin.initialMargin(instrument, quantity, position.cost.abs(), 1000);
    assertEquals(Exact.big(12_000_000), position.margin);
    return new Thresholds(new Margin(new World(1, 1))).first(position, Exact.PPB);
  }

  private static Position position(Random random) {
    Account account = new Account(1, AccountKind.TRADER, 0);
    Asset asset = new Asset(1, 0);
    boolean inverse = random.nextBoolean();
    long priceMin = inverse ? 1 + random.nextInt(40) : 1;
    Instrument instrument =
        new Instrument(
            1,
            asset,
            new Instrument.Terms(
                inverse ? ContractType.INVERSE : ContractType.QUANTO,
                inverse ? 20_000 : 1 + random.nextInt(2),
                0,
                0,
                priceMin,
                300,
                100,
                1,
                0),
            null,
            null);
    instrument.takerRate = random.nextInt(100_000_000);
    instrument.schedule = schedule(random);
    Position position = account.position(instrument);
    position.quantity = (1L + random.nextInt(3)) * (random.nextBoolean() ? 1L : -1L);
    long price = priceMin + random.nextInt(300 - (int) priceMin);
    position.cost = Margin.value(instrument, position.quantity, price);
    position.margin = Exact.big(random.nextInt(200));
    return position;
  }

  /** Any form with a measure that fits it. */
  private static MaintenanceSchedule schedule(Random random) {
    ScheduleForm form = ScheduleForm.get((short) (1 + random.nextInt(4)));
    Valuation valuation = random.nextBoolean() ? Valuation.MARK : Valuation.ENTRY;
    TierMeasure measure =
        switch (form) {
          case MARGINAL ->
              valuation == Valuation.MARK ? TierMeasure.MARK_NOTIONAL : TierMeasure.ENTRY_NOTIONAL;
          case WHOLE_POSITION ->
              random.nextBoolean() ? TierMeasure.ENTRY_NOTIONAL : TierMeasure.QUANTITY;
          default -> TierMeasure.QUANTITY;
        };
    int floor = 1 + random.nextInt(500);
    long rate = 1L + random.nextInt(100_000_000);
    return new MaintenanceSchedule(
        form,
        measure,
        valuation,
        0,
        1 + random.nextInt(100_000_000),
        rate + random.nextInt(200_000_000),
        List.of(
            new Tier(0, 0, rate, 1000),
            new Tier(floor, 1 + floor % 3, 100_000_000 + random.nextInt(200_000_000), 500)),
        0);
  }

  private static OptionalLong everyMark(Margin margin, Position position, long ratio) {
    Instrument instrument = position.instrument;
    for (long distance = 0; distance <= instrument.priceMax - instrument.priceMin; distance++) {
      instrument.mark =
          position.quantity > 0 ? instrument.priceMax - distance : instrument.priceMin + distance;
      if (margin.past(position, ratio)) {
        return OptionalLong.of(position.instrument.mark);
      }
    }
    return OptionalLong.empty();
  }
}
