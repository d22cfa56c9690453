package io.plimsoll.tools.venue;

import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what is traded: the list {@code instruments}, or the one contract at the top. */
final class InstrumentsReader {
  private static final int INSTRUMENTS_MAX = 64;

  private final Section top;
  private final FeeRates fees;
  private final VenueRules rules;

  /**
   * A reader.
   *
   * @param top of the file
   * @param fees of instruments that say nothing else
   * @param rules of the venue
   */
  InstrumentsReader(Section top, FeeRates fees, VenueRules rules) {
    this.top = top;
    this.fees = fees;
    this.rules = rules;
  }

  List<InstrumentSpec> read(Section contract, Section schedule) {
    if (!top.has("instruments")) {
      return List.of(instrument(ContractReader.read(contract), schedule, fees));
    }
    for (String key : List.of("contract", "schedule")) {
      if (top.has(key)) {
        throw top.misplaced(key, "it in each of the instruments, as that list is given");
      }
    }
    List<Section> entries = top.list("instruments").orElseThrow();
    if (entries.isEmpty() || entries.size() > INSTRUMENTS_MAX) {
      throw top.wrong("instruments", "1 to " + INSTRUMENTS_MAX + "; it has " + entries.size());
    }
    return instruments(entries);
  }

  private List<InstrumentSpec> instruments(List<Section> entries) {
    List<Section> contractSections = entries.stream().map(e -> e.section("contract")).toList();
    List<ContractSpec> contracts = new ArrayList<>();
    Set<String> symbols = new HashSet<>();
    for (Section section : contractSections) {
      ContractSpec contract = ContractReader.read(section);
      if (!symbols.add(contract.symbol())) {
        throw section.wrong("symbol", "a symbol that no other instrument has");
      }
      if (!contracts.isEmpty() && !contract.asset().equals(contracts.get(0).asset())) {
        throw section.wrong(
            "asset",
            contracts.get(0).asset() + ", as of the first instrument: they share one collateral");
      }
      contracts.add(contract);
    }
    int moneyScale = contracts.stream().mapToInt(ContractSpec::moneyScale).max().orElseThrow();
    List<InstrumentSpec> instruments = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Section entry = entries.get(i);
      FeeRates own = entry.has("fees") ? VenueReader.fees(entry.section("fees"), fees) : fees;
      instruments.add(
          instrument(contracts.get(i).withMoneyScale(moneyScale), entry.section("schedule"), own));
      entry.end();
    }
    return instruments;
  }

  private InstrumentSpec instrument(ContractSpec contract, Section section, FeeRates own) {
    Schedule schedule = new ScheduleReader(contract, section).read();
    VenueReader.checkSlope(section, schedule, own, rules);
    return new InstrumentSpec(contract, schedule, own);
  }
}
