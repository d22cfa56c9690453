package io.plimsoll.tools.scenario;

import io.plimsoll.tools.crowd.CrowdSpec;
import io.plimsoll.tools.crowd.Population;
import io.plimsoll.tools.venue.FundingTerms;
import io.plimsoll.tools.venue.VenueSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a scenario file says.
 *
 * @param name short, also that of journal folders
 * @param title in a few words
 * @param teaches what one learns from it, a sentence
 * @param look what to see in it, a sentence each
 * @param venue whose rules hold; its instruments are those of the scenario
 * @param instruments what is traded, at least one
 * @param start when it begins, in nanoseconds since 1970-01-01T00:00Z
 * @param marksPerMinute marks of each minute
 * @param seed of crowd and chance
 * @param fund money in the insurance fund at the start, in units of money
 * @param funding charged while it runs, if any
 * @param interest what part of each forced order finds its way to the market, in parts per billion
 * @param halts when the exchange stands still
 * @param traders whom it names
 * @param crowd all others
 */
public record Scenario(
    String name,
    String title,
    String teaches,
    List<String> look,
    VenueSpec venue,
    List<InstrumentPlan> instruments,
    long start,
    int marksPerMinute,
    long seed,
    long fund,
    Optional<FundingTerms> funding,
    long interest,
    List<HaltPlan> halts,
    List<Population.Named> traders,
    CrowdSpec crowd) {
  /** Copies the lists. */
  public Scenario {
    look = List.copyOf(look);
    instruments = List.copyOf(instruments);
    halts = List.copyOf(halts);
    traders = List.copyOf(traders);
  }

  /** How long it lasts: as long as its longest path. */
  public int minutes() {
    return instruments.stream().mapToInt(InstrumentPlan::minutes).max().orElseThrow();
  }

  /** How many traders. */
  public int accounts() {
    return crowd.accounts() + traders.stream().mapToInt(Population.Named::accounts).sum();
  }

  /** The same with another seed. */
  public Scenario withSeed(long other) {
    return with(other, fund, halts, crowd, instruments);
  }

  /** The same with another number of traders in the crowd. */
  public Scenario withAccounts(int number) {
    return with(seed, fund, halts, crowd.withAccounts(number), instruments);
  }

  /** The same with another fund. */
  public Scenario withFund(long other) {
    return with(seed, other, halts, crowd, instruments);
  }

  /** The same with another feedback in all its markets, in parts per billion. */
  public Scenario withFeedback(long feedback) {
    UnaryOperator<InstrumentPlan> change =
        plan -> plan.withMarket(plan.market().withFeedback(feedback));
    return with(seed, fund, halts, crowd, instruments.stream().map(change).toList());
  }

  /** The same with an exchange that never stands still. */
  public Scenario withoutHalts() {
    return with(seed, fund, List.of(), crowd, instruments);
  }

  /** The same with an insurance fund that takes over whatever it is asked to. */
  public Scenario withUnlimitedFund() {
    return new Scenario(
        name,
        title,
        teaches,
        look,
        venue.withUnlimitedFund(),
        instruments,
        start,
        marksPerMinute,
        seed,
        fund,
        funding,
        interest,
        halts,
        traders,
        crowd);
  }

  private Scenario with(
      long newSeed,
      long newFund,
      List<HaltPlan> newHalts,
      CrowdSpec newCrowd,
      List<InstrumentPlan> plans) {
    return new Scenario(
        name,
        title,
        teaches,
        look,
        venue,
        plans,
        start,
        marksPerMinute,
        newSeed,
        newFund,
        funding,
        interest,
        newHalts,
        traders,
        newCrowd);
  }

  /** A path for each instrument. */
  public List<PricePath> paths() {
    return new PathBuilder(this, seed).build();
  }
}
