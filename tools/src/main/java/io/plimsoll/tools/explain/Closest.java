package io.plimsoll.tools.explain;

import io.plimsoll.tools.report.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The moment at which an account came closest to its maintenance line. */
final class Closest {
  private BigInteger room;
  private List<String> lines = List.of();

  /** Looks at a stake after a mark. */
  void look(long timestamp, long sequence, Contract contract, Stake stake) {
    BigInteger now = stake.equity().subtract(stake.requirement());
    if (room == null || now.compareTo(room) < 0) {
      room = now;
      List<String> shown = new ArrayList<>();
      shown.add(
          "at "
              + Text.iso(timestamp)
              + ", sequence "
              + sequence
              + ", mark "
              + contract.price(contract.mark)
              + ":");
      shown.addAll(stake.show(0, 0));
      shown.add("room above the line = " + contract.money(room));
      lines = shown;
    }
  }

  List<String> show() {
    return lines;
  }
}
