package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlRanking;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/** Ranks, or weighs, the other side of a liquidation's positions and closes it against them. */
final class DeleverageTask extends Task {
  private static final int CANDIDATES_MAX = 16;

  private final WaterfallStage stage;
  private final Waterfall waterfall;
  private final Deleveraging deleveraging;

  /** Whether anyone was deleveraged in this pass. */
  private boolean served;

  /** The liquidation has a position. */
  DeleverageTask(
      Liquidation liquidation,
      WaterfallStage stage,
      Waterfall waterfall,
      Deleveraging deleveraging) {
    super(Kind.DELEVERAGE, liquidation.positions().get(0).instrument, liquidation);
    this.side = liquidation.positions().get(0).side;
    this.stage = stage;
    this.waterfall = waterfall;
    this.deleveraging = deleveraging;
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
  void visit(Account account) {
    if (!eligible(account)) {
      return;
    }
    Position other = account.against(instrument, target().quantity);
    if (!proRata()) {
      rank(account, deleveraging.score(liquidation, stage.ranking(), other));
    } else if (pass == 1) {
      weightLeft = weightLeft.add(big(other.quantity).abs());
    } else if (weightLeft.signum() > 0) {
      serve(account, big(other.quantity).abs());
    }
  }

  private void rank(Account account, long score) {
    candidates.add(new Candidate(account, score));
    // Sorting is stable: ties stay in account order.
    candidates.sort(Comparator.comparingLong(Candidate::score).reversed());
    if (candidates.size() > CANDIDATES_MAX) {
      candidates.remove(CANDIDATES_MAX);
    }
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
    if (proRata() && pass == 2) {
      return afterServing();
    }
    if (waterfall.wouldFinish(liquidation)) {
      return 0;
    }
    if (proRata()) {
      return weightLeft.signum() == 0 ? nextPosition() : 2;
    }
    List<Candidate> ranked = List.copyOf(candidates);
    candidates.clear();
    for (int i = 0; i < ranked.size(); i++) {
      Candidate candidate = ranked.get(i);
      if (target().open() && eligible(candidate.account())) {
        long other = candidate.account().against(instrument, target().quantity).quantity;
        BigInteger quantity = big(target().quantity).abs().min(big(other).abs());
        deleverage(candidate.account(), quantity, i + 1, candidate.score());
      }
    }
    return afterServing();
  }

  private int afterServing() {
    boolean again = target().open() && served;
    served = false;
    return again ? nextPass() : nextPosition();
  }

  private int nextPass() {
    weightLeft = ZERO;
    return proRata() ? 1 : pass + 1;
  }

  private int nextPosition() {
    for (Position position : liquidation.positions()) {
      Account.Key key = new Account.Key(position.instrument.id, position.side);
      if (key.compareTo(new Account.Key(instrument.id, side)) > 0) {
        instrument = position.instrument;
        side = position.side;
        return nextPass();
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
