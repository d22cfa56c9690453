package io.plimsoll.tools.sweep;

import io.plimsoll.tools.scenario.InstrumentPlan;
import io.plimsoll.tools.scenario.PricePath;
import io.plimsoll.tools.scenario.Scenario;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells scenarios apart by what happens in them: names, comments and the seed do not count. */
final class ScenarioDigest {
  private ScenarioDigest() {}

  /** SHA-256 in hex over all that decides a run but the seed. */
  static String of(Scenario scenario) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    add(digest, scenario.venue());
    add(digest, scenario.marksPerMinute());
    add(digest, scenario.fund());
    add(digest, scenario.funding());
    add(digest, scenario.interest());
    add(digest, scenario.halts());
    add(digest, scenario.traders());
    add(digest, scenario.crowd());
    for (InstrumentPlan plan : scenario.instruments()) {
      add(digest, plan.spec());
      add(digest, plan.priceScale());
      add(digest, plan.path());
      add(digest, plan.index());
      add(digest, plan.market());
    }
    // A tape is a file that may change under its name: what comes of it counts.
    for (PricePath path : scenario.withSeed(0).paths()) {
      ByteBuffer prices = ByteBuffer.allocate(path.size() * Long.BYTES);
      for (int i = 0; i < path.size(); i++) {
        prices.putLong(path.price(i));
      }
      digest.update(prices.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** All of these are records of numbers, texts and lists: their text tells all of them. */
  private static void add(MessageDigest digest, Object part) {
    digest.update((part + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
