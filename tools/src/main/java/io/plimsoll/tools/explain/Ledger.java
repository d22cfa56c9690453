package io.plimsoll.tools.explain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the account's money in one asset came from and went to. Margins of isolated positions count
 * as its own.
 */
final class Ledger {
  private final Map<String, BigInteger> sums = new LinkedHashMap<>();
  private final int scale;
  private final String symbol;

  Ledger(String symbol, int scale) {
    this.symbol = symbol;
    this.scale = scale;
  }

  void add(String what, long amount) {
    add(what, BigInteger.valueOf(amount));
  }

  void add(String what, BigInteger amount) {
    if (amount.signum() != 0) {
      sums.merge(what, amount, BigInteger::add);
    }
  }

  /**
   * The sum, item by item.
   *
   * @param left what the account has: balance and margins
   */
  List<String> show(BigInteger left) {
    List<String> lines = new ArrayList<>();
    BigInteger sum = BigInteger.ZERO;
    for (Map.Entry<String, BigInteger> entry : sums.entrySet()) {
      sum = sum.add(entry.getValue());
      lines.add(line(entry.getKey(), entry.getValue()));
    }
    lines.add(line("sum, " + symbol, sum));
    lines.add(line("it has", left));
    if (!sum.equals(left)) {
      lines.add(line("these differ by", left.subtract(sum)));
    }
    return lines;
  }

  private String line(String what, BigInteger amount) {
    return String.format("%-44s %24s", what, Contract.money(amount, scale));
  }
}
