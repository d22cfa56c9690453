package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.StateStream;

/**
 * A settlement asset and its running totals.
 *
 * <p>Sums over accounts wrap on purpose: conservation is an equality, which holds modulo 2^64 as
 * well.
 */
public final class Asset {
  /** Most that deposits less withdrawals may come to, either sign. */
  public static final long NET_DEPOSITS_MAX = 1L << 62;

  private final int id;
  private final int moneyScale;
  private Instrument firstInstrument;
  private long netDeposits;
  private long balances;
  private long margins;
  private long costs;

  /** An asset; values are checked by the caller. */
  public Asset(int id, int moneyScale) {
    this.id = id;
    this.moneyScale = moneyScale;
  }

  /** 1 to 64. */
  public int id() {
    return id;
  }

  /** Decimal digits of an amount. */
  public int moneyScale() {
    return moneyScale;
  }

  /** The first instrument added that settles in it, or null. */
  public Instrument firstInstrument() {
    return firstInstrument;
  }

  void addInstrument(Instrument instrument) {
    if (firstInstrument == null) {
      firstInstrument = instrument;
    }
  }

  /** Sets what is the first instrument, where instruments come in another order than at first. */
  void firstInstrument(Instrument instrument) {
    firstInstrument = instrument;
  }

  /** Deposits less withdrawals. */
  public long netDeposits() {
    return netDeposits;
  }

  /**
   * Whether deposits less withdrawals would stay within {@link #NET_DEPOSITS_MAX}.
   *
   * @param by amount deposited, or withdrawn if negative
   */
  public boolean mayChangeNetDeposits(long by) {
    return by > 0 ? netDeposits <= NET_DEPOSITS_MAX - by : netDeposits >= -NET_DEPOSITS_MAX - by;
  }

  /** Adds to deposits less withdrawals. */
  public void changeNetDeposits(long by) {
    netDeposits += by;
  }

  /** Adds to the sum of all balances. */
  public void changeBalances(long by) {
    balances += by;
  }

  /** Adds to the sum of all margins of isolated positions. */
  public void changeMargins(long by) {
    margins += by;
  }

  /** Adds to the sum of the costs of all positions. */
  public void changeCosts(long by) {
    costs += by;
  }

  /** Sum of all balances, modulo 2^64. */
  public long balances() {
    return balances;
  }

  /** Sum of all margins, modulo 2^64. */
  public long margins() {
    return margins;
  }

  /** Sum of all costs, modulo 2^64. */
  public long costs() {
    return costs;
  }

  /** Whether balances + margins − costs = deposits − withdrawals. */
  public boolean isConserved() {
    return balances + margins - costs == netDeposits;
  }

  /** Carries its totals; which instrument was its first, the table of instruments carries. */
  void state(StateStream stream) {
    netDeposits = stream.of(netDeposits);
    balances = stream.of(balances);
    margins = stream.of(margins);
    costs = stream.of(costs);
  }
}
