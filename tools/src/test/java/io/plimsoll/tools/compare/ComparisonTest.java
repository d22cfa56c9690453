package io.plimsoll.tools.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.tools.sim.Progress;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.tape.Tapes;
import io.plimsoll.tools.venue.VenueFiles;
import io.plimsoll.tools.venue.VenueSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Tape TAPE = Tapes.open(Tapes.DEFAULT);
  private static final int ACCOUNTS = 600;

  private static VenueRun at(VenueSpec spec) {
    return new VenueRun(TAPE, spec, ACCOUNTS, 1);
  }

  private static List<VenueResult> run(List<VenueRun> runs, int threads)
      throws InterruptedException {
    List<Optional<Path>> none = new ArrayList<>(Collections.nCopies(runs.size(), Optional.empty()));
    return Comparison.run(runs, none, threads, "test", (run, journal) -> {}, Progress.NONE);
  }

  @Test
  void venuesSideBySideGiveWhatTheyGiveAlone() throws InterruptedException {
    List<VenueRun> runs =
        List.of(
            at(VenueFiles.open("binance-usdm")),
            at(VenueFiles.open("bitmex")),
            at(VenueFiles.open("hyperliquid")));

    List<VenueResult> together = run(runs, 3);

    assertEquals(run(runs, 1), together);
    for (VenueResult result : together) {
      assertTrue(result.liquidated() > 0, result.toString());
      assertTrue(result.left() > 0 && result.leftShare() < 1, result.toString());
    }
  }

  @Test
  void lowerCapsLiquidateFewer() throws InterruptedException {
    VenueSpec venue = VenueFiles.open("default");
    List<VenueRun> runs = new ArrayList<>();
    for (int cap : List.of(2, 5, 10, 100)) {
      runs.add(at(VenueRun.capped(venue, cap)));
    }

    List<VenueResult> results = run(runs, 2);

    assertEquals(0, results.get(0).liquidated());
    for (int i = 1; i < results.size(); i++) {
      assertTrue(results.get(i - 1).liquidated() <= results.get(i).liquidated());
    }
    assertTrue(results.get(3).liquidated() > results.get(1).liquidated());
  }
}
