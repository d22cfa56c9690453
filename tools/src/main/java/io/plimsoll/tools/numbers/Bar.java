package io.plimsoll.tools.numbers;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;

/** What liquidations did in an instrument in a stretch of time. */
public final class Bar implements Buckets.Bucket<Bar> {
  private final Range marks = new Range();
  private final Map<Way, Map<Side, Sum>> closed = new EnumMap<>(Way.class);
  private final Sum socialised = new Sum();
  private long longsStarted;
  private long shortsStarted;
  private long deleveragings;

  Bar() {
    for (Way way : Way.values()) {
      Map<Side, Sum> sums = new EnumMap<>(Side.class);
      for (Side side : Side.values()) {
        sums.put(side, new Sum());
      }
      closed.put(way, sums);
    }
  }

  void mark(long price) {
    marks.add(price);
  }

  void start(Side side) {
    if (side == Side.LONG) {
      longsStarted++;
    } else {
      shortsStarted++;
    }
  }

  void closed(Way way, Side side, long notional) {
    sum(way, side).add(notional);
  }

  void deleveraging() {
    deleveragings++;
  }

  void socialised(long share) {
    socialised.add(share);
  }

  @Override
  public void absorb(Bar later) {
    marks.absorb(later.marks);
    closed.forEach((way, sums) -> sums.forEach((side, sum) -> sum.add(later.sum(way, side))));
    socialised.add(later.socialised);
    longsStarted += later.longsStarted;
    shortsStarted += later.shortsStarted;
    deleveragings += later.deleveragings;
  }

  private Sum sum(Way way, Side side) {
    return closed.get(way).get(side);
  }

  /** The marks; all 0 if there was none. */
  public Range marks() {
    return marks;
  }

  /** Liquidations that started, of those who were long (or short) here. */
  public long started(Side side) {
    return side == Side.LONG ? longsStarted : shortsStarted;
  }

  /** Notional closed in a way, units of money. */
  public BigInteger closed(Way way, Side side) {
    return sum(way, side).value();
  }

  /** Notional closed in all ways on both sides, units of money. */
  public BigInteger closed() {
    return closed.values().stream()
        .flatMap(sums -> sums.values().stream())
        .map(Sum::value)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** How often somebody was deleveraged. */
  public long deleveragings() {
    return deleveragings;
  }

  /** Losses that positions here were made to bear, units of money. */
  public BigInteger socialised() {
    return socialised.value();
  }
}
