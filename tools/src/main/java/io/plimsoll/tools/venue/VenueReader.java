package io.plimsoll.tools.venue;

import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.math.BigInteger;

/** Turns the text of a venue file into a {@link VenueSpec}. */
final class VenueReader {
  static final long PPB = 1_000_000_000L;

  /** Largest amount of money that the engine takes. */
  static final long MONEY_MAX = 1L << 60;

  private static final long FEE_MAX = PPB / 10;
  private static final long RATIO_MAX = 10 * PPB;
  private static final long SHARE_MAX = 100;
  private static final int NAME_MAX = 40;
  private static final long MINUTE = 60_000_000_000L;
  private static final long DAY = 1_440 * MINUTE;

  private VenueReader() {}

  /**
   * Reads a file.
   *
   * @param text of the file
   * @param file name, for people
   * @param name of the venue if the file does not tell one
   * @throws io.plimsoll.tools.UserError if something is wrong with it
   */
  static VenueSpec read(String text, String file, String name) {
    Section top = new Section(YamlTree.read(text, file));
    String named = top.text("name").orElse(name);
    if (named.isBlank() || named.length() > NAME_MAX) {
      throw top.wrong("name", "1 to " + NAME_MAX + " characters");
    }
    ContractSpec contract = contract(top.section("contract"));
    int isolatedShare = share(top.section("marginMode"), "isolatedShare", VenueSpec.ISOLATED_SHARE);
    int hedgeShare = share(top.section("positionMode"), "hedgeShare", 0);
    Section scheduleSection = top.section("schedule");
    Schedule schedule = new ScheduleReader(contract, scheduleSection).read();
    FeeRates fees = fees(top.section("fees"));
    VenueRules rules = rules(top.section("rules"));
    FundReader funds = new FundReader(contract, top);
    FundSpec fund = funds.fund();
    var vaults = funds.vaults();
    var waterfall = new WaterfallReader(contract, vaults).read(top.section("waterfall"));
    var funding = FundReader.funding(top.section("funding"), MINUTE, DAY);
    top.end();
    checkSlope(scheduleSection, schedule, fees, rules);
    return new VenueSpec(
        named,
        contract,
        isolatedShare,
        hedgeShare,
        schedule,
        fees,
        rules,
        waterfall,
        fund,
        vaults,
        funding);
  }

  private static ContractSpec contract(Section section) {
    ContractType type = section.named("type", ContractType.class, ContractType.LINEAR);
    ContractSpec contract =
        switch (type) {
          case LINEAR, NULL_VAL -> ContractSpec.LINEAR;
          case INVERSE ->
              new ContractSpec(type, section.number("contractSize", size("US dollars"), one()));
          case QUANTO ->
              new ContractSpec(
                  type,
                  section.number("contractSize", size("BTC for a dollar"), one() / 1_000_000));
        };
    section.end();
    return contract;
  }

  private static long one() {
    return 1_000_000_000_000L;
  }

  private static Measure size(String of) {
    return Measure.amount(of, ContractSpec.SIZE_SCALE, 1, one() * 1_000_000);
  }

  /** A part of the crowd in whole percents, the only thing that a section says. */
  private static int share(Section section, String key, int otherwise) {
    long unit = PPB / SHARE_MAX;
    long ppb = section.number(key, Measure.percent(0, PPB), otherwise * unit);
    if (ppb % unit != 0) {
      throw section.wrong(key, "whole percents");
    }
    section.end();
    return (int) (ppb / unit);
  }

  private static FeeRates fees(Section section) {
    Measure rate = Measure.percent(0, FEE_MAX);
    FeeRates fees =
        new FeeRates(
            section.number("maker", rate, FeeRates.DEFAULT.maker()),
            section.number("taker", rate, FeeRates.DEFAULT.taker()),
            section.number("liquidation", rate, FeeRates.DEFAULT.liquidation()));
    section.end();
    return fees;
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
  private static void checkSlope(
      Section section, Schedule schedule, FeeRates fees, VenueRules rules) {
    long last = schedule.tiers().get(schedule.tiers().size() - 1).maintenanceRate();
    long rate = Math.max(last, schedule.rateMax());
    long fee = rules.closingFeeCounted() ? fees.taker() : 0;
    BigInteger slope =
        BigInteger.valueOf(rate + fee)
            .multiply(BigInteger.valueOf(Math.max(rules.marginCallRatio(), PPB)));
    if (slope.compareTo(BigInteger.valueOf(PPB).pow(2)) >= 0) {
      throw section.wrong(
          schedule.rateMax() > 0 ? "rateMax" : "tiers",
          "a highest rate, with the closing fee and times the margin call's ratio, below 100 %; it"
              + " is "
              + Measure.percent(0, PPB).show(rate));
    }
  }
}
