package io.plimsoll.tools.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SumTest {
  @Test
  void sumThatLeavesALongIsExact() {
    SplittableRandom random = new SplittableRandom(1);
    BigInteger expected = BigInteger.ZERO;
    Sum sum = new Sum();
    Sum half = new Sum();
    for (int i = 0; i < 10_000; i++) {
      long amount = i % 3 == 0 ? Long.MAX_VALUE - i : random.nextLong();
      (i % 2 == 0 ? sum : half).add(amount);
      expected = expected.add(BigInteger.valueOf(amount));
    }
    sum.add(half);

    assertEquals(expected, sum.value());
  }
}
