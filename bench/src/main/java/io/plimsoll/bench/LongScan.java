package io.plimsoll.bench;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The best honest scan: two columns of 64-bit integers off heap, one pass a mark, in which a
 * multiplication and a bound settle all positions but those next to the line.
 */
public final class LongScan implements PositionScan {
  private final int size;
  private final long quantityMax;
  private final LongSchedule schedule;
  private final UnsafeBuffer quantities;
  // Margin less cost: what stands behind the value.
  private final UnsafeBuffer backings;

  /**
   * A baseline without positions.
   *
   * @param size accounts
   * @param quantityMax largest absolute quantity of a position
   */
  public LongScan(int size, long quantityMax) {
    this.size = size;
    this.quantityMax = quantityMax;
    schedule = new LongSchedule(quantityMax * Market.PRICE_MAX * Market.UNIT);
    quantities = new UnsafeBuffer(ByteBuffer.allocateDirect(Math.multiplyExact(size, Long.BYTES)));
    backings = new UnsafeBuffer(ByteBuffer.allocateDirect(Math.multiplyExact(size, Long.BYTES)));
  }

  @Override
  public void set(int account, long quantity, long cost, long margin) {
    if (Math.abs(quantity) > quantityMax) {
      throw new IllegalArgumentException("quantity must be at most " + quantityMax);
    }
    quantities.putLong(account * Long.BYTES, quantity);
    backings.putLong(account * Long.BYTES, margin - cost);
  }

  @Override
  public int findPast(long mark, int[] found) {
    if (mark < 1 || mark > Market.PRICE_MAX) {
      throw new IllegalArgumentException("mark must lie in 1.." + Market.PRICE_MAX + ": " + mark);
    }
    long valueOfOne = mark * Market.UNIT;
    int count = 0;
    for (int i = 0; i < size; i++) {
      long value = quantities.getLong(i * Long.BYTES) * valueOfOne;
      long equity = backings.getLong(i * Long.BYTES) + value;
      long notional = Math.abs(value);
      if (equity <= schedule.upperBound(notional) && equity <= schedule.requirement(notional)) {
        found[count++] = i;
      }
    }
    return count;
  }
}
