package io.plimsoll.tools.market.book;

import io.plimsoll.protocol.codec.MarkRule;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.venue.Measure;
import io.plimsoll.tools.venue.Node;
import io.plimsoll.tools.venue.Provenance;
import io.plimsoll.tools.venue.Section;
import io.plimsoll.tools.venue.VenueValue;
import io.plimsoll.tools.venue.YamlTree;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads a market from a section of a scenario. What the section leaves out is as in the bundled
 * file {@value #STANDARD}, where every value has a source or is marked as an assumption.
 */
public final class MarketReader {
  /** Name of the file with what holds where nothing else is said. */
  public static final String STANDARD = "standard.yaml";

  private static final long PPB = Ratio.PPB;
  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;
  private static final long DEPTH_MAX = 1_000_000_000_000_000L;

  /** Parts per million in parts per billion: percentages in profiles have four decimals. */
  private static final long PER_PPM = 1_000;

  private final Section section;
  private final Optional<MarketSpec> otherwise;
  private final UnaryOperator<String> files;

  private MarketReader(
      Section section, Optional<MarketSpec> otherwise, UnaryOperator<String> files) {
    this.section = section;
    this.otherwise = otherwise;
    this.files = files;
  }

  /**
   * Reads the section, to its end.
   *
   * @param section with the market's keys
   * @param files where a file lies that the section names
   * @return the market
   * @throws io.plimsoll.tools.UserError if a value is wrong, a key is unknown, or nothing could be
   *     traded there
   */
  public static MarketSpec read(Section section, UnaryOperator<String> files) {
    return new MarketReader(section, Optional.of(standard()), files).market();
  }

  /** What holds where a scenario says nothing else. */
  public static MarketSpec standard() {
    return Standard.SPEC;
  }

  /** Each value of {@link #standard} with where it comes from. */
  static List<VenueValue> standardValues() {
    return Standard.VALUES;
  }

  private MarketSpec market() {
    DepthProfile profile = profile();
    Optional<RecordedDepth> recorded = recorded();
    if (recorded.isPresent()) {
      profile = recorded.get().shape(profile);
    }
    Optional<Long> depthOtherwise =
        recorded.map(RecordedDepth::depth).or(() -> otherwise.map(MarketSpec::depth));
    long depth = number("depth", Measure.count(0, DEPTH_MAX), depthOtherwise);
    if (depth == 0) {
      throw section.wrong("depth", "above 0, since without liquidity nothing can be closed");
    }
    long feedback =
        number("feedback", Measure.percent(0, PPB), otherwise.map(MarketSpec::feedback));
    MakersSpec makers = makers();
    MarkSpec mark = mark();
    section.end();
    return new MarketSpec(profile, depth, feedback, makers, mark);
  }

  private DepthProfile profile() {
    Optional<List<Section>> bands = section.list("bands");
    String name =
        bands.isEmpty() ? section.text("profile", "btcusdt", "a name of a profile") : "bands";
    if (bands.isPresent() && section.has("profile")) {
      throw section.misplaced("profile", "profile or bands");
    }
    return bands.isPresent()
        ? profile(bands.get())
        : DepthProfiles.named(name)
            .orElseThrow(
                () -> section.wrong("profile", "one of " + String.join(", ", DepthProfiles.NAMES)));
  }

  /** The depth that a file tells. */
  private Optional<RecordedDepth> recorded() {
    if (otherwise.isEmpty() || !section.has("recorded")) {
      return Optional.empty();
    }
    if (section.has("bands")) {
      throw section.misplaced("recorded", "recorded or bands");
    }
    Section recorded = section.section("recorded");
    String expected = "a file of depths, such as Binance's bookDepth";
    Path path;
    try {
      path = Path.of(files.apply(recorded.text("file", expected)));
    } catch (InvalidPathException e) {
      throw recorded.wrong("file", expected);
    }
    if (!Files.isRegularFile(path)) {
      throw recorded.wrong("file", expected + "; there is none of that name");
    }
    RecordedDepth.Side side =
        recorded.named("side", RecordedDepth.Side.class, RecordedDepth.Side.BOTH);
    long from = time(recorded, "from", 0);
    long to = time(recorded, "to", Long.MAX_VALUE);
    if (to < from) {
      throw recorded.wrong("to", "a time not before from");
    }
    recorded.end();
    try {
      return Optional.of(RecordedDepth.read(path, side, from, to));
    } catch (UserError e) {
      throw recorded.wrong("file", "depths: " + e.getMessage());
    }
  }

  private static long time(Section section, String key, long otherwise) {
    if (!section.has(key)) {
      return otherwise;
    }
    String expected = "a time such as 2025-10-10T20:00:00Z";
    try {
      Instant time = Instant.parse(section.text(key, expected));
      return Math.multiplyExact(time.getEpochSecond(), SECOND);
    } catch (DateTimeParseException | ArithmeticException e) {
      throw section.wrong(key, expected);
    }
  }

  private DepthProfile profile(List<Section> entries) {
    if (entries.isEmpty() || entries.size() > DepthProfile.BANDS_MAX) {
      throw section.wrong("bands", "1 to " + DepthProfile.BANDS_MAX + " entries");
    }
    List<Band> bands = new ArrayList<>();
    long distance = 0;
    long share = 0;
    for (Section entry : entries) {
      distance = rising(entry, "to", distance, DepthProfile.DISTANCE_MAX);
      share = rising(entry, "share", share, DepthProfile.SHARE_MAX);
      entry.end();
      bands.add(new Band(Math.toIntExact(distance), Math.toIntExact(share)));
    }
    return new DepthProfile(bands);
  }

  private static long rising(Section entry, String key, long before, long max) {
    Measure measure = Measure.percent((before + 1) * PER_PPM, max * PER_PPM);
    long value = entry.number(key, measure);
    if (value % PER_PPM != 0) {
      throw entry.wrong(key, "a percentage with at most 4 decimals");
    }
    return value / PER_PPM;
  }

  private MakersSpec makers() {
    Optional<MakersSpec> other = otherwise.map(MarketSpec::makers);
    Section thinning = section.section("thinning");
    MakersSpec makers =
        new MakersSpec(
            number("refill", Measure.duration(1, DAY), other.map(MakersSpec::refill)),
            number("impactKept", Measure.percent(0, PPB), other.map(MakersSpec::impactKept)),
            number("anchor", Measure.duration(1, DAY), other.map(MakersSpec::anchor)),
            number("indexFollows", Measure.percent(0, PPB), other.map(MakersSpec::indexFollows)),
            number(
                thinning, "time", Measure.duration(1, DAY), other.map(MakersSpec::volatilityTime)),
            number(
                thinning,
                "sample",
                Measure.duration(SECOND / 1_000, DAY),
                other.map(MakersSpec::volatilitySample)),
            number(
                thinning, "half", Measure.percent(0, PPB), other.map(MakersSpec::volatilityHalf)),
            number(thinning, "least", Measure.percent(0, PPB), other.map(MakersSpec::depthLeast)));
    thinning.end();
    return makers;
  }

  private MarkSpec mark() {
    Optional<MarkSpec> other = otherwise.map(MarketSpec::mark);
    Section mark = section.section("mark");
    MarkRule rule =
        other.isPresent()
            ? mark.named("rule", MarkRule.class, other.get().rule())
            : mark.named("rule", MarkRule.class);
    if (rule == MarkRule.DIRECT) {
      throw mark.wrong("rule", "one of oracle, median, basisAverage, ema");
    }
    MarkSpec read =
        new MarkSpec(
            rule,
            number(
                mark,
                "sample",
                Measure.duration(SECOND / 500, DAY),
                other.map(MarkSpec::sampleInterval)),
            (int)
                number(
                    mark,
                    "samples",
                    Measure.count(1, 64),
                    other.map(spec -> (long) spec.basisSamples())),
            number(mark, "time", Measure.duration(1, DAY), other.map(MarkSpec::basisTime)),
            number(
                mark,
                "impactNotional",
                Measure.count(1, DEPTH_MAX),
                other.map(MarkSpec::impactNotional)));
    mark.end();
    return read;
  }

  private long number(String key, Measure measure, Optional<Long> other) {
    return number(section, key, measure, other);
  }

  private static long number(Section in, String key, Measure measure, Optional<Long> other) {
    return other.isPresent() ? in.number(key, measure, other.get()) : in.number(key, measure);
  }

  /** The bundled file, read once. */
  private static final class Standard {
    static final MarketSpec SPEC;
    static final List<VenueValue> VALUES;

    static {
      String text = DepthProfiles.resource(STANDARD);
      Provenance provenance = new Provenance();
      Node.Mapping tree = YamlTree.read(text, "market " + STANDARD);
      Section top = new Section(tree, provenance);
      provenance.references(top);
      SPEC = new MarketReader(top, Optional.empty(), name -> name).market();
      VALUES = provenance.values();
    }
  }
}
