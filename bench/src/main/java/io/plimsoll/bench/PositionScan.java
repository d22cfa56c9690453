package io.plimsoll.bench;

/**
 * A baseline: finds who is past the maintenance line by looking at every position at each mark.
 *
 * <p>For isolated positions in {@link Market}. Exact: it finds the very accounts that the engine
 * liquidates. Not thread safe.
 */
public interface PositionScan {
  /**
   * Sets a position.
   *
   * @param account number of the account, 0 up to the size given to the constructor
   * @param quantity signed
   * @param cost signed, money
   * @param margin money
   */
  void set(int account, long quantity, long cost, long margin);

  /**
   * Finds the accounts that are past the line at a mark.
   *
   * @param mark price, 1 to {@link Market#PRICE_MAX}
   * @param found takes their numbers, rising; must have room for all accounts
   * @return how many there are
   */
  int findPast(long mark, int[] found);
}
