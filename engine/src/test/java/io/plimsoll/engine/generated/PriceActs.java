package io.plimsoll.engine.generated;

import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.PriceRule;
import java.util.Random;

/** What sources and books say, and the rules of what comes of it. */
final class PriceActs {
  private final Random random;
  private final PricePlan plan;
  private final MarketSimulator market;
  private final long typicalPrice;

  PriceActs(Random random, PricePlan plan, MarketSimulator market, long typicalPrice) {
    this.random = random;
    this.plan = plan;
    this.market = market;
    this.typicalPrice = typicalPrice;
  }

  /** Sends one such command. */
  void act(PriceEncoder encoder, InstrumentView instrument) {
    int dice = random.nextInt(100);
    boolean bare = instrument.sources.isEmpty();
    if (dice < (bare ? 50 : 3)) {
      boolean none = random.nextInt(12) == 0;
      encoder.setPriceRule(instrument.id, none ? PriceRule.DEFAULT : plan.priceRule());
    } else if (dice < (bare ? 70 : 9)) {
      encoder.setFundingRule(instrument.id, plan.fundingRule());
    } else if (dice < 65) {
      source(encoder, instrument);
    } else {
      book(encoder, instrument);
    }
  }

  /** A price of one of its sources, about the mark. */
  void source(PriceEncoder encoder, InstrumentView instrument) {
    int count = instrument.sources.size();
    int source =
        count == 0 || random.nextInt(40) == 0
            ? random.nextInt(20)
            : instrument.sources.get(random.nextInt(count));
    double spread =
        switch (random.nextInt(12)) {
          case 0 -> 0.3;
          case 1, 2, 3 -> 0.06;
          default -> 0.01;
        };
    long price = market.near(instrument, spread);
    if (random.nextInt(6) == 0) {
      // Drifts back, so that worlds do not end at a price of 1.
      price = instrument.clamp((price + typicalPrice) / 2);
    }
    encoder.sourcePrice(instrument.id, source, price);
  }

  private void book(PriceEncoder encoder, InstrumentView instrument) {
    double spread = random.nextInt(6) == 0 ? 0.1 : 0.01;
    long[] best = pair(instrument, spread);
    long[] impact = pair(instrument, spread);
    long last = random.nextInt(4) == 0 ? 0 : market.near(instrument, spread);
    encoder.bookPrice(instrument.id, best[0], best[1], impact[0], impact[1], last);
  }

  /** A bid and an ask, seldom crossed, either now and then none. */
  private long[] pair(InstrumentView instrument, double spread) {
    long one = market.near(instrument, spread);
    long other = market.near(instrument, spread);
    boolean crossed = random.nextInt(40) == 0;
    long low = Math.min(one, other);
    long high = Math.max(one, other);
    long bid = crossed ? high : low;
    long ask = crossed ? low : high;
    return new long[] {random.nextInt(8) == 0 ? 0 : bid, random.nextInt(8) == 0 ? 0 : ask};
  }
}
