package io.plimsoll.tools.scenario;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.importer.ImportOptions;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.tape.TapeOptions;
import io.plimsoll.tools.tape.Tapes;
import io.plimsoll.tools.venue.Measure;
import io.plimsoll.tools.venue.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads where an instrument's outside price comes from: {@code tape} or {@code path}. */
final class PathReader {
  /** Longest piece, and longest path, in minutes: a week. */
  private static final int MINUTES_MAX = 10_080;

  private static final long MINUTE = PricePath.MINUTE;
  private static final long PPB = 1_000_000_000L;
  private static final int SCALE_MAX = 8;
  private static final int SCALE_MIN = 2;
  private static final long UP_MAX = 10 * PPB;
  private static final long DOWN_MAX = -PPB / 1000 * 999;
  private static final long NOISE_MAX = PPB / 10;

  /**
   * What was read.
   *
   * @param path the path
   * @param tape of a price history
   * @param minutes how long it is
   * @param priceScale decimal digits of its prices
   */
  record Read(PathSpec path, Optional<Tape> tape, int minutes, int priceScale) {}

  private final ScenarioFolder folder;
  private final List<InstrumentPlan> before;
  private final int marksPerMinute;

  /**
   * A reader.
   *
   * @param folder where files of the scenario lie
   * @param before the instruments that were read
   * @param marksPerMinute for tapes of trades
   */
  PathReader(ScenarioFolder folder, List<InstrumentPlan> before, int marksPerMinute) {
    this.folder = folder;
    this.before = before;
    this.marksPerMinute = marksPerMinute;
  }

  Read read(Section instrument) {
    if (instrument.has("tape") == instrument.has("path")) {
      throw instrument.has("path")
          ? instrument.misplaced("path", "it without a tape, or a tape without it")
          : instrument.wrong("path", "a path, or a tape");
    }
    long noise = instrument.number("noise", Measure.percent(0, NOISE_MAX), 0);
    if (instrument.has("tape")) {
      return history(instrument, noise);
    }
    Section path = instrument.section("path");
    Read read = path.has("follows") ? follower(path, noise) : pieces(path, noise);
    path.end();
    return read;
  }

  private Read history(Section instrument, long noise) {
    String name = instrument.text("tape", "a bundled tape, or a file");
    Tape tape;
    try {
      tape =
          Tapes.open(
              folder.resolve(name, Tapes.BUNDLED),
              new TapeOptions(new ImportOptions(null, null, true), MINUTE, marksPerMinute));
    } catch (UserError e) {
      throw instrument.wrong("tape", "a bundled tape, or a file of market data: " + e.getMessage());
    }
    if (tape.interval() != MINUTE) {
      throw instrument.wrong(
          "tape", "bars of a minute; it has bars of " + tape.interval() / PPB + " s");
    }
    return new Read(
        new PathSpec.History(name, noise),
        Optional.of(tape),
        tape.bars().size(),
        tape.priceScale());
  }

  private Read follower(Section path, long noise) {
    List<String> symbols = before.stream().map(InstrumentPlan::symbol).toList();
    String leader = path.text("follows", "the symbol of an instrument above it");
    int index = symbols.indexOf(leader);
    if (index < 0) {
      throw path.wrong("follows", "the symbol of an instrument above it: " + symbols);
    }
    long beta = path.number("beta", Measure.percent(-UP_MAX, UP_MAX), PPB);
    int scale = scale(path);
    long first = first(path, scale);
    return new Read(
        new PathSpec.Follower(index, beta, first, noise),
        Optional.empty(),
        before.get(index).minutes(),
        scale);
  }

  private Read pieces(Section path, long noise) {
    int scale = scale(path);
    long first = first(path, scale);
    List<PathSpec.Piece> pieces = new ArrayList<>();
    int minutes = 0;
    for (Section entry : path.list("pieces").orElseThrow(() -> path.wrong("pieces", "a list"))) {
      PathSpec.Piece piece = piece(entry);
      pieces.add(piece);
      minutes += piece.minutes();
    }
    if (minutes < 1 || minutes > MINUTES_MAX) {
      throw path.wrong("pieces", "pieces of 1 to " + MINUTES_MAX + " minutes in all");
    }
    return new Read(new PathSpec.Pieces(first, pieces, noise), Optional.empty(), minutes, scale);
  }

  private static PathSpec.Piece piece(Section entry) {
    PathSpec.Shape shape = null;
    for (PathSpec.Shape each : PathSpec.Shape.values()) {
      if (entry.has(key(each))) {
        if (shape != null) {
          throw entry.misplaced(key(each), "one shape a piece");
        }
        shape = each;
      }
    }
    if (shape == null) {
      throw entry.wrong("hold", "one of hold, drift, jump, bleed, squeeze, collapse");
    }
    Measure time = Measure.duration(MINUTE, MINUTES_MAX * MINUTE);
    long move = 0;
    long nanos = 0;
    if (shape == PathSpec.Shape.HOLD) {
      nanos = entry.number("hold", time);
    } else {
      move = entry.number(key(shape), Measure.percent(DOWN_MAX, UP_MAX));
      if (shape != PathSpec.Shape.JUMP) {
        nanos = entry.number("over", time);
      }
    }
    if (nanos % MINUTE != 0) {
      throw entry.wrong(shape == PathSpec.Shape.HOLD ? "hold" : "over", "whole minutes");
    }
    entry.end();
    return new PathSpec.Piece(shape, move, (int) (nanos / MINUTE));
  }

  private static String key(PathSpec.Shape shape) {
    return shape.name().toLowerCase(Locale.ROOT);
  }

  /** As many decimals as the first price is written with, at least two. */
  private static int scale(Section path) {
    String text = path.text("start", "the first price");
    int point = text.indexOf('.');
    int decimals = point < 0 ? 0 : text.length() - point - 1;
    if (decimals > SCALE_MAX) {
      throw path.wrong("start", "a price with at most " + SCALE_MAX + " decimals");
    }
    return Math.max(SCALE_MIN, decimals);
  }

  private static long first(Section path, int scale) {
    long max = Decimals.parse("10000000", Math.min(scale, 8));
    return path.number("start", Measure.amount("the quote currency", scale, 1, max));
  }
}
