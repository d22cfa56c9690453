package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.big;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Every index that was known under a price rule, and its average over the time before expiry. */
final class SettlementIndex {
  private record Known(long price, long from, long until) {}

  private final long expiry;
  private final long window;
  private final List<PriceState.Quote> indices = new ArrayList<>();

  SettlementIndex(long expiry, long window) {
    this.expiry = expiry;
    this.window = window;
  }

  void add(long index, long time) {
    if (expiry != 0 && window != 0) {
      indices.add(new PriceState.Quote(index, time));
    }
  }

  /** When the last one came; 0 before the first. */
  long time() {
    return indices.isEmpty() ? 0 : indices.get(indices.size() - 1).time();
  }

  /** Sum of index times nanoseconds within the window, up to the time of the last one. */
  BigInteger area() {
    return area(known(time()));
  }

  /** Nanoseconds of the window up to the time of the last one for which an index is known. */
  long covered() {
    return length(known(time()));
  }

  /** The average if the last one holds until expiry; 0 if none is known in the window. */
  long price() {
    List<Known> known = known(expiry);
    long length = length(known);
    return length == 0 ? 0 : Exact.floorDiv(area(known), big(length)).longValueExact();
  }

  private List<Known> known(long until) {
    List<Known> known = new ArrayList<>();
    for (int i = 0; i < indices.size(); i++) {
      boolean last = i == indices.size() - 1;
      long end = Math.min(last ? until : indices.get(i + 1).time(), expiry);
      long from = Math.max(indices.get(i).time(), Math.max(0, expiry - window));
      if (from < end) {
        known.add(new Known(indices.get(i).price(), from, end));
      }
    }
    return known;
  }

  private static long length(List<Known> known) {
    return known.stream().mapToLong(k -> k.until() - k.from()).sum();
  }

  private static BigInteger area(List<Known> known) {
    return known.stream()
        .map(k -> big(k.price()).multiply(big(k.until() - k.from())))
        .reduce(Exact.ZERO, BigInteger::add);
  }
}
