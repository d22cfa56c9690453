package io.plimsoll.tools.numbers;

import io.plimsoll.protocol.codec.StageKind;
import java.math.BigInteger;

/** What one stage of the waterfall did to liquidations in an asset. */
public final class StageNumbers {
  private final int number;
  private final StageKind kind;
  private final Sum closed = new Sum();
  private final Sum takenOver = new Sum();
  private final Sum deleveraged = new Sum();
  private final Sum netted = new Sum();
  private long liquidations;
  private long rounds;

  StageNumbers(int number, StageKind kind) {
    this.number = number;
    this.kind = kind;
  }

  void entered(long round) {
    if (round <= 1) {
      liquidations++;
    }
    if (round > 0) {
      rounds++;
    }
  }

  void closed(long value) {
    closed.add(Math.abs(value));
  }

  void takenOver(long value) {
    takenOver.add(Math.abs(value));
  }

  void deleveraged(long value) {
    deleveraged.add(Math.abs(value));
  }

  void netted(long value) {
    netted.add(Math.abs(value));
  }

  /** Its place in the waterfall, from 1. */
  public int number() {
    return number;
  }

  /** What it does. */
  public StageKind kind() {
    return kind;
  }

  /** Liquidations that entered it; one that enters it twice counts twice. */
  public long liquidations() {
    return liquidations;
  }

  /** Rounds of a REDUCE, else 0. */
  public long rounds() {
    return rounds;
  }

  /** Closed on the book, units of money. */
  public BigInteger closed() {
    return closed.value();
  }

  /** Taken over, units of money. */
  public BigInteger takenOver() {
    return takenOver.value();
  }

  /** Closed against others by ADL, units of money. */
  public BigInteger deleveraged() {
    return deleveraged.value();
  }

  /** Long legs closed against short ones, units of money. */
  public BigInteger netted() {
    return netted.value();
  }
}
