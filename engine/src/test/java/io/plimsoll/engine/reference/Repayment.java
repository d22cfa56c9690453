package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.BalanceReason;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/** Repays what a pool owes with what it has. */
final class Repayment {
  private final World world;
  private final CollateralEvents events;
  private final Booking booking;

  Repayment(World world, CollateralEvents events, Booking booking) {
    this.world = world;
    this.events = events;
    this.booking = booking;
  }

  boolean due(Liquidation liquidation) {
    return liquidation.pool()
        && world.assets.values().stream()
            .anyMatch(asset -> liquidation.account.wallet(asset).balance.signum() < 0);
  }

  void repay(Liquidation liquidation) {
    List<Asset> givers =
        world.assets.values().stream()
            .filter(asset -> asset.collateral != null)
            .sorted(Comparator.comparingLong(asset -> asset.collateral.discount))
            .toList();
    for (Asset debt : world.assets.values()) {
      for (Asset giver : givers) {
        if (liquidation.account.wallet(debt).balance.signum() < 0) {
          convert(liquidation, giver, debt);
        }
      }
    }
  }

  private void convert(Liquidation liquidation, Asset giver, Asset debt) {
    Account account = liquidation.account;
    BigInteger spare = account.wallet(giver).balance.min(Pool.amount(account, giver));
    if (spare.signum() <= 0) {
      return;
    }
    BigInteger brings = giver.collateral.conversion(spare);
    BigInteger owed = account.wallet(debt).balance.negate();
    BigInteger needed = debt.collateral.fullUp(owed);
    BigInteger given = spare;
    BigInteger repaid = debt.collateral.amount(brings).min(owed);
    if (brings.compareTo(needed) >= 0) {
      given = giver.collateral.toConvert(needed);
      repaid = owed;
    }
    if (brings.signum() == 0 || repaid.signum() == 0) {
      return;
    }
    events.converted(liquidation, giver, debt, given, repaid);
    Account fund = debt.collateral.fund;
    change(liquidation, account, giver, given.negate());
    change(liquidation, fund, giver, given);
    change(liquidation, fund, debt, repaid.negate());
    change(liquidation, account, debt, repaid);
    liquidation.repaid = true;
  }

  private void change(Liquidation liquidation, Account account, Asset asset, BigInteger amount) {
    booking.change(account, account.wallet(asset), amount, BalanceReason.REPAY, 0, liquidation);
  }
}
