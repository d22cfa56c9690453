package io.plimsoll.tools.crowd;

import io.plimsoll.tools.venue.Measure;
import io.plimsoll.tools.venue.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the section {@code crowd} of a scenario. Every key that it reads is in docs/scenarios.md.
 */
public final class CrowdReader {
  /** Highest leverage of a trader. */
  public static final int LEVERAGE_MAX = 100;

  private static final long PPB = Draws.PPB;
  private static final Measure SHARE = Measure.percent(0, PPB);
  private static final Measure DISTANCE = Measure.percent(PPB / 10_000, PPB / 10 * 9);
  private static final int TIMES_MAX = 100;
  private static final int GROUPS_MAX = 32;
  private static final int NAMED_MAX = 1_000;

  /** Of 100 positions this many are long, unless a group says otherwise. */
  private static final long LONGS = PPB / 100 * 65;

  /** This much of the money is margin, unless a group says otherwise. */
  private static final long USE = PPB / 10 * 8;

  /** Positions of before lie within this of the first price, unless a group says otherwise. */
  private static final long SPREAD = PPB / 100 * 5;

  private final List<String> symbols;
  private final Measure money;
  private final long moneyMax;
  private final long isolatedOtherwise;
  private final long duration;
  private final List<String> collateral;

  /**
   * A reader.
   *
   * @param symbols of the scenario's instruments, in their order
   * @param money kind of amounts of the settlement asset
   * @param moneyMax largest amount
   * @param isolatedOtherwise part that is isolated if a group does not say, in parts per billion
   * @param duration of the scenario, in nanoseconds
   * @param collateral symbols of the assets that can be pledged, in their order; may be empty
   */
  public CrowdReader(
      List<String> symbols,
      Measure money,
      long moneyMax,
      long isolatedOtherwise,
      long duration,
      List<String> collateral) {
    this.symbols = List.copyOf(symbols);
    this.money = money;
    this.moneyMax = moneyMax;
    this.isolatedOtherwise = isolatedOtherwise;
    this.duration = duration;
    this.collateral = List.copyOf(collateral);
  }

  /**
   * Reads it.
   *
   * @param section crowd
   * @throws io.plimsoll.tools.UserError if something is wrong with it
   */
  public CrowdSpec read(Section section) {
    int accounts = (int) section.number("accounts", Measure.count(1, Crowd.TRADERS_MAX));
    List<Section> entries =
        section.list("groups").orElseThrow(() -> section.wrong("groups", "a list of groups"));
    if (entries.isEmpty() || entries.size() > GROUPS_MAX) {
      throw section.wrong("groups", "1 to " + GROUPS_MAX + " groups");
    }
    List<GroupSpec> groups = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section entry : entries) {
      GroupSpec group = group(entry, entry.number("share", SHARE));
      if (!names.add(group.name())) {
        throw entry.wrong("name", "a name that no other group has");
      }
      groups.add(group);
    }
    Shares.checkSum(section, "groups", groups.stream().map(GroupSpec::share).toList());
    section.end();
    return new CrowdSpec(accounts, groups);
  }

  private GroupSpec group(Section group, long share) {
    StopSpec stopLoss = stop(group, "stopLoss");
    Range risk = Range.read(group, "risk", SHARE, 0);
    if (risk.to() > 0 && stopLoss.distance().to() == 0) {
      throw group.wrong("stopLoss", "a distance, as risk is what a stop would lose");
    }
    GroupSpec spec =
        new GroupSpec(
            name(group),
            share,
            longs(group),
            group.number("isolated", SHARE, isolatedOtherwise),
            instruments(group),
            positions(group),
            leverage(group),
            SizeSpec.read(group, money, moneyMax),
            pledge(group),
            Range.read(group, "use", SHARE, USE),
            risk,
            entry(group.section("entry")),
            stopLoss,
            stop(group, "takeProfit"),
            topUp(group.section("addMargin")));
    group.end();
    return spec;
  }

  /**
   * Reads the section {@code traders}: groups with a number of accounts in place of a share.
   *
   * @param entries of the list
   */
  public List<Population.Named> named(List<Section> entries) {
    List<Population.Named> all = new ArrayList<>();
    for (Section entry : entries) {
      int accounts = (int) entry.number("accounts", Measure.count(1, NAMED_MAX), 1);
      all.add(new Population.Named(group(entry, 0), accounts));
    }
    return all;
  }

  private static long longs(Section group) {
    if (!group.has("side")) {
      return group.number("longs", SHARE, LONGS);
    }
    return switch (group.text("side", "long or short")) {
      case "long" -> PPB;
      case "short" -> 0;
      default -> throw group.wrong("side", "long or short");
    };
  }

  private static String name(Section group) {
    String name = group.text("name", "a name of 1 to 30 characters");
    if (name.length() > 30) {
      throw group.wrong("name", "a name of 1 to 30 characters");
    }
    return name;
  }

  private Shares<Integer> instruments(Section group) {
    if (!group.has("instruments")) {
      if (symbols.size() > 1) {
        throw group.wrong("instruments", "shares of " + String.join(", ", symbols));
      }
      return Shares.all(0);
    }
    return Shares.read(
        group,
        "instruments",
        choice -> {
          int index = symbols.indexOf(choice.key());
          if (index < 0) {
            throw choice.wrong("symbols: " + String.join(", ", symbols));
          }
          return index;
        });
  }

  private Shares<Integer> positions(Section group) {
    return group.has("positions")
        ? Shares.read(group, "positions", choice -> choice.number(1, symbols.size()))
        : Shares.all(1);
  }

  private static Shares<Integer> leverage(Section group) {
    if (group.isSection("leverage")) {
      return Shares.read(group, "leverage", choice -> choice.number(1, LEVERAGE_MAX));
    }
    return Shares.all((int) group.number("leverage", Measure.count(1, LEVERAGE_MAX)));
  }

  private EntrySpec entry(Section entry) {
    Measure moment = Measure.duration(0, duration);
    long spread = entry.number("spread", Measure.percent(0, PPB / 2), SPREAD);
    long during = entry.number("during", SHARE, 0);
    long from = entry.number("from", moment, 0);
    long to = entry.number("to", Measure.duration(from, duration), duration);
    entry.end();
    return new EntrySpec(spread, during, from, to);
  }

  private PledgeSpec pledge(Section group) {
    if (!group.has("pledge")) {
      return PledgeSpec.NONE;
    }
    if (collateral.isEmpty()) {
      throw group.misplaced("pledge", "none, as nothing counts as collateral");
    }
    Section pledge = group.section("pledge");
    long share = pledge.number("share", SHARE, PPB);
    Section assets = pledge.section("assets");
    for (String key : assets.keys()) {
      if (!collateral.contains(key)) {
        throw assets.misplaced(key, "collateral: " + String.join(", ", collateral));
      }
    }
    List<Long> parts = new ArrayList<>();
    for (String symbol : collateral) {
      parts.add(assets.has(symbol) ? assets.number(symbol, SHARE) : 0);
    }
    long sum = parts.stream().mapToLong(Long::longValue).sum();
    if (sum == 0 || sum > PPB) {
      throw pledge.wrong(
          "assets", "shares that sum to at most 100 %; they sum to " + SHARE.show(sum));
    }
    assets.end();
    pledge.end();
    return new PledgeSpec(share, parts);
  }

  private static StopSpec stop(Section group, String key) {
    if (!group.has(key)) {
      return StopSpec.NONE;
    }
    Section stop = group.section(key);
    long share = stop.number("share", SHARE, PPB);
    Range distance = Range.read(stop, "distance", DISTANCE, 0);
    if (distance.to() == 0) {
      throw stop.wrong("distance", DISTANCE.expected());
    }
    stop.end();
    return new StopSpec(share, distance);
  }

  private static TopUpSpec topUp(Section section) {
    if (!section.hasAny("share", "amount", "times", "after")) {
      section.end();
      return TopUpSpec.NONE;
    }
    TopUpSpec spec =
        new TopUpSpec(
            section.number("share", SHARE),
            section.number("amount", Measure.percent(1, 100 * PPB)),
            (int) section.number("times", Measure.count(1, TIMES_MAX), 1),
            section.number("after", Measure.duration(0, 86_400_000_000_000L), 0));
    section.end();
    return spec;
  }
}
