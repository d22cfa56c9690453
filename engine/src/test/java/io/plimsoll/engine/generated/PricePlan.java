package io.plimsoll.engine.generated;

import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.FundingPriceKind;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.GuardPolicy;
import io.plimsoll.protocol.codec.IndexRule;
import io.plimsoll.protocol.codec.MarkRule;
import io.plimsoll.protocol.codec.PremiumAverage;
import io.plimsoll.protocol.codec.PremiumKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Price rules and funding rules at random, all of them allowed but for a few. */
final class PricePlan {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1000 * MILLI;
  private static final long MINUTE = 60 * SECOND;
  private static final long DAY = 1440 * MINUTE;
  private static final long PERCENT = 10_000_000;

  private final Random random;

  PricePlan(Random random) {
    this.random = random;
  }

  private long one(long... of) {
    return of[random.nextInt(of.length)];
  }

  PriceRule priceRule() {
    int count = random.nextInt(12) == 0 ? atMostSixteen() : 1 + random.nextInt(4);
    MarkRule mark = MarkRule.get((short) (1 + random.nextInt(5)));
    boolean direct = mark == MarkRule.DIRECT;
    List<IndexSource> sources = sources(direct && random.nextBoolean() ? 0 : count);
    int least = random.nextInt(3) == 0 ? 1 + random.nextInt(Math.max(1, count)) : 1;
    return new PriceRule(
        one(1, 800, 20 * MILLI, 5 * SECOND, MINUTE, DAY),
        one(0, PERCENT, 3 * PERCENT, 5 * PERCENT, 100 * PERCENT),
        one(MILLI, MILLI, 5 * MILLI, SECOND),
        one(1, 3 * MILLI, 150 * SECOND, DAY),
        one(0, 0, PERCENT / 2, 10 * PERCENT, 100 * PERCENT),
        one(0, 0, PERCENT / 2, 3 * PERCENT, 30 * PERCENT),
        one(0, 0, PERCENT, 5 * PERCENT),
        one(1, 5 * MILLI, 300 * SECOND, DAY),
        one(0, 1, 20_000, 200_000, DAY),
        (int) one(1, 2, 3, 30, 64),
        sources.isEmpty() ? 0 : least,
        mark,
        random.nextBoolean() ? IndexRule.WEIGHTED_MEDIAN : IndexRule.WEIGHTED_MEAN,
        random.nextBoolean() ? GuardPolicy.REJECT : GuardPolicy.CLAMP,
        sources);
  }

  private int atMostSixteen() {
    return random.nextInt(17);
  }

  private List<IndexSource> sources(int count) {
    List<IndexSource> sources = new ArrayList<>();
    int id = 0;
    int weights = (int) one(1, 5, 1_000_000);
    for (int i = 0; i < count; i++) {
      id += 1 + random.nextInt(3);
      sources.add(new IndexSource(id, 1 + random.nextInt(weights)));
    }
    return sources;
  }

  FundingRule fundingRule() {
    long period = one(MINUTE, MINUTE + 7, 8 * 60 * MINUTE, DAY);
    long interval = random.nextInt(3) == 0 ? 0 : Math.max(MINUTE, period / one(1, 3, 8, 1440));
    long phase = interval == 0 || random.nextBoolean() ? 0 : random.nextLong(interval);
    return new FundingRule(
        one(0, PERCENT / 100, -PERCENT, 7),
        one(0, PERCENT / 20, 3 * PERCENT),
        one(1, PERCENT / 10, 4 * PERCENT, 100 * PERCENT),
        interval,
        phase,
        period,
        one(SECOND, SECOND, 5 * SECOND, MINUTE),
        FundingRateRule.get((short) (random.nextInt(8) == 0 ? 1 : 2 + random.nextInt(2))),
        random.nextBoolean() ? PremiumKind.MARK : PremiumKind.IMPACT,
        random.nextBoolean() ? PremiumAverage.PLAIN : PremiumAverage.LINEAR,
        random.nextBoolean() ? FundingPriceKind.MARK : FundingPriceKind.INDEX);
  }

  /** How long until the next command, where rates and averages are to move on. */
  long step() {
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3, 4 -> 0;
      case 5, 6, 7 -> random.nextInt(1000);
      case 8, 9, 10, 11 -> random.nextLong(3 * MILLI);
      case 12, 13 -> random.nextLong(3 * SECOND);
      case 14 -> random.nextLong(40 * SECOND);
      default -> random.nextInt(12) == 0 ? random.nextLong(DAY) : random.nextLong(2 * MINUTE);
    };
  }
}
