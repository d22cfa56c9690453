package io.plimsoll.tools.sim;

import io.plimsoll.protocol.codec.CollateralConvertedDecoder;
import io.plimsoll.protocol.codec.CollateralValuedDecoder;
import io.plimsoll.protocol.codec.InterestChargedDecoder;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What became of accounts that pool their collateral. */
public final class PoolTally {
  private final Set<Long> liquidated = new HashSet<>();
  private final Set<Long> liquidations = new HashSet<>();
  private final Map<Integer, BigInteger> given = new TreeMap<>();
  private long pools;
  private long conversions;
  private BigInteger repaid = BigInteger.ZERO;
  private BigInteger interest = BigInteger.ZERO;

  void opened() {
    pools++;
  }

  void valued(CollateralValuedDecoder event) {
    liquidated.add(event.accountId());
    liquidations.add(event.liquidationId());
  }

  void converted(CollateralConvertedDecoder event) {
    conversions++;
    given.merge(event.assetId(), BigInteger.valueOf(event.given()), BigInteger::add);
    repaid = repaid.add(BigInteger.valueOf(event.value()));
  }

  void charged(InterestChargedDecoder event) {
    interest = interest.add(BigInteger.valueOf(event.charged()));
  }

  /** Accounts that pool. */
  public long pools() {
    return pools;
  }

  /** Pools that were liquidated at least once. */
  public int liquidated() {
    return liquidated.size();
  }

  /** Liquidations of pools. */
  public int liquidations() {
    return liquidations.size();
  }

  /** How often collateral was converted to repay a debt. */
  public long conversions() {
    return conversions;
  }

  /** What was given of each asset, in units of it. */
  public Map<Integer, BigInteger> given() {
    return given;
  }

  /** What that counted for, in units of the settlement asset. */
  public BigInteger repaid() {
    return repaid;
  }

  /** Interest that pools paid on debts, in units of the settlement asset. */
  public BigInteger interest() {
    return interest;
  }
}
