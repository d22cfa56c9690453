package io.plimsoll.tools.sim;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.tools.crowd.Population;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.scenario.InstrumentPlan;
import io.plimsoll.tools.scenario.PricePath;
import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.venue.Listing;
import io.plimsoll.tools.venue.VenueSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A scenario made ready for one seed: its paths and its venue.
 *
 * @param scenario what the file says
 * @param paths of the outside prices, an entry for each instrument
 * @param venues what is traded, an entry for each instrument; the highest price is the first of 1,
 *     2, 5, 10 … that is at least four times the path's highest
 */
public record ScenarioVenue(Scenario scenario, List<PricePath> paths, List<Venue> venues) {
  /** Room above the path: with feedback the market itself may go beyond it. */
  private static final long HIGHEST_TIMES = 4;

  /** Open orders: a take-profit, a stop-loss or entry, and one that forces it. */
  private static final int ORDERS_PER_POSITION = 3;

  private static final int MORE_ORDERS = 1_000;

  /**
   * Makes a scenario ready.
   *
   * @param scenario what the file says
   * @throws io.plimsoll.tools.UserError if a contract is too small or too large for its prices
   */
  public static ScenarioVenue of(Scenario scenario) {
    List<PricePath> paths = scenario.paths();
    List<Venue> venues = new ArrayList<>();
    VenueSpec spec = scenario.venue();
    for (int i = 0; i < paths.size(); i++) {
      InstrumentPlan plan = scenario.instruments().get(i);
      long priceMax = Listing.roundUp(Math.multiplyExact(HIGHEST_TIMES, paths.get(i).highest()));
      Listing listing = Listing.of(plan.spec(), spec.name(), plan.priceScale(), 1, priceMax);
      venues.add(new Venue(spec.with(spec.name(), List.of(plan.spec())), listing));
    }
    return new ScenarioVenue(scenario, paths, List.copyOf(venues));
  }

  /** The venue's own accounts: fees, fund, market, vaults. */
  public int ownAccounts() {
    return venues.get(0).ownAccounts();
  }

  /** Limits of an engine that the scenario fits into. */
  public EngineLimits limits() {
    int accounts = scenario.accounts();
    long orders = ORDERS_PER_POSITION * (long) venues.size() * accounts + MORE_ORDERS;
    return new EngineLimits(accounts + ownAccounts(), Math.toIntExact(orders));
  }

  /** First price of each instrument. */
  public long[] firstPrices() {
    return paths.stream().mapToLong(PricePath::first).toArray();
  }

  /** The traders. */
  public Population population() {
    return new Population(
        venues, scenario.traders(), scenario.crowd(), scenario.seed(), firstPrices());
  }
}
