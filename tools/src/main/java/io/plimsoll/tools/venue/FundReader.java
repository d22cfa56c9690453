package io.plimsoll.tools.venue;

import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.codec.ContractType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the sections {@code fund} and {@code vaults}. */
final class FundReader {
  private static final long PPB = VenueReader.PPB;
  private static final long MONEY_MAX = VenueReader.MONEY_MAX;
  private static final long SEED_MAX = MONEY_MAX / 2;
  private static final long BOOKING_MAX = 1_000_000_000_000_000L;
  private static final int VAULTS_MAX = 16;

  private final ContractSpec contract;
  private final Section top;

  FundReader(ContractSpec contract, Section top) {
    this.contract = contract;
    this.top = top;
  }

  FundSpec fund() {
    long one = Measure.amount("", contract.moneyScale(), 0, MONEY_MAX).parse("1").orElseThrow();
    boolean dollars = contract.type() == ContractType.LINEAR;
    long seed = one * (dollars ? VenueSpec.SEED_USDT : VenueSpec.SEED_BTC);
    return read(top.section("fund"), FundSpec.FUND, seed);
  }

  List<FundSpec> vaults() {
    List<FundSpec> vaults = new ArrayList<>();
    for (Section entry : top.list("vaults").orElse(List.of())) {
      String expected = "a name that no other fund has, of letters, digits and -";
      String name = entry.text("name").orElseThrow(() -> entry.wrong("name", expected));
      boolean taken =
          name.equals(FundSpec.FUND)
              || vaults.stream().anyMatch(vault -> vault.name().equals(name));
      if (taken || !name.matches("[A-Za-z0-9-]{1,40}")) {
        throw entry.wrong("name", expected);
      }
      vaults.add(read(entry, name, 0));
    }
    if (vaults.size() > VAULTS_MAX) {
      throw top.wrong("vaults", "at most " + VAULTS_MAX);
    }
    return vaults;
  }

  private FundSpec read(Section section, String name, long seedOtherwise) {
    int scale = contract.moneyScale();
    String asset = contract.asset();
    long seed = section.number("seed", Measure.amount(asset, scale, 0, SEED_MAX), seedOtherwise);
    boolean limited =
        section.hasAny(
            "equityMin", "inventoryMax", "drawdownStart", "drawdownStop", "bookingInterval");
    FundLimits none = FundLimits.NONE;
    long start = section.number("drawdownStart", Measure.percent(0, 10 * PPB), 0);
    FundLimits limits =
        new FundLimits(
            section.number(
                "equityMin", Measure.amount(asset, scale, -MONEY_MAX, MONEY_MAX), none.equityMin()),
            section.number(
                "inventoryMax", Measure.amount(asset, scale, 0, MONEY_MAX), none.inventoryMax()),
            start,
            section.number("drawdownStop", Measure.percent(0, start), 0),
            section.number("bookingInterval", Measure.duration(0, BOOKING_MAX), 0));
    section.end();
    return new FundSpec(name, seed, limited ? Optional.of(limits) : Optional.empty());
  }
}
