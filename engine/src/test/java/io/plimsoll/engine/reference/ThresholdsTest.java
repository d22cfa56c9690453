package io.plimsoll.engine.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.TriggerRule;
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

  private static Position position(Random random) {
    Account account = new Account(1, AccountKind.TRADER, 0);
    Asset asset = new Asset(1, 0);
    Instrument instrument = new Instrument(1, asset, 0, 0, null, null, 300, 100, 1);
    instrument.takerRate = random.nextInt(100_000_000);
    instrument.tiers =
        List.of(
            new Tier(0, 1 + random.nextInt(100_000_000), 1000),
            new Tier(1 + random.nextInt(500), 100_000_000 + random.nextInt(200_000_000), 500));
    Position position = account.position(instrument);
    position.quantity = (1L + random.nextInt(3)) * (random.nextBoolean() ? 1L : -1L);
    long price = 1L + random.nextInt(300);
    position.cost = Margin.value(instrument, position.quantity, price);
    position.margin = Exact.big(random.nextInt(200));
    return position;
  }

  private static OptionalLong everyMark(Margin margin, Position position, long ratio) {
    long priceMax = position.instrument.priceMax;
    for (long distance = 0; distance < priceMax; distance++) {
      position.instrument.mark = position.quantity > 0 ? priceMax - distance : 1 + distance;
      if (margin.past(position, ratio)) {
        return OptionalLong.of(position.instrument.mark);
      }
    }
    return OptionalLong.empty();
  }
}
