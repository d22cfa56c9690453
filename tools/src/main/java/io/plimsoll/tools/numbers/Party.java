package io.plimsoll.tools.numbers;

import java.math.BigInteger;

/**
 * What a group of accounts paid in and had at the end, in one asset. Each account is in one group:
 * the first that fits, in this order of kinds.
 *
 * @param kind which group
 * @param account the one account of a fund; 0 for other groups
 * @param accounts how many have a wallet in the asset
 * @param paidIn deposits less withdrawals, units of money
 * @param held balances and margins at the end
 * @param unrealised PnL at the last mark
 */
public record Party(
    Kind kind,
    long account,
    long accounts,
    BigInteger paidIn,
    BigInteger held,
    BigInteger unrealised) {
  /** Groups of accounts. */
  public enum Kind {
    /** Traders of whom something was closed by force. */
    LIQUIDATED,
    /** Traders who were deleveraged as somebody's counterparty. */
    DELEVERAGED,
    /** Traders who bore a share of a socialised loss. */
    SHARED_LOSS,
    /** All other traders. */
    OTHER_TRADERS,
    /** An insurance fund: one that stands behind an instrument. */
    INSURANCE_FUND,
    /** Another account of that kind: a vault or a liquidity provider. */
    VAULT,
    /** Accounts that receive fees. */
    FEES,
    /** Liquidity from outside. */
    MARKET
  }

  /** What it gained, or lost if negative: at the end less paid in. */
  public BigInteger gain() {
    return held.add(unrealised).subtract(paidIn);
  }
}
