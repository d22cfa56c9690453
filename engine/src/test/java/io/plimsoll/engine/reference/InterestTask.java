package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;

import io.plimsoll.protocol.codec.BalanceReason;
import java.math.BigInteger;
import java.util.List;

/** Takes interest from every pool that owes an asset. */
final class InterestTask extends Task {
  final Asset asset;
  private final Booking booking;
  private final Evaluation evaluation;
  private final CollateralEvents events;
  private BigInteger received = ZERO;

  InterestTask(
      Asset asset, long rate, Booking booking, Evaluation evaluation, CollateralEvents events) {
    super(Kind.INTEREST, null, null);
    this.asset = asset;
    this.booking = booking;
    this.evaluation = evaluation;
    this.events = events;
    weightLeft = Exact.big(rate);
  }

  @Override
  int memory() {
    return asset.id;
  }

  @Override
  int step(List<Account> accounts) {
    Account account = nextOf(accounts, each -> true);
    if (account == null) {
      return 0;
    }
    visit(account);
    return 1;
  }

  private void visit(Account account) {
    BigInteger balance = account.wallet(asset).balance;
    if (account.pool == null || balance.signum() >= 0) {
      return;
    }
    BigInteger interest =
        Exact.ceilDiv(balance.negate().multiply(weightLeft), Exact.BIG_PPB)
            .min(Exact.LIMIT.add(balance))
            .max(ZERO);
    booking.change(
        account, account.wallet(asset), interest.negate(), BalanceReason.INTEREST, 0, null);
    received = received.add(interest);
    lossLeft = lossLeft.add(interest);
    evaluation.wallet(account, asset);
  }

  @Override
  int passEnds() {
    return 0;
  }

  @Override
  void sliceEnds() {
    Account receiver = asset.collateral.interestAccount;
    booking.change(receiver, receiver.wallet(asset), received, BalanceReason.INTEREST, 0, null);
    received = ZERO;
  }

  @Override
  void done() {
    asset.collateral.interestUnderWay = false;
    events.interestCharged(asset, weightLeft, lossLeft);
  }
}
