package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;

import io.plimsoll.protocol.codec.PositionSide;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Work that visits the accounts one by one, in slices. */
abstract class Task {
  /** What is done; the digest holds the number. */
  enum Kind {
    FUNDING(1),
    SETTLE(2),
    DELEVERAGE(3),
    SOCIALISE(4),
    INTEREST(5);

    final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  final Kind kind;

  /** That of the position a visit looks at; null for INTEREST. */
  Instrument instrument;

  /** DELEVERAGE: that of the liquidated position; null otherwise. */
  PositionSide side;

  /** Null if it belongs to none. */
  final Liquidation liquidation;

  int pass = 1;

  /** Number of the account that is visited next; the first is 1. */
  int next = 1;

  /** Number of the account that the pass visits last. */
  int last;

  BigInteger lossLeft = ZERO;
  BigInteger weightLeft = ZERO;

  /** SOCIALISE: what is to be spread, in order. */
  final List<Loss> losses = new ArrayList<>();

  /** A loss of a liquidation, and what is left of it. */
  static final class Loss {
    final Liquidation liquidation;
    BigInteger left;

    Loss(Liquidation liquidation, BigInteger left) {
      this.liquidation = liquidation;
      this.left = left;
    }
  }

  Task(Kind kind, Instrument instrument, Liquidation liquidation) {
    this.kind = kind;
    this.instrument = instrument;
    this.liquidation = liquidation;
  }

  /** Whether the task, though first, gets no visits now. */
  boolean heldUp() {
    return false;
  }

  /** The digest's number for what else the task remembers. */
  int memory() {
    return 0;
  }

  /**
   * Makes the next visit of the pass.
   *
   * @return what it counts for; 0 if nobody is left to visit
   */
  abstract int step(List<Account> accounts);

  /** The next account of the pass that is meant; null if there is none. */
  Account nextOf(List<Account> accounts, Predicate<Account> meant) {
    for (int number = next; number <= last; number++) {
      Account account = accounts.get(number - 1);
      if (meant.test(account)) {
        next = number + 1;
        return account;
      }
    }
    return null;
  }

  /** Whether the account has a quantity in the instrument. */
  boolean holds(Account account) {
    return account.legs(instrument).stream().anyMatch(Position::open);
  }

  /** What a visit counts for. */
  int cost(Account account) {
    long positions =
        account.positions.values().stream()
            .filter(p -> p.open() && p.instrument.asset == instrument.asset)
            .count();
    return (int) Math.max(1, positions);
  }

  /**
   * What the pass ends with. A pass that follows starts from account 1.
   *
   * @return the number of the pass that follows; 0 if the task is done
   */
  abstract int passEnds();

  /** What this task's part of a slice ends with, before {@link #done}; often nothing. */
  void sliceEnds() {}

  /** What the task ends with; it is out of the queue. */
  abstract void done();
}
