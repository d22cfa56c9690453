package io.plimsoll.tools.crowd;

import java.util.List;

/**
 * What a trader pays in.
 *
 * @param money of the settlement asset
 * @param amounts of the venue's other assets, in their order; empty if it does not pool
 */
record Pledge(long money, List<Long> amounts) {
  static Pledge none(long money) {
    return new Pledge(money, List.of());
  }
}
