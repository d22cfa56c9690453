package io.plimsoll.engine.reference;

import java.math.BigInteger;
import java.util.List;

/** Takes one round of funding to every position of an instrument. */
final class FundingTask extends Task {
  private final Funding funding;
  private final Evaluation evaluation;
  private BigInteger feeAccountChange = Exact.ZERO;

  FundingTask(Instrument instrument, Funding funding, Evaluation evaluation) {
    super(Kind.FUNDING, instrument, null);
    this.funding = funding;
    this.evaluation = evaluation;
  }

  @Override
  void visit(Account account) {
    List<Position> open = account.legs(instrument).stream().filter(Position::open).toList();
    if (open.isEmpty()) {
      return;
    }
    for (Position position : open) {
      feeAccountChange = feeAccountChange.subtract(funding.charge(position));
    }
    open.forEach(evaluation::isolated);
    evaluation.wallet(account, instrument.asset);
  }

  @Override
  int passEnds() {
    return 0;
  }

  @Override
  void sliceEnds() {
    funding.changeFeeAccount(instrument, feeAccountChange);
    feeAccountChange = Exact.ZERO;
  }

  @Override
  void done() {
    funding.finish(instrument);
  }
}
