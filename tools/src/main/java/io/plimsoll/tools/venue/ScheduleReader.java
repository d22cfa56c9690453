package io.plimsoll.tools.venue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.Valuation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads the section {@code schedule}. */
final class ScheduleReader {
  private static final long PPB = VenueReader.PPB;
  private static final int TIERS_MAX = 32;
  private static final int LEVERAGE_MIN = 100;
  private static final int LEVERAGE_MAX = 100_000;

  /** Dollars of a bitcoin where the default tiers, in dollars, are turned into bitcoins. */
  private static final long DOLLARS_PER_COIN = 100_000;

  private final ContractSpec contract;
  private final Section section;

  ScheduleReader(ContractSpec contract, Section section) {
    this.contract = contract;
    this.section = section;
  }

  Schedule read() {
    ScheduleForm form = section.named("form", ScheduleForm.class, ScheduleForm.MARGINAL);
    boolean grows = form == ScheduleForm.CONTINUOUS || form == ScheduleForm.SQUARE_ROOT;
    TierMeasure measure = measure(form);
    Valuation valuation = valuation(form, measure);
    long initialRate = section.number("initialRate", Measure.percent(0, PPB), 0);
    long premium = grows ? section.number("premium", Measure.percent(1, PPB)) : 0;
    List<RiskTier> tiers =
        section.has("tiers") || form != ScheduleForm.MARGINAL
            ? tiers(measure, grows ? 1 : TIERS_MAX)
            : defaultTiers();
    long rateMax =
        grows
            ? section.number("rateMax", Measure.percent(tiers.get(0).maintenanceRate(), PPB - 1))
            : 0;
    HedgeNetting netting = section.named("hedgeNetting", HedgeNetting.class, HedgeNetting.SUM);
    section.end();
    return new Schedule(form, measure, valuation, initialRate, premium, rateMax, tiers, netting);
  }

  private TierMeasure measure(ScheduleForm form) {
    List<TierMeasure> fitting =
        switch (form) {
          case MARGINAL -> List.of(TierMeasure.MARK_NOTIONAL, TierMeasure.ENTRY_NOTIONAL);
          case WHOLE_POSITION -> List.of(TierMeasure.ENTRY_NOTIONAL, TierMeasure.QUANTITY);
          default -> List.of(TierMeasure.QUANTITY);
        };
    TierMeasure measure = section.named("measure", TierMeasure.class, fitting.get(0));
    if (!fitting.contains(measure)) {
      throw section.wrong(
          "measure",
          "under the form "
              + Section.camelCase(form)
              + " "
              + String.join(" or ", fitting.stream().map(Section::camelCase).toList()));
    }
    return measure;
  }

  private Valuation valuation(ScheduleForm form, TierMeasure measure) {
    boolean tied = form == ScheduleForm.MARGINAL;
    Valuation fitting =
        tied && measure == TierMeasure.ENTRY_NOTIONAL ? Valuation.ENTRY : Valuation.MARK;
    Valuation valuation = section.named("valuation", Valuation.class, fitting);
    if (tied && valuation != fitting) {
      throw section.wrong(
          "valuation",
          Section.camelCase(fitting) + ", as the tiers measure " + Section.camelCase(measure));
    }
    return valuation;
  }

  private List<RiskTier> tiers(TierMeasure measure, int countMax) {
    String expected = countMax == 1 ? "one tier" : "1 to " + countMax + " tiers";
    List<Section> entries =
        section.list("tiers").orElseThrow(() -> section.wrong("tiers", expected));
    if (entries.isEmpty() || entries.size() > countMax) {
      throw section.wrong("tiers", expected + "; it has " + entries.size());
    }
    boolean byQuantity = measure == TierMeasure.QUANTITY;
    Measure floor =
        Measure.amount(
            byQuantity ? contract.quantityUnit() : contract.asset(),
            byQuantity ? contract.quantityScale() : contract.moneyScale(),
            0,
            VenueReader.MONEY_MAX);
    List<RiskTier> tiers = new ArrayList<>();
    Tier before = null;
    for (Section entry : entries) {
      Tier tier = Tier.read(entry, floor, before, countMax == 1);
      tiers.add(
          byQuantity
              ? RiskTier.byQuantity(tier.from, tier.rate, tier.leverage)
              : new RiskTier(tier.from, tier.rate, tier.leverage));
      before = tier;
    }
    return tiers;
  }

  /** One tier as a file writes it; to is 0 if it is not written. */
  private record Tier(long from, long to, long rate, int leverage) {
    static Tier read(Section entry, Measure floor, Tier before, boolean only) {
      long from = only ? entry.number("from", floor, 0) : entry.number("from", floor);
      if (before == null && from != 0) {
        throw entry.wrong("from", "0 in the first tier");
      }
      if (before != null && from <= before.from) {
        throw entry.wrong(
            "from", "more than " + floor.show(before.from) + ", where the tier before begins");
      }
      if (before != null && before.to != 0 && from != before.to) {
        throw entry.wrong("from", floor.show(before.to) + ", where the tier before ends");
      }
      long to = entry.number("to", floor, 0);
      if (entry.has("to") && to <= from) {
        throw entry.wrong("to", "more than " + floor.show(from));
      }
      Measure rates = Measure.percent(before == null ? 1 : before.rate, PPB - 1);
      Measure leverages =
          Measure.leverage(LEVERAGE_MIN, before == null ? LEVERAGE_MAX : before.leverage);
      long rate = entry.number("maintenanceRate", rates);
      int leverage = (int) entry.number("leverageMax", leverages);
      entry.end();
      return new Tier(from, to, rate, leverage);
    }
  }

  /** Binance's for BTCUSDT in October 2024. */
  private List<RiskTier> defaultTiers() {
    BigInteger dollar =
        BigInteger.TEN
            .pow(contract.moneyScale())
            .divide(
                BigInteger.valueOf(contract.type() == ContractType.LINEAR ? 1 : DOLLARS_PER_COIN));
    List<RiskTier> tiers = new ArrayList<>();
    try (var csv =
        CsvReader.builder()
            .ofNamedCsvRecord(
                Objects.requireNonNull(
                    ScheduleReader.class.getResourceAsStream("tiers.csv"), "tiers"))) {
      for (NamedCsvRecord row : csv) {
        tiers.add(
            new RiskTier(
                dollar.multiply(new BigInteger(row.getField("notional_floor"))).longValueExact(),
                Long.parseLong(row.getField("maintenance_rate_ppb")),
                LEVERAGE_MIN * Integer.parseInt(row.getField("leverage_max"))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tiers;
  }
}
