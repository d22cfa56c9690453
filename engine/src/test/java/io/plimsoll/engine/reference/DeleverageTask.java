package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlRanking;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;

/** Ranks, or weighs, the other side of a liquidation's positions and closes it against them. */
final class DeleverageTask extends Task {
  private static final int TURN = 1;
  private static final int GATHER = 2;
  private static final int SERVE = 3;

  private final World world;
  private final WaterfallStage stage;
  private final Waterfall waterfall;
  private final Deleveraging deleveraging;

  /** Whether anyone was deleveraged since the task came to the position, or last gathered. */
  private boolean served;

  /** Whether the task made the ranking that it uses. */
  private boolean made;

  /** Whether the other side is long. */
  private boolean longs;

  /** The liquidation has a position. */
  DeleverageTask(
      World world,
      Liquidation liquidation,
      WaterfallStage stage,
      Waterfall waterfall,
      Deleveraging deleveraging) {
    super(Kind.DELEVERAGE, liquidation.positions().get(0).instrument, liquidation);
    this.side = liquidation.positions().get(0).side;
    this.world = world;
    this.stage = stage;
    this.waterfall = waterfall;
    this.deleveraging = deleveraging;
  }

  @Override
  int memory() {
    return (served ? 1 : 0) + (made ? 2 : 0) + (longs ? 4 : 0);
  }

  private Position target() {
    return liquidation.account.position(instrument, side);
  }

  private boolean proRata() {
    return stage.ranking() == AdlRanking.PRO_RATA;
  }

  private boolean eligible(Account account) {
    return deleveraging.eligible(liquidation, target(), account, stage.adlPricing());
  }

  @Override
  int step(List<Account> accounts) {
    return switch (pass) {
      case GATHER -> gather(accounts);
      case SERVE -> proRata() ? serveInProportion(accounts) : serveRanked();
      default -> 0;
    };
  }

  /** The position of the account that is or was on the other side. */
  private Position other(Account account) {
    return account.against(instrument, longs ? -1 : 1);
  }

  private Account nextOfOtherSide(List<Account> accounts) {
    return nextOf(accounts, account -> Long.signum(other(account).quantity) == (longs ? 1 : -1));
  }

  private int gather(List<Account> accounts) {
    Account account = nextOfOtherSide(accounts);
    if (account == null) {
      return 0;
    }
    if (proRata()) {
      if (target().open() && eligible(account)) {
        weightLeft = weightLeft.add(big(other(account).quantity).abs());
      }
    } else if (Deleveraging.touchable(other(account))) {
      long score = deleveraging.score(liquidation, stage.ranking(), other(account));
      ranking().offer(account, score);
    }
    return cost(account);
  }

  private int serveRanked() {
    Ranking.Candidate candidate = ranking().best();
    if (!target().open() || candidate == null) {
      return 0;
    }
    Account account = candidate.account();
    int cost = cost(account);
    if (!eligible(account)) {
      ranking().dropBest();
      return cost;
    }
    BigInteger whole = big(other(account).quantity).abs();
    BigInteger quantity = whole.min(big(target().quantity).abs());
    int place = ranking().place();
    if (quantity.equals(whole)) {
      ranking().dropBest();
    }
    deleverage(account, quantity, place, candidate.score());
    return cost;
  }

  private int serveInProportion(List<Account> accounts) {
    boolean over = !target().open() || weightLeft.signum() == 0;
    Account account = over ? null : nextOfOtherSide(accounts);
    if (account == null) {
      return 0;
    }
    int cost = cost(account);
    if (eligible(account)) {
      serve(account, big(other(account).quantity).abs());
    }
    return cost;
  }

  private Ranking ranking() {
    return world
        .rankings
        .computeIfAbsent(instrument.id, id -> new TreeMap<>())
        .computeIfAbsent(longs ? 0 : 1, which -> new Ranking());
  }

  private void serve(Account account, BigInteger size) {
    BigInteger whole = big(target().quantity).abs();
    BigInteger weight = size.min(weightLeft);
    BigInteger part = Exact.ceilDiv(whole.multiply(weight), weightLeft);
    deleverage(account, size.min(whole).min(part), 0, size.longValueExact());
    weightLeft = weightLeft.subtract(weight);
  }

  private void deleverage(Account account, BigInteger quantity, int rank, long score) {
    served = true;
    deleveraging.deleverage(
        liquidation,
        target(),
        account,
        quantity.longValueExact(),
        new Deleveraging.Choice(stage.ranking(), stage.adlPricing(), rank, score));
  }

  @Override
  int passEnds() {
    return switch (pass) {
      case TURN -> turned();
      case GATHER -> gathered();
      default -> served();
    };
  }

  private int turned() {
    if (waterfall.wouldFinish(liquidation)) {
      return 0;
    }
    if (!target().open()) {
      return nextPosition();
    }
    longs = target().quantity < 0;
    boolean ready = !proRata() && ranking().serves(stage.ranking(), world.lastTimestamp);
    return ready ? SERVE : gatherAfresh();
  }

  private int gatherAfresh() {
    served = false;
    weightLeft = ZERO;
    if (!proRata()) {
      made = true;
      ranking().begin(stage.ranking(), world.candidatesMax);
    }
    return GATHER;
  }

  private int gathered() {
    if (!proRata()) {
      ranking().end(world.lastTimestamp);
    }
    if (waterfall.wouldFinish(liquidation)) {
      return 0;
    }
    boolean nobody = proRata() && weightLeft.signum() == 0;
    return !target().open() || nobody ? nextPosition() : SERVE;
  }

  private int served() {
    if (!target().open()) {
      return nextPosition();
    }
    if (proRata()) {
      return served ? gatherAfresh() : nextPosition();
    }
    if (made && !served) {
      ranking().leftOut = false;
    }
    return ranking().leftOut ? gatherAfresh() : nextPosition();
  }

  private int nextPosition() {
    for (Position position : liquidation.positions()) {
      Account.Key key = new Account.Key(position.instrument.id, position.side);
      if (key.compareTo(new Account.Key(instrument.id, side)) > 0) {
        instrument = position.instrument;
        side = position.side;
        served = false;
        made = false;
        longs = false;
        weightLeft = ZERO;
        return TURN;
      }
    }
    return 0;
  }

  @Override
  void done() {
    liquidation.task = null;
    waterfall.stageOver(liquidation);
  }
}
