package io.plimsoll.tools.compare;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.EngineView;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.sim.EngineGateway;
import io.plimsoll.tools.sim.EngineLauncher;
import io.plimsoll.tools.sim.FundTally;
import io.plimsoll.tools.sim.LiquidationTally;
import io.plimsoll.tools.sim.Pacer;
import io.plimsoll.tools.sim.Progress;
import io.plimsoll.tools.sim.RunStatistics;
import io.plimsoll.tools.sim.Simulation;
import io.plimsoll.tools.sim.SimulationPlan;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.venue.CollateralWorth;
import io.plimsoll.tools.venue.InstrumentSpec;
import io.plimsoll.tools.venue.VenueSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One venue of a comparison.
 *
 * @param tape what happens
 * @param spec the venue
 * @param accounts traders
 * @param seed of the crowd
 */
public record VenueRun(Tape tape, VenueSpec spec, int accounts, long seed) {
  /** Marks that each bar expands to. */
  public static final int MARKS_PER_BAR = 60;

  private static final int HUNDRED = 100;

  /**
   * A venue whose tiers allow at most this leverage.
   *
   * @param spec the venue
   * @param cap in whole multiples, 1 or above
   */
  public static VenueSpec capped(VenueSpec spec, int cap) {
    List<InstrumentSpec> capped = new ArrayList<>();
    for (InstrumentSpec instrument : spec.instruments()) {
      Schedule old = instrument.schedule();
      List<RiskTier> tiers =
          old.tiers().stream()
              .map(
                  tier ->
                      new RiskTier(
                          tier.notionalFloor(),
                          tier.quantityFloor(),
                          tier.maintenanceRate(),
                          Math.min(HUNDRED * cap, tier.leverageMax())))
              .toList();
      Schedule schedule =
          new Schedule(
              old.form(),
              old.measure(),
              old.valuation(),
              old.initialRate(),
              old.premium(),
              old.rateMax(),
              tiers,
              old.hedgeNetting());
      capped.add(new InstrumentSpec(instrument.contract(), schedule, instrument.fees()));
    }
    return spec.with(spec.name() + " at most " + cap + "x", capped);
  }

  /**
   * Runs it, on the caller's thread.
   *
   * @param journal folder, absent or empty; none for no journal
   * @param createdBy program and version, for the journal
   */
  public VenueResult run(Optional<Path> journal, String createdBy) {
    Venue venue = Venue.of(tape, spec);
    EngineLauncher launcher =
        new EngineLauncher(
            new EngineLimits(accounts + venue.ownAccounts(), accounts),
            journal,
            Map.of(
                "tape", tape.name(),
                "venue", spec.name(),
                "accounts", Integer.toString(accounts),
                "seed", Long.toString(seed)),
            createdBy);
    SimulationPlan plan =
        new SimulationPlan(tape, venue, accounts, seed, spec.fund().seed(), MARKS_PER_BAR);
    SafetyTally safety = new SafetyTally(venue, worth(venue).assets());
    EngineGateway[] gateway = new EngineGateway[1];
    try (Simulation simulation =
        new Simulation(
            plan,
            sink -> {
              gateway[0] =
                  launcher.inThread(
                      (buffer, offset, length) -> {
                        safety.onEvent(buffer, offset, length);
                        sink.onEvent(buffer, offset, length);
                      });
              return gateway[0];
            })) {
      RunStatistics statistics = simulation.run(Pacer.FAST, Progress.NONE);
      if (statistics.rejections() > 0) {
        throw new IllegalStateException(spec.name() + ": rejected " + statistics.firstRejection());
      }
      return result(venue, statistics, safety, gateway[0].view().orElseThrow());
    }
  }

  private VenueResult result(
      Venue venue, RunStatistics statistics, SafetyTally safety, EngineView view) {
    double one = venue.one();
    double first = dollars(venue, tape.first().open());
    double last = dollars(venue, statistics.mark());
    double deposited = deposited(venue, safety);
    double left = left(venue, statistics, safety, view);
    var total = statistics.bands().total();
    LiquidationTally sums = statistics.liquidations();
    return new VenueResult(
        spec.name(),
        "",
        accounts,
        total.longsLiquidated() + total.shortsLiquidated(),
        sums.closedNotional() * last,
        sums.takenOverNotional() * last,
        safety.beyondMargin() / one * last,
        drawdown(statistics) / one * last,
        sums.deleveragedNotional() * last,
        statistics.stages().counterparties(),
        statistics.stages().socialised() * last,
        deposited / one * first,
        left / one * last,
        left / deposited,
        safety.isSafe() ? safety.timeToSafe() : -1,
        statistics.digest());
  }

  /** Dollars of one unit of the settlement asset. */
  private static double dollars(Venue venue, long price) {
    return venue.contract().type() == ContractType.LINEAR
        ? 1
        : price / Math.pow(10, venue.priceScale());
  }

  private List<FundTally> funds(RunStatistics statistics) {
    List<FundTally> funds = new ArrayList<>();
    funds.add(statistics.fund());
    for (int i = 0; i < spec.vaults().size(); i++) {
      funds.add(statistics.vault(i));
    }
    return funds;
  }

  private double drawdown(RunStatistics statistics) {
    double sum = 0;
    for (FundTally fund : funds(statistics)) {
      sum += Math.max(0, fund.before() - fund.equityLowest().doubleValue());
    }
    return sum;
  }

  private static CollateralWorth worth(Venue venue) {
    return new CollateralWorth(venue.spec().collateral(), List.of(venue.listing()));
  }

  /** What traders paid in, collateral at the tape's first price. */
  private double deposited(Venue venue, SafetyTally safety) {
    CollateralWorth worth = worth(venue);
    double sum = 0;
    for (int id = Venue.ASSET_ID; id <= worth.assets(); id++) {
      sum += worth.of(id, safety.traderDeposits(id), tape.first().open()).doubleValue();
    }
    return sum;
  }

  /**
   * By conservation: all that was paid in, less what funds, fee account and market have; collateral
   * at the last price.
   */
  private double left(Venue venue, RunStatistics statistics, SafetyTally safety, EngineView view) {
    long mark = statistics.mark();
    double others = view.balance(Venue.FEE_ACCOUNT, Venue.ASSET_ID);
    others += view.balance(Venue.MARKET_ACCOUNT, Venue.ASSET_ID);
    others +=
        venue
            .signedValue(view.quantity(Venue.MARKET_ACCOUNT, Venue.INSTRUMENT_ID), mark)
            .doubleValue();
    others -= view.cost(Venue.MARKET_ACCOUNT, Venue.INSTRUMENT_ID);
    for (FundTally fund : funds(statistics)) {
      others += fund.equity(mark).doubleValue();
    }
    double left = paidIn(safety, Venue.ASSET_ID) - others;
    CollateralWorth worth = worth(venue);
    for (int id = Venue.ASSET_ID + 1; id <= worth.assets(); id++) {
      long elsewhere = view.balance(Venue.FEE_ACCOUNT, id) + view.balance(Venue.FUND_ACCOUNT, id);
      left += worth.of(id, paidIn(safety, id) - elsewhere, mark).doubleValue();
    }
    return left;
  }

  private static long paidIn(SafetyTally safety, int assetId) {
    return Math.addExact(safety.traderDeposits(assetId), safety.fundDeposits(assetId));
  }
}
