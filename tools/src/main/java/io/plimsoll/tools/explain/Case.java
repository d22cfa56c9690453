package io.plimsoll.tools.explain;

import io.plimsoll.engine.instrument.LiquidationFee;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.StageEnteredDecoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One liquidation, whoever's: the stages that it went through, and who paid for it. */
final class Case {
  final long id;
  private final long startedAt;
  final long account;
  final int asset;
  final int instrument;
  final boolean isolated;
  final PositionSide side;
  final List<String> chain = new ArrayList<>();
  int stageNumber;
  WaterfallStage stage;
  private int round;
  private boolean finished;
  private BigInteger feeDue = BigInteger.ZERO;
  private BigInteger own = BigInteger.ZERO;
  private BigInteger fund = BigInteger.ZERO;
  private BigInteger deleveraged = BigInteger.ZERO;
  private BigInteger shared = BigInteger.ZERO;
  private int deleverages;
  private int sharers;

  Case(LiquidationStartedDecoder start) {
    id = start.liquidationId();
    startedAt = start.timestamp();
    account = start.accountId();
    asset = start.assetId();
    instrument = start.instrumentId();
    isolated = start.mode() == MarginMode.ISOLATED;
    side = start.positionSide();
  }

  void enter(StageEnteredDecoder entered, WaterfallStage newStage) {
    stageNumber = entered.stage();
    stage = newStage;
    round = entered.round();
    String name = stageNumber + " " + entered.kind();
    if (round > 1) {
      chain.set(chain.size() - 1, name + " (" + round + " rounds)");
    } else {
      chain.add(name);
    }
  }

  /** A forced fill of it: its fee is due once there is something left. */
  void forcedFill(
      BigInteger value,
      LiquidationFee liquidationFee,
      long timestamp,
      UnaryOperator<BigInteger> inItsAsset) {
    long rate = liquidationFee.rateAfter(timestamp - startedAt);
    BigInteger fee = value.abs().multiply(BigInteger.valueOf(rate));
    feeDue = feeDue.add(inItsAsset.apply(Contract.ceilDiv(fee, Contract.PPB)));
  }

  BigInteger feeDue() {
    return feeDue;
  }

  /** Whether it is under way, and a position of the account stands in it. */
  boolean isAbout(Holding holding, boolean pooled) {
    return !finished
        && isolated == holding.isIsolated()
        && (isolated
            ? instrument == holding.contract.id && side == holding.legSide
            : pooled || asset == holding.contract.assetId);
  }

  /** A fund or other taker gains or loses this much by a takeover, at the mark. */
  void takenOver(long takerPnl) {
    fund = fund.subtract(BigInteger.valueOf(takerPnl));
  }

  void deleveraged(BigInteger cost) {
    deleveraged = deleveraged.add(cost);
    deleverages++;
  }

  /** A sharer pays the fund. */
  void shared(long share) {
    shared = shared.add(BigInteger.valueOf(share));
    fund = fund.subtract(BigInteger.valueOf(share));
    sharers++;
  }

  int sharers() {
    return sharers;
  }

  void finish(LiquidationFinishedDecoder end, boolean feeToFund) {
    finished = true;
    BigInteger fee = BigInteger.valueOf(end.liquidationFee());
    BigInteger surplus = BigInteger.valueOf(end.surplus());
    BigInteger covered = BigInteger.valueOf(end.covered());
    own =
        own.subtract(BigInteger.valueOf(end.realisedPnl())).add(fee).add(surplus).subtract(covered);
    fund = fund.add(covered).subtract(surplus).subtract(feeToFund ? fee : BigInteger.ZERO);
  }

  /** Who paid, at the marks of the moment. */
  String bill(int scale) {
    if (!finished) {
      return "liquidation " + id + " was still under way at the end";
    }
    return "liquidation "
        + id
        + ", who paid: you "
        + Contract.money(own, scale)
        + ", the fund "
        + Contract.money(fund, scale)
        + (fund.signum() < 0 ? " (it gained)" : "")
        + ", deleveraged accounts "
        + Contract.money(deleveraged, scale)
        + times(deleverages)
        + ", sharers "
        + Contract.money(shared, scale)
        + times(sharers);
  }

  private static String times(int number) {
    return number == 0 ? "" : " (" + number + ")";
  }
}
