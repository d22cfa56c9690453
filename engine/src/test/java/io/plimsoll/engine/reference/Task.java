package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;

import io.plimsoll.protocol.codec.PositionSide;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Work that visits the accounts one by one, in slices. */
abstract class Task {
  /** What is done; the digest holds the number. */
  enum Kind {
    FUNDING(1),
    SETTLE(2),
    DELEVERAGE(3),
    SOCIALISE(4);

    final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  final Kind kind;

  /** That of the position a visit looks at. */
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

  /** DELEVERAGE: the best so far, best first. */
  final List<Candidate> candidates = new ArrayList<>();

  /** An account and its score. */
  record Candidate(Account account, long score) {}

  Task(Kind kind, Instrument instrument, Liquidation liquidation) {
    this.kind = kind;
    this.instrument = instrument;
    this.liquidation = liquidation;
  }

  /** Visits one account. */
  abstract void visit(Account account);

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
