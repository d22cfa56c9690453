package io.plimsoll.tools.scenario;

import io.plimsoll.tools.crowd.Draws;
import io.plimsoll.tools.tape.Marks;
import io.plimsoll.tools.tape.Tape;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Makes the price paths of a scenario: integers alone, the same on every machine. */
final class PathBuilder {
  private static final int PURPOSE = 2;
  private static final long PPB = Draws.PPB;
  private static final BigInteger WHOLE = BigInteger.valueOf(PPB);

  /** The deviation by chance keeps this much of itself from mark to mark, in parts of 16. */
  private static final int KEPT = 15;

  private final Scenario scenario;
  private final long seed;

  PathBuilder(Scenario scenario, long seed) {
    this.scenario = scenario;
    this.seed = seed;
  }

  /** A path for each instrument, all from the same moment on. */
  List<PricePath> build() {
    List<PricePath> paths = new ArrayList<>();
    for (InstrumentPlan plan : scenario.instruments()) {
      paths.add(path(plan, paths));
    }
    return paths;
  }

  private PricePath path(InstrumentPlan plan, List<PricePath> before) {
    PathSpec spec = plan.path();
    long[] prices;
    String source;
    if (spec instanceof PathSpec.History) {
      Tape tape = plan.tape().orElseThrow();
      prices = history(tape);
      source = tape.source();
    } else if (spec instanceof PathSpec.Follower follower) {
      PricePath leader = before.get(follower.instrument());
      prices = follow(leader, follower);
      source = "follows " + scenario.instruments().get(follower.instrument()).symbol();
    } else {
      prices = pieces((PathSpec.Pieces) spec);
      source = "made up";
    }
    addNoise(prices, spec.noise(), before.size());
    return new PricePath(source, scenario.marksPerMinute(), prices);
  }

  private long[] history(Tape tape) {
    Marks marks = new Marks(tape, scenario.marksPerMinute());
    long[] prices = new long[tape.bars().size() * marks.perBar()];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = marks.price(i / marks.perBar(), i % marks.perBar());
    }
    return prices;
  }

  private static long[] follow(PricePath leader, PathSpec.Follower follower) {
    long[] prices = new long[leader.size()];
    for (int i = 0; i < prices.length; i++) {
      long move = timesOver(leader.price(i) - leader.first(), PPB, leader.first());
      prices[i] = moved(follower.first(), timesOver(move, follower.beta(), PPB));
    }
    return prices;
  }

  private long[] pieces(PathSpec.Pieces spec) {
    int perMinute = scenario.marksPerMinute();
    int minutes = spec.pieces().stream().mapToInt(PathSpec.Piece::minutes).sum();
    long[] prices = new long[minutes * perMinute];
    int at = 0;
    long from = spec.first();
    for (PathSpec.Piece piece : spec.pieces()) {
      int marks = piece.minutes() * perMinute;
      for (int i = 0; i < marks; i++) {
        prices[at++] = moved(from, part(piece, i + 1L, marks));
      }
      from = moved(from, piece.move());
    }
    prices[0] = spec.first();
    return prices;
  }

  /** How far a piece has moved after so many of its marks, in parts per billion. */
  private static long part(PathSpec.Piece piece, long passed, long of) {
    long t = PPB * passed / of;
    long left = PPB - t;
    return switch (piece.shape()) {
      case HOLD, JUMP -> 0;
      case DRIFT -> timesOver(piece.move(), t, PPB);
      case BLEED -> bled(piece.move(), t);
      case SQUEEZE -> timesOver(piece.move(), timesOver(t, t, PPB), PPB);
      case COLLAPSE ->
          timesOver(piece.move(), PPB - timesOver(timesOver(left, left, PPB), left, PPB), PPB);
    };
  }

  /** (1 + move)^t − 1, from square roots: t is taken to 30 binary digits. */
  private static long bled(long move, long t) {
    BigInteger one = WHOLE.multiply(WHOLE);
    BigInteger root = one.add(BigInteger.valueOf(move).multiply(WHOLE));
    BigInteger power = one;
    if (t == PPB) {
      return move;
    }
    long digits = t;
    for (int i = 0; i < 30; i++) {
      root = root.multiply(one).sqrt();
      digits *= 2;
      if (digits >= PPB) {
        digits -= PPB;
        power = power.multiply(root).divide(one);
      }
    }
    return power.subtract(one).divide(WHOLE).longValueExact();
  }

  /** A deviation that forgets: each mark keeps 15/16 of the one before, and adds a new draw. */
  private void addNoise(long[] prices, long sigma, int instrument) {
    if (sigma == 0) {
      return;
    }
    Draws draws = new Draws(seed, PURPOSE, instrument);
    long off = 0;
    for (int i = 1; i < prices.length; i++) {
      // Of many marks the standard deviation is sigma: the new draw's is sqrt(1 - (15/16)²) of it.
      long fresh = timesOver(draws.normal(), timesOver(sigma, 348_000_000L, PPB), Draws.SIGMA);
      off = Math.floorDiv(off * KEPT, KEPT + 1) + fresh;
      prices[i] = moved(prices[i], off);
    }
  }

  private static long moved(long price, long ppb) {
    return Math.max(1, price + timesOver(price, ppb, PPB));
  }

  /** Rounded down. */
  static long timesOver(long number, long times, long divisor) {
    BigInteger[] parts =
        BigInteger.valueOf(number)
            .multiply(BigInteger.valueOf(times))
            .divideAndRemainder(BigInteger.valueOf(divisor));
    return parts[0].longValueExact() - (parts[1].signum() < 0 ? 1 : 0);
  }
}
