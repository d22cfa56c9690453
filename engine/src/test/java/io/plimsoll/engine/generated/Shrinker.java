package io.plimsoll.engine.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Leaves out commands as long as what was found is still found. */
final class Shrinker {
  private static final int TRIES_MAX = 3000;

  private Shrinker() {}

  static List<byte[]> shrink(List<byte[]> commands, Predicate<List<byte[]>> found) {
    List<byte[]> fewest = new ArrayList<>(commands);
    int tries = 0;
    for (int chunk = Math.max(1, fewest.size() / 2); chunk >= 1; chunk = chunk / 2) {
      boolean shrunk = true;
      while (shrunk) {
        shrunk = false;
        for (int from = fewest.size() - chunk; from >= 0; from -= chunk) {
          if (++tries > TRIES_MAX) {
            return fewest;
          }
          List<byte[]> fewer = new ArrayList<>(fewest);
          fewer.subList(from, from + chunk).clear();
          if (found.test(fewer)) {
            fewest = fewer;
            shrunk = true;
          }
        }
      }
    }
    return fewest;
  }
}
