package io.plimsoll.tools.venue;

import io.plimsoll.protocol.RisingFee;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.math.BigInteger;
import java.util.List;

/** Turns the text of a venue file into a {@link VenueDocument}. */
public final class VenueReader {
  static final long PPB = 1_000_000_000L;

  /** Largest amount of money that the engine takes. */
  static final long MONEY_MAX = 1L << 60;

  private static final long FEE_MAX = PPB / 10;
  private static final long GRACE_MAX = 1_000_000_000_000_000L;
  private static final long RATIO_MAX = 10 * PPB;
  private static final int SHARE_MAX = 100;
  private static final int NAME_MAX = 40;

  private VenueReader() {}

  /**
   * Reads a file.
   *
   * @param text of the file
   * @param file name, for people
   * @param name of the venue if the file does not tell one
   * @throws io.plimsoll.tools.UserError if something is wrong with it
   */
  static VenueDocument read(String text, String file, String name) {
    Provenance provenance = new Provenance();
    Section top = new Section(YamlTree.read(text, file), provenance);
    String named = top.text("name", name, "1 to " + NAME_MAX + " characters");
    if (named.isBlank() || named.length() > NAME_MAX) {
      throw top.wrong("name", "1 to " + NAME_MAX + " characters");
    }
    VenueKind kind = top.named("kind", VenueKind.class, VenueKind.DERIVATIVES);
    VenueSpec spec = kind == VenueKind.SPOT_ONLY ? spotOnly(named) : derivatives(top, named);
    String reason =
        kind == VenueKind.SPOT_ONLY ? top.text("reason", "why there is no leverage") : "";
    String title = top.text("title", named, "a text");
    provenance.references(top);
    List<String> notModelled = top.texts("notModelled", "texts");
    top.end();
    return new VenueDocument(
        file, title, kind, reason, spec, provenance.references(), provenance.values(), notModelled);
  }

  /** Its rules are the default ones, and mean nothing. */
  private static VenueSpec spotOnly(String name) {
    VenueSpec standard = VenueSpec.standard();
    return standard.with(name, standard.instruments());
  }

  /**
   * Reads a venue that is a section of another file.
   *
   * @param section with the keys of a venue file that are about the venue
   * @param name of the venue
   */
  public static VenueSpec inline(Section section, String name) {
    VenueSpec spec = derivatives(section, name);
    section.end();
    return spec;
  }

  private static VenueSpec derivatives(Section top, String name) {
    Section contractSection = top.section("contract");
    Section modes = top.section("marginMode");
    List<MarginMode> marginModes =
        modes.names("modes", MarginMode.class, List.of(MarginMode.ISOLATED, MarginMode.CROSS));
    int isolatedShare = isolatedShare(modes, marginModes);
    int hedgeShare = hedgeShare(top.section("positionMode"));
    Section scheduleSection = top.section("schedule");
    FeeRates fees = fees(top.section("fees"), FeeRates.DEFAULT);
    Section rulesSection = top.section("rules");
    VenueRules rules = rules(rulesSection);
    List<InstrumentSpec> instruments =
        new InstrumentsReader(top, fees, rules).read(contractSection, scheduleSection);
    ContractSpec contract = instruments.get(0).contract();
    FundReader funds = new FundReader(contract, top);
    FundSpec fund = funds.fund();
    var vaults = funds.vaults();
    var waterfall = new WaterfallReader(contract, vaults).read(top.section("waterfall"));
    var funding = FundingReader.read(top.section("funding"));
    boolean cross = marginModes.contains(MarginMode.CROSS);
    var collateral = CollateralReader.ofVenue(contract, cross).read(top);
    return new VenueSpec(
        name,
        instruments,
        marginModes,
        isolatedShare,
        hedgeShare,
        rules,
        waterfall,
        fund,
        vaults,
        funding,
        collateral);
  }

  /** All of the crowd, none of it or a part, as the modes allow. */
  private static int isolatedShare(Section section, List<MarginMode> modes) {
    int min = modes.contains(MarginMode.CROSS) ? 0 : SHARE_MAX;
    int max = modes.contains(MarginMode.ISOLATED) ? SHARE_MAX : 0;
    int otherwise = Math.max(min, Math.min(max, VenueSpec.ISOLATED_SHARE));
    long unit = PPB / SHARE_MAX;
    Measure allowed = Measure.percent(min * unit, max * unit);
    long ppb = section.number("isolatedShare", allowed, otherwise * unit);
    return share(section, "isolatedShare", ppb);
  }

  private static int hedgeShare(Section section) {
    // Left out, it says nothing about the venue: so it is no value that needs a source.
    boolean given = section.has("hedgeShare");
    long ppb = given ? section.number("hedgeShare", Measure.percent(0, PPB)) : 0;
    return share(section, "hedgeShare", ppb);
  }

  /** A part of the crowd in whole percents, after which the section ends. */
  private static int share(Section section, String key, long ppb) {
    long unit = PPB / SHARE_MAX;
    if (ppb % unit != 0) {
      throw section.wrong(key, "whole percents");
    }
    section.end();
    return (int) (ppb / unit);
  }

  static FeeRates fees(Section section, FeeRates otherwise) {
    Measure rate = Measure.percent(0, FEE_MAX);
    long maker = section.number("maker", rate, otherwise.maker());
    long taker = section.number("taker", rate, otherwise.taker());
    long liquidation = section.number("liquidation", rate, otherwise.liquidation());
    RisingFee rising =
        section.hasAny("liquidationMax", "liquidationPerSecond", "liquidationGrace")
            ? new RisingFee(
                section.number(
                    "liquidationMax", Measure.percent(Math.max(1, liquidation), FEE_MAX)),
                section.number("liquidationPerSecond", Measure.percent(1, FEE_MAX)),
                section.number("liquidationGrace", Measure.duration(0, GRACE_MAX), 0))
            : RisingFee.NONE;
    section.end();
    return new FeeRates(maker, taker, liquidation, rising);
  }

  private static VenueRules rules(Section section) {
    VenueRules otherwise = VenueSpec.DEFAULT_RULES;
    boolean noCall = section.text("marginCall").filter("none"::equals).isPresent();
    VenueRules rules =
        new VenueRules(
            noCall
                ? 0
                : section.number(
                    "marginCall", Measure.ratio(PPB + 1, RATIO_MAX), otherwise.marginCallRatio()),
            section.number("unwindFraction", Measure.percent(0, PPB), otherwise.unwindFraction()),
            section.number(
                "unwindSlippage", Measure.percent(0, PPB / 2), otherwise.unwindSlippage()),
            section.named("trigger", TriggerRule.class, otherwise.triggerRule()),
            section.flag("closingFeeCounted", otherwise.closingFeeCounted()),
            section.named("isolatedSurplusTo", SurplusTo.class, otherwise.isolatedSurplusTo()),
            section.named("crossSurplusTo", SurplusTo.class, otherwise.crossSurplusTo()));
    section.end();
    return rules;
  }

  /** Equity less requirement must fall when the mark moves against a position. */
  static void checkSlope(Section section, Schedule schedule, FeeRates fees, VenueRules rules) {
    if (!isSlopeSound(schedule, fees, rules)) {
      throw section.wrong(
          schedule.rateMax() > 0 ? "rateMax" : "tiers",
          "a highest rate, with the closing fee and times the margin call's ratio, below 100 %; it"
              + " is "
              + Measure.percent(0, PPB).show(highestRate(schedule)));
    }
  }

  /** Whether equity less requirement falls when the mark moves against a position. */
  public static boolean isSlopeSound(Schedule schedule, FeeRates fees, VenueRules rules) {
    long fee = rules.closingFeeCounted() ? fees.taker() : 0;
    BigInteger slope =
        BigInteger.valueOf(highestRate(schedule) + fee)
            .multiply(BigInteger.valueOf(Math.max(rules.marginCallRatio(), PPB)));
    return slope.compareTo(BigInteger.valueOf(PPB).pow(2)) < 0;
  }

  private static long highestRate(Schedule schedule) {
    long last = schedule.tiers().get(schedule.tiers().size() - 1).maintenanceRate();
    return Math.max(last, schedule.rateMax());
  }
}
