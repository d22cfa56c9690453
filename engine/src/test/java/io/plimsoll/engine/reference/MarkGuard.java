package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.big;
import static io.plimsoll.engine.reference.Exact.floorDiv;

import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.GuardPolicy;
import io.plimsoll.protocol.codec.MarkResult;
import java.math.BigInteger;

/** What becomes of a computed price: the bands, and the average that one of them follows. */
final class MarkGuard {
  /** The mark that comes of it, the old one if the result is KEPT. */
  record Guarded(MarkResult result, long mark) {}

  private MarkGuard() {}

  /** Step 5. */
  static Guarded guard(Instrument instrument, BigInteger price) {
    PriceState state = instrument.prices;
    PriceRule rule = state.rule;
    BigInteger low = big(instrument.priceMin);
    BigInteger high = big(instrument.priceMax);
    if (rule.markBand() > 0 && instrument.mark > 0) {
      BigInteger mark = big(instrument.mark);
      BigInteger distance = share(mark, rule.markBand());
      low = low.max(mark.subtract(distance));
      high = high.min(mark.add(distance));
    }
    if (rule.twapBand() > 0 && state.computed != null) {
      BigInteger average = floorDiv(state.computed.value(), MarkComputation.SCALE);
      BigInteger distance = share(average, rule.twapBand());
      low = low.max(average.subtract(distance));
      high = high.min(average.add(distance));
    }
    if (low.compareTo(price) <= 0 && price.compareTo(high) <= 0) {
      return new Guarded(MarkResult.SET, price.longValueExact());
    }
    if (rule.guardPolicy() == GuardPolicy.REJECT || low.compareTo(high) > 0) {
      return new Guarded(MarkResult.KEPT, instrument.mark);
    }
    BigInteger edge = MarkComputation.clamp(price, low, high);
    return new Guarded(MarkResult.CLAMPED, edge.longValueExact());
  }

  private static BigInteger share(BigInteger price, long ppb) {
    return floorDiv(price.multiply(big(ppb)), Exact.BIG_PPB);
  }

  /** Step 6. */
  static void average(PriceState state, BigInteger price, long now) {
    BigInteger scaled = price.multiply(MarkComputation.SCALE);
    PriceState.Average before = state.computed;
    if (before == null) {
      state.computed = new PriceState.Average(scaled, now);
      return;
    }
    long passed = now - before.time();
    if (passed < state.rule.sampleInterval()) {
      return;
    }
    BigInteger dt = big(Math.min(passed, MarkComputation.DAY));
    BigInteger rest = big(state.rule.twapWindow()).subtract(big(passed)).max(Exact.ZERO);
    BigInteger sum = scaled.multiply(dt).add(before.value().multiply(rest));
    state.computed = new PriceState.Average(floorDiv(sum, dt.add(rest)), now);
  }
}
