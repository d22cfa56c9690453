package io.plimsoll.tools.sweep;

import io.plimsoll.tools.venue.ContractSpec;
import java.math.BigInteger;
import java.util.List;

/**
 * The seeds of a sweep that are finished.
 *
 * @param scenario its name
 * @param contract tells the asset and its scale
 * @param seeds by seed
 */
public record SweepResult(String scenario, ContractSpec contract, List<SeedResult> seeds) {
  private static final long PPB = 1_000_000_000L;

  /** Copies the list. */
  public SweepResult {
    seeds = List.copyOf(seeds);
  }

  /** Losses of the fund, rising, in units of money. */
  public List<Long> losses() {
    return seeds.stream().map(SeedResult::loss).sorted().toList();
  }

  /**
   * A quantile by nearest rank: the smallest loss that at least this part of the seeds does not
   * exceed. So it is the smallest fund that suffices in that part of the seeds.
   *
   * @param ppb the part, in parts per billion, above 0
   * @return units of money
   */
  public long quantile(long ppb) {
    List<Long> losses = losses();
    BigInteger product = BigInteger.valueOf(losses.size()).multiply(BigInteger.valueOf(ppb));
    BigInteger[] rank = product.divideAndRemainder(BigInteger.valueOf(PPB));
    int index = rank[0].intValueExact() - (rank[1].signum() == 0 ? 1 : 0);
    return losses.get(Math.max(0, index));
  }

  /** Whether there are so many seeds that at least one may exceed this quantile. */
  public boolean resolves(long ppb) {
    return BigInteger.valueOf(seeds.size())
            .multiply(BigInteger.valueOf(PPB - ppb))
            .compareTo(BigInteger.valueOf(PPB))
        >= 0;
  }

  /** The mean loss, rounded down, in units of money. */
  public BigInteger mean() {
    BigInteger sum =
        seeds.stream()
            .map(seed -> BigInteger.valueOf(seed.loss()))
            .reduce(BigInteger.ZERO, BigInteger::add);
    return sum.divide(BigInteger.valueOf(seeds.size()));
  }

  /** Seeds in which the fund lost anything. */
  public long losing() {
    return seeds.stream().filter(seed -> seed.loss() > 0).count();
  }

  /** Seeds in which anybody was deleveraged. */
  public long deleveraging() {
    return seeds.stream().filter(seed -> seed.deleveraged() > 0).count();
  }

  /** Seeds in which a loss was spread over others. */
  public long socialising() {
    return seeds.stream().filter(seed -> seed.socialised() > 0).count();
  }
}
