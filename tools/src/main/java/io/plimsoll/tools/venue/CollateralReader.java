package io.plimsoll.tools.venue;

import io.plimsoll.protocol.CollateralTier;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.tools.venue.CollateralSpec.PooledAsset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the section {@code collateral}, of a venue file or of a scenario. */
public final class CollateralReader {
  /** Digits of a price that a file gives; with them a price fits any money scale. */
  static final int PRICE_SCALE = 6;

  private static final long PPB = VenueReader.PPB;
  private static final long UNIT = PPB / 100;
  private static final long MONEY_MAX = VenueReader.MONEY_MAX;
  private static final long PRICE_MAX = 1_000_000_000_000_000L;
  private static final int ASSETS_MAX = 15;
  private static final int TIERS_MAX = 16;
  private static final long MINUTE = 60_000_000_000L;
  private static final long DAY = 1_440 * MINUTE;
  private static final String MARK = "mark";

  private final List<ContractSpec> contracts;
  private final ContractSpec contract;
  private final boolean cross;
  private final boolean shares;

  /**
   * A reader.
   *
   * @param contracts what is traded, whose mark prices collateral may follow; at least one
   * @param cross whether there is cross margin, which alone can be pooled
   * @param shares whether the section says who pools, and what; else groups of traders do
   */
  private CollateralReader(List<ContractSpec> contracts, boolean cross, boolean shares) {
    this.contracts = List.copyOf(contracts);
    this.contract = contracts.get(0);
    this.cross = cross;
    this.shares = shares;
  }

  /** A reader of a venue's section: its contract is the one that runs on a tape. */
  static CollateralReader ofVenue(ContractSpec contract, boolean cross) {
    return new CollateralReader(List.of(contract), cross, true);
  }

  /** A reader of a scenario's section. */
  public static CollateralReader ofScenario(List<ContractSpec> contracts, boolean cross) {
    return new CollateralReader(contracts, cross, false);
  }

  /**
   * The section; nothing if the file has none.
   *
   * @param top in which it stands
   * @throws io.plimsoll.tools.UserError if something is wrong with it
   */
  public Optional<CollateralSpec> read(Section top) {
    if (!top.has("collateral")) {
      return Optional.empty();
    }
    if (!cross) {
      throw top.misplaced("collateral", "none, as the venue has no cross margin to pool it behind");
    }
    Section section = top.section("collateral");
    int share = shares ? percent(section, "poolShare", 100) : 0;
    long weight = section.number("liabilityWeight", Measure.ratio(PPB, 2 * PPB), PPB);
    long borrowMax = section.number("borrowMax", amount(contract.asset()), MONEY_MAX);
    Optional<FundingSpec> interest = interest(section);
    List<PooledAsset> assets = assets(section);
    section.end();
    return Optional.of(new CollateralSpec(share, weight, borrowMax, interest, assets));
  }

  private Measure amount(String asset) {
    return Measure.amount(asset, contract.moneyScale(), 0, MONEY_MAX);
  }

  private static int percent(Section section, String key, int otherwise) {
    long ppb = section.number(key, Measure.percent(0, PPB), otherwise * UNIT);
    if (ppb % UNIT != 0) {
      throw section.wrong(key, "whole percents");
    }
    return (int) (ppb / UNIT);
  }

  private static Optional<FundingSpec> interest(Section section) {
    if (!section.has("interest")) {
      return Optional.empty();
    }
    Section interest = section.section("interest");
    long rate = interest.number("rate", Measure.percent(1, PPB));
    long per = interest.number("per", Measure.duration(MINUTE, DAY));
    interest.end();
    return Optional.of(new FundingSpec(rate, per, per));
  }

  private List<PooledAsset> assets(Section section) {
    String expected = "1 to " + ASSETS_MAX + " assets";
    List<Section> entries =
        section.list("assets").orElseThrow(() -> section.wrong("assets", expected));
    if (entries.isEmpty() || entries.size() > ASSETS_MAX) {
      throw section.wrong("assets", expected + "; it has " + entries.size());
    }
    Set<String> symbols = new HashSet<>(Set.of(contract.asset()));
    List<PooledAsset> assets = new ArrayList<>();
    int deposits = 0;
    for (Section entry : entries) {
      PooledAsset asset = asset(entry, symbols);
      deposits += asset.depositShare();
      if (deposits > 100) {
        throw entry.wrong("depositShare", "at most 100 % with those of the assets before");
      }
      assets.add(asset);
      entry.end();
    }
    return assets;
  }

  private PooledAsset asset(Section entry, Set<String> symbols) {
    String expected = "2 to 10 capital letters or digits that no other asset has";
    String symbol = entry.text("asset", expected);
    if (!symbol.matches("[A-Z0-9]{2,10}") || !symbols.add(symbol)) {
      throw entry.wrong("asset", expected);
    }
    Optional<Long> price = price(entry, symbol);
    long discount = entry.number("conversionDiscount", Measure.percent(0, PPB / 2), 0);
    return new PooledAsset(
        symbol,
        price,
        PRICE_SCALE,
        shares ? percent(entry, "depositShare", 0) : 0,
        entry.number("liabilityWeight", Measure.ratio(PPB, 2 * PPB), PPB),
        entry.number("borrowMax", amount(symbol), 0),
        discount,
        tiers(entry, symbol, PPB - discount));
  }

  private Optional<Long> price(Section entry, String symbol) {
    boolean mark = entry.text("price").filter(MARK::equals).isPresent();
    if (!mark) {
      return Optional.of(
          entry.number("price", Measure.amount(contract.asset(), PRICE_SCALE, 1, PRICE_MAX)));
    }
    boolean traded =
        contracts.stream()
            .anyMatch(c -> c.type() == ContractType.LINEAR && c.underlying().equals(symbol));
    if (!traded) {
      String symbols =
          contracts.stream().map(ContractSpec::symbol).collect(Collectors.joining(", "));
      throw entry.wrong(
          "price",
          "a price in "
              + contract.asset()
              + ", as the mark price of "
              + symbols
              + " is not that of "
              + symbol);
    }
    return Optional.empty();
  }

  private List<CollateralTier> tiers(Section entry, String symbol, long highest) {
    String expected = "1 to " + TIERS_MAX + " tiers";
    List<Section> sections = entry.list("tiers").orElseThrow(() -> entry.wrong("tiers", expected));
    if (sections.isEmpty() || sections.size() > TIERS_MAX) {
      throw entry.wrong("tiers", expected + "; it has " + sections.size());
    }
    List<CollateralTier> tiers = new ArrayList<>();
    long most = highest;
    for (Section section : sections) {
      long from = section.number("from", amount(symbol), 0);
      boolean rises = tiers.isEmpty() ? from == 0 : from > tiers.get(tiers.size() - 1).floor();
      if (!rises) {
        throw section.wrong(
            "from", tiers.isEmpty() ? "0 in the first tier" : "more than in the tier before");
      }
      // No more than what converting leaves, nor than in the tier before.
      most = section.number("weight", Measure.percent(0, most));
      tiers.add(new CollateralTier(from, most));
      section.end();
    }
    return tiers;
  }
}
