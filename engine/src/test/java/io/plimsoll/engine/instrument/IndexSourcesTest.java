package io.plimsoll.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.codec.IndexRule;
import org.junit.jupiter.api.Test;

class IndexSourcesTest {
  private static final long FIVE_PERCENT = 50_000_000;

  private final IndexSources sources = new IndexSources();

  @Test
  void weightedMedianIsTheLowestPriceAtWhichHalfTheWeightIsReached() {
    add(1, 1, 105);
    add(2, 2, 100);
    add(3, 4, 103);
    assertEquals(103, index(IndexRule.WEIGHTED_MEDIAN, 0));

    sources.clear();
    add(1, 3, 102);
    add(2, 3, 100);
    assertEquals(100, index(IndexRule.WEIGHTED_MEDIAN, 0));

    sources.clear();
    add(1, 1, 100);
    add(2, 1, 101);
    add(3, 3, 105);
    assertEquals(105, index(IndexRule.WEIGHTED_MEDIAN, 0));
  }

  @Test
  void weightedMeanIsRoundedDown() {
    add(1, 1, 100);
    add(2, 2, 104);
    assertEquals(102, index(IndexRule.WEIGHTED_MEAN, 0)); // 308 / 3 = 102.67
  }

  @Test
  void weightedMeanIsExactAtTheLimits() {
    long highest = 1L << 50;
    for (int id = 1; id <= IndexSources.SOURCES_MAX; id++) {
      add(id, 1_000_000 - id, highest - (id == 1 ? 1 : 0));
    }

    // One price unit below, of a little more than a sixteenth of the weight.
    assertEquals(highest - 1, index(IndexRule.WEIGHTED_MEAN, 0));
    assertEquals(highest, index(IndexRule.WEIGHTED_MEDIAN, 0));
  }

  @Test
  void sourceCountsUntilItsPriceIsOlderThanStaleAfter() {
    sources.add(4, 1);
    sources.add(5, 1);
    sources.price(0, 100, 1_000);
    assertEquals(-1, sources.find(3));
    assertEquals(0, sources.find(4));
    assertEquals(1, sources.find(5));

    assertEquals(1, sources.collect(1_010, 10));
    assertEquals(0, sources.collect(1_011, 10));
    sources.price(1, 100, 1_011);
    assertEquals(1, sources.collect(1_011, 10));
  }

  @Test
  void oneSourceFurtherFromTheMedianThanTheRangeIsLeftOut() {
    add(1, 1, 100);
    add(2, 1, 102);
    add(3, 1, 120);
    assertEquals(101, index(IndexRule.WEIGHTED_MEAN, FIVE_PERCENT));
    assertEquals(1, sources.outliers());
    assertEquals(3, sources.live());
    assertEquals(107, index(IndexRule.WEIGHTED_MEAN, 0)); // 322 / 3
    assertEquals(0, sources.outliers());
  }

  @Test
  void weightedMedianLeavesOutTheLowestSourceThatIsOff() {
    add(1, 1_000_000, 1);
    add(2, 1, 100);
    add(3, 1, 101);
    assertEquals(100, index(IndexRule.WEIGHTED_MEDIAN, FIVE_PERCENT));
    assertEquals(1, sources.outliers());
  }

  @Test
  void sourceJustAtTheRangeIsNotOff() {
    add(1, 1, 100);
    add(2, 1, 100);
    add(3, 2, 105);
    assertEquals(102, index(IndexRule.WEIGHTED_MEAN, FIVE_PERCENT)); // 410 / 4
    assertEquals(0, sources.outliers());
  }

  @Test
  void withTwoOffTheIndexIsTheMedianWithoutWeights() {
    add(1, 1, 100);
    add(2, 1, 200);
    add(3, 900, 300);
    assertEquals(200, index(IndexRule.WEIGHTED_MEAN, FIVE_PERCENT));
    assertEquals(2, sources.outliers());

    add(4, 900, 401);
    assertEquals(250, index(IndexRule.WEIGHTED_MEDIAN, FIVE_PERCENT));
    assertEquals(4, sources.outliers());
  }

  private void add(int id, int weight, long price) {
    int place = sources.size();
    sources.add(id, weight);
    sources.price(place, price, 0);
  }

  private long index(IndexRule rule, long outlierRange) {
    sources.collect(0, 1);
    return sources.index(rule, outlierRange);
  }
}
