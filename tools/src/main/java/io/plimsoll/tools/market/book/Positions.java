package io.plimsoll.tools.market.book;

/** Positions of accounts, as far as reduce-only orders must know them. */
@FunctionalInterface
public interface Positions {
  /**
   * The position of an account in the book's contract. Every trade that the book has reported must
   * be in it, also those of the order under way.
   *
   * @param accountId the account
   * @return signed quantity: above 0 long, below 0 short, 0 none
   */
  long of(long accountId);
}
