package io.plimsoll.engine.instrument;

import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.codec.IndexRule;

/**
 * The last price of each index source of one instrument, and the index that follows from those that
 * are live: docs/prices.md, section 2, step 2. Not thread safe.
 *
 * <p>Sources: Binance "Mark Price and Price Index" (one source off: left out; several: the median),
 * Hyperliquid, oracle (weighted median).
 */
public final class IndexSources {
  /** Most sources that an instrument may have. */
  public static final int SOURCES_MAX = 16;

  private final int[] ids = new int[SOURCES_MAX];
  private final int[] weights = new int[SOURCES_MAX];
  private final long[] prices = new long[SOURCES_MAX];
  private final long[] times = new long[SOURCES_MAX];
  private int size;

  // The live ones in order of price, filled by collect().
  private final long[] livePrices = new long[SOURCES_MAX];
  private final int[] liveWeights = new int[SOURCES_MAX];
  private int live;
  private int outliers;

  /** Forgets all sources. */
  void clear() {
    size = 0;
    live = 0;
    outliers = 0;
  }

  /** Adds a source without a price; the id is above the last one's, the weight 1 to 1,000,000. */
  void add(int id, int weight) {
    ids[size] = id;
    weights[size] = weight;
    prices[size] = 0;
    times[size] = 0;
    size++;
  }

  /** Where the source with an id stands, or -1. */
  public int find(int id) {
    for (int i = 0; i < size; i++) {
      if (ids[i] == id) {
        return i;
      }
    }
    return -1;
  }

  /** A new price of the source at a place. */
  public void price(int source, long price, long timestamp) {
    prices[source] = price;
    times[source] = timestamp;
  }

  /**
   * Takes the sources whose price is not older than {@code staleAfter}.
   *
   * @return how many
   */
  int collect(long timestamp, long staleAfter) {
    live = 0;
    outliers = 0;
    for (int i = 0; i < size; i++) {
      if (prices[i] != 0 && timestamp - times[i] <= staleAfter) {
        insert(prices[i], weights[i]);
      }
    }
    return live;
  }

  private void insert(long price, int weight) {
    int at = live++;
    while (at > 0 && livePrices[at - 1] > price) {
      livePrices[at] = livePrices[at - 1];
      liveWeights[at] = liveWeights[at - 1];
      at--;
    }
    livePrices[at] = price;
    liveWeights[at] = weight;
  }

  /**
   * The index of the sources last collected, of which there must be one.
   *
   * @param outlierRange parts per billion of the median; 0 = none is off
   */
  long index(IndexRule rule, long outlierRange) {
    long median = PriceMath.mean(livePrices[(live - 1) / 2], livePrices[live / 2]);
    if (outlierRange > 0) {
      leaveOut(median, outlierRange);
    }
    if (outliers >= 2) {
      return median;
    }
    long weight = 0;
    for (int i = 0; i < live; i++) {
      weight += liveWeights[i];
    }
    return rule == IndexRule.WEIGHTED_MEAN ? mean(weight) : median(weight);
  }

  /** A source that is off keeps its place but weighs nothing. */
  private void leaveOut(long median, long range) {
    for (int i = 0; i < live; i++) {
      long distance = Math.abs(livePrices[i] - median);
      if (Int128.compareProducts(distance, PPB, range, median) > 0) {
        liveWeights[i] = 0;
        outliers++;
      }
    }
  }

  /** floor(sum of weight x price / total), each price split by the total so that 64 bits do. */
  private long mean(long total) {
    long whole = 0;
    long rest = 0;
    for (int i = 0; i < live; i++) {
      whole += liveWeights[i] * (livePrices[i] / total);
      rest += liveWeights[i] * (livePrices[i] % total);
    }
    return whole + rest / total;
  }

  private long median(long total) {
    int at = 0;
    long sum = liveWeights[0];
    while (2 * sum < total) {
      at++;
      sum += liveWeights[at];
    }
    return livePrices[at];
  }

  /** How many were live when last collected. */
  public int live() {
    return live;
  }

  /** How many of those were off. */
  public int outliers() {
    return outliers;
  }

  /** How many sources there are. */
  public int size() {
    return size;
  }

  /** The id of the source at a place. */
  public int id(int source) {
    return ids[source];
  }

  /** Its weight. */
  public int weight(int source) {
    return weights[source];
  }

  /** Its last price; 0 before the first. */
  public long price(int source) {
    return prices[source];
  }

  /** When it came; 0 before the first. */
  public long time(int source) {
    return times[source];
  }

  /** Carries the sources and their last prices. */
  void state(StateStream stream) {
    size = stream.of(size);
    stream.of(ids);
    stream.of(weights);
    stream.of(prices);
    stream.of(times);
  }
}
