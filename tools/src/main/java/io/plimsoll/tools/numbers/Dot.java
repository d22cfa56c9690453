package io.plimsoll.tools.numbers;

import java.math.BigInteger;

/** Liquidations of one side of an instrument that started close to each other in time. */
public final class Dot implements Buckets.Bucket<Dot> {
  private final Sum notional = new Sum();
  private long count;
  private long largest;
  private long liquidationId;
  private long account;
  private long time;
  private long mark;

  void add(long size, long liquidation, long who, long when, long atMark) {
    notional.add(size);
    if (count++ == 0 || size > largest) {
      largest = size;
      liquidationId = liquidation;
      account = who;
      time = when;
      mark = atMark;
    }
  }

  @Override
  public void absorb(Dot later) {
    if (count == 0 || later.largest > largest) {
      largest = later.largest;
      liquidationId = later.liquidationId;
      account = later.account;
      time = later.time;
      mark = later.mark;
    }
    notional.add(later.notional);
    count += later.count;
  }

  /** How many. */
  public long count() {
    return count;
  }

  /** Notional of all of them when they started, at the mark, units of money. */
  public BigInteger notional() {
    return notional.value();
  }

  /** Notional of the largest, units of money. */
  public long largest() {
    return largest;
  }

  /** Its liquidation id. */
  public long liquidationId() {
    return liquidationId;
  }

  /** Whose it was. */
  public long account() {
    return account;
  }

  /** When it started, nanoseconds since 1970. */
  public long time() {
    return time;
  }

  /** The mark at which it started. */
  public long mark() {
    return mark;
  }
}
