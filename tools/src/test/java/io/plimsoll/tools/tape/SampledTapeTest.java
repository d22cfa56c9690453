package io.plimsoll.tools.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.importer.ImportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How trades, marks and books become a tape. */
class SampledTapeTest {
  private static final long SECOND = 1_000_000_000L;

  /** 2025-10-10T21:06:00Z. */
  private static final long BEGIN = 1_760_130_360L * SECOND;

  private static final TapeOptions FOUR_SECONDS =
      new TapeOptions(ImportOptions.STRICT, 4 * SECOND, 4);

  @TempDir private Path folder;

  private Tape tape(String text) throws IOException {
    return Tapes.open(Files.writeString(folder.resolve("t.csv"), text).toString(), FOUR_SECONDS);
  }

  private static String at(long millis) {
    return Long.toString(BEGIN / 1_000_000 + millis);
  }

  private static List<Long> marks(Tape tape) {
    Marks marks = new Marks(tape, 4);
    return IntStream.range(0, tape.bars().size() * 4)
        .mapToObj(i -> marks.price(i / 4, i % 4))
        .toList();
  }

  @Test
  void markIsTheLastTradeAtItsTimeOrBefore() throws IOException {
    Tape tape =
        tape(
            "time,price,quantity\n"
                + (at(500) + ",10.5,1\n")
                + (at(1000) + ",11,2.5\n")
                + (at(1001) + ",12,0.001\n")
                + (at(1999) + ",13,4\n")
                + (at(5500) + ",9,0.0004\n")
                + (at(5501) + ",8.25,0.0006\n"));

    assertEquals(List.of(1050L, 1100L, 1300L, 1300L, 1300L, 1300L, 825L, 825L), marks(tape));
    assertEquals(
        List.of(
            new Bar(BEGIN, 1050, 1300, 1050, 1300, 7501),
            new Bar(BEGIN + 4 * SECOND, 1300, 1300, 825, 825, 1)),
        tape.bars());
    assertEquals(2, tape.priceScale());
    assertEquals(4 * SECOND, tape.interval());
  }

  @Test
  void volumeOfAMarkIsWhatTradesUntilTheNext() throws IOException {
    Tape tape =
        tape("time,price,quantity\n" + at(0) + ",1,1\n" + at(999) + ",1,2\n" + at(3000) + ",1,4\n");
    Marks marks = new Marks(tape, 4);

    assertEquals(
        List.of(3000L, 0L, 0L, 4000L),
        IntStream.range(0, 4).mapToObj(i -> marks.volume(0, i)).toList());
  }

  @Test
  void otherNumberOfMarksRepeatsOrLeavesOutSamples() throws IOException {
    Tape tape = tape("time,price,quantity\n" + at(0) + ",1,3\n" + at(2000) + ",2,1\n");

    assertEquals(1, new Marks(tape, 8).price(0, 3) / 100);
    assertEquals(2, new Marks(tape, 8).price(0, 4) / 100);
    assertEquals(4000, IntStream.range(0, 8).mapToLong(i -> new Marks(tape, 8).volume(0, i)).sum());
  }

  @Test
  void markPriceGoesBeforeAllOthers() throws IOException {
    String header = "time,price,mark,index,last,bid,ask\n";

    assertEquals(200, tape(header + at(0) + ",1,2,3,4,5,6\n").first().open());
    assertEquals(100, tape(header + at(0) + ",1,,3,4,5,6\n").first().open());
    assertEquals(400, tape(header + at(0) + ",,,3,4,5,6\n").first().open());
    assertEquals(550, tape(header + at(0) + ",,,3,,5,6\n").first().open());
    assertEquals(300, tape(header + at(0) + ",,,3,,5,\n").first().open());
    assertTrue(tape(header + at(0) + ",,2,,,,\n").source().endsWith("the market takes nothing"));
  }

  @Test
  void fundingHappensOnceItsTimeHasPassedAtTheRateToldLast() throws IOException {
    Tape tape =
        tape(
            "time,mark,funding_rate,next_funding\n"
                + (at(0) + ",1,0.0001," + at(2000) + "\n")
                + (at(1000) + ",1,-0.0002," + at(2000) + "\n")
                + (at(2500) + ",1,0.0003," + at(9000) + "\n")
                + (at(3000) + ",1,0.0004," + at(2000) + "\n"));

    assertEquals(List.of(new FundingPoint(BEGIN + 2 * SECOND, -200_000)), tape.fundings());
  }

  @Test
  void depthOfTheBookIsKept() throws IOException {
    Tape tape =
        tape(
            "time,bid,ask,bid_depth,ask_depth\n"
                + at(0)
                + ",1,2,5,6\n"
                + at(1500)
                + ",1,2,7,8.5\n");
    Marks marks = new Marks(tape, 4);

    assertTrue(marks.hasDepth());
    assertEquals(5000, marks.bidDepth(0, 1));
    assertEquals(7000, marks.bidDepth(0, 2));
    assertEquals(8500, marks.askDepth(0, 3));
    assertFalse(new Marks(Tapes.open(Tapes.DEFAULT), 60).hasDepth());
  }

  @Test
  void filesWithoutPricesAndTimesFarApartAreTold() throws IOException {
    UserError none =
        assertThrows(UserError.class, () -> tape("time,open_interest\n" + at(0) + ",1\n"));
    UserError far =
        assertThrows(
            UserError.class,
            () -> tape("time,price\n" + at(0) + ",1\n" + at(21_000_000_000L) + ",1\n"));

    assertTrue(
        none.getMessage().contains("has no prices; expected price, mark"), none.getMessage());
    assertTrue(far.getMessage().contains("line 3: time is 2026-06-10"), far.getMessage());
  }

  @Test
  void badRowsAlwaysEndIt() {
    UserError e =
        assertThrows(UserError.class, () -> tape("time,price\n" + at(0) + ",1\n" + at(1) + ",x\n"));

    assertTrue(e.getMessage().endsWith("line 3: price is 'x'; expected a price above 0"));
  }
}
