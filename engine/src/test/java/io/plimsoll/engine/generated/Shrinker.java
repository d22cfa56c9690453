package io.plimsoll.engine.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Leaves out commands as long as what was found is still found. */
final class Shrinker {
  private static final int TRIES_MAX = 2000;
  private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(2);

  private Shrinker() {}

  static List<byte[]> shrink(List<byte[]> commands, Predicate<List<byte[]>> found) {
    List<byte[]> fewest = new ArrayList<>(commands);
    int tries = 0;
    int chunk = Math.max(1, fewest.size() / 2);
    boolean shrunk = false;
    long deadline = System.nanoTime() + NANOS_MAX;
    while (tries < TRIES_MAX && System.nanoTime() < deadline) {
      for (int from = fewest.size() - chunk; from >= 0 && tries < TRIES_MAX; from -= chunk) {
        List<byte[]> fewer = new ArrayList<>(fewest);
        fewer.subList(from, from + chunk).clear();
        tries++;
        if (found.test(fewer)) {
          fewest = fewer;
          shrunk = true;
        }
      }
      if (chunk == 1 && !shrunk) {
        break;
      }
      shrunk = false;
      chunk = Math.max(1, chunk / 2);
    }
    return fewest;
  }
}
