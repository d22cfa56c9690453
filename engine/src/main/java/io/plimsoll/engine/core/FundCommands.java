package io.plimsoll.engine.core;

import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.FundTable;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetFundDecoder;

/** The limits of insurance funds. */
final class FundCommands {
  private static final long INTERVAL_MAX = 1_000_000_000_000_000L;

  private final Books books;
  private final Checks checks;

  FundCommands(Books books, Checks checks) {
    this.books = books;
    this.checks = checks;
  }

  boolean setFund(SetFundDecoder c) {
    AccountTable accounts = books.accounts();
    int account = accounts.find(c.accountId());
    int field = SetFundDecoder.accountIdId();
    boolean accepted =
        checks.that(account != 0, RejectReason.UNKNOWN_ACCOUNT, field, c.accountId())
            && checks.that(
                accounts.isFund(account), RejectReason.WRONG_ACCOUNT_KIND, field, c.accountId())
            && checks.that(
                books.instruments().asset(c.assetId()) != null,
                RejectReason.UNKNOWN_ASSET,
                SetFundDecoder.assetIdId(),
                c.assetId())
            && limitsFit(c);
    if (accepted) {
      int fund =
          books
              .funds()
              .set(
                  books.wallets().findOrAdd(account, c.assetId()),
                  books.now(),
                  c.equityMin(),
                  c.inventoryMax(),
                  c.drawdownStart(),
                  c.drawdownStop(),
                  c.bookingInterval());
      books.observe(fund);
    }
    return accepted;
  }

  private boolean limitsFit(SetFundDecoder c) {
    long limit = FundTable.NO_LIMIT;
    return checks.range(c.equityMin(), -limit, limit, SetFundDecoder.equityMinId())
        && checks.range(c.inventoryMax(), 0, limit, SetFundDecoder.inventoryMaxId())
        && checks.range(c.drawdownStart(), 0, 10 * PPB, SetFundDecoder.drawdownStartId())
        && checks.range(c.drawdownStop(), 0, c.drawdownStart(), SetFundDecoder.drawdownStopId())
        && checks.range(c.bookingInterval(), 0, INTERVAL_MAX, SetFundDecoder.bookingIntervalId());
  }
}
