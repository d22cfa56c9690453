package io.plimsoll.tools.venue;

import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.util.List;
import java.util.Optional;

/**
 * What a venue file says. Contract, schedule and fees are those of the first instrument: what runs
 * on a tape.
 *
 * @param name of the venue
 * @param instruments at least one, all settled in the same asset
 * @param marginModes that accounts may choose
 * @param isolatedShare percent of the crowd that holds its position isolated
 * @param hedgeShare percent of the crowd that holds two legs
 * @param rules trigger, margin calls, surplus, unwinding
 * @param waterfall the stages of a liquidation; none to leave the engine's
 * @param fund the instrument's insurance fund
 * @param vaults further funds that stages name
 * @param funding charged while the tape runs, if any
 * @param collateral that accounts may pool, if any
 */
public record VenueSpec(
    String name,
    List<InstrumentSpec> instruments,
    List<MarginMode> marginModes,
    int isolatedShare,
    int hedgeShare,
    VenueRules rules,
    Optional<Waterfall> waterfall,
    FundSpec fund,
    List<FundSpec> vaults,
    Optional<FundingTerms> funding,
    Optional<CollateralSpec> collateral) {
  /** Name of the venue that runs when nobody asks for another. */
  public static final String DEFAULT_NAME = "default";

  /** Percent of the crowd that holds its position isolated, unless a file says otherwise. */
  public static final int ISOLATED_SHARE = 60;

  /** Money in the insurance fund, in whole units of the asset: USDT, or BTC. */
  public static final int SEED_USDT = 2_000_000;

  /** The same for a contract that is settled in bitcoin. */
  public static final int SEED_BTC = 20;

  /** Account of the first vault; the others follow. */
  public static final long FIRST_VAULT_ACCOUNT = 900_000_004L;

  /**
   * Margin calls at 1.25 times the requirement; the fund sends a tenth of its inventory to the
   * market at each clock, at up to 0.5 % from the mark.
   */
  public static final VenueRules DEFAULT_RULES =
      new VenueRules(
          1_250_000_000L,
          100_000_000L,
          5_000_000L,
          TriggerRule.AT_OR_BELOW,
          false,
          SurplusTo.FUND,
          SurplusTo.ACCOUNT);

  /** Copies the lists. */
  public VenueSpec {
    instruments = List.copyOf(instruments);
    marginModes = List.copyOf(marginModes);
    vaults = List.copyOf(vaults);
  }

  /** What is traded. */
  public ContractSpec contract() {
    return instruments.get(0).contract();
  }

  /** Maintenance schedule. */
  public Schedule schedule() {
    return instruments.get(0).schedule();
  }

  /** Of trades and liquidations. */
  public FeeRates fees() {
    return instruments.get(0).fees();
  }

  /** The same with other instruments. */
  public VenueSpec with(String newName, List<InstrumentSpec> others) {
    return copy(newName, others, rules, fund, collateral);
  }

  /** The same with margin calls at another ratio. */
  public VenueSpec withMarginCall(long ratio) {
    VenueRules other =
        new VenueRules(
            ratio,
            rules.unwindFraction(),
            rules.unwindSlippage(),
            rules.triggerRule(),
            rules.closingFeeCounted(),
            rules.isolatedSurplusTo(),
            rules.crossSurplusTo(),
            rules.changesWithPosition());
    return copy(name, instruments, other, fund, collateral);
  }

  /** The same with other collateral. */
  public VenueSpec withCollateral(Optional<CollateralSpec> other) {
    return copy(name, instruments, rules, fund, other);
  }

  /** The same with an insurance fund that takes over whatever it is asked to. */
  public VenueSpec withUnlimitedFund() {
    FundSpec unlimited = new FundSpec(fund.name(), fund.seed(), Optional.empty());
    return copy(name, instruments, rules, unlimited, collateral);
  }

  private VenueSpec copy(
      String newName,
      List<InstrumentSpec> newInstruments,
      VenueRules newRules,
      FundSpec newFund,
      Optional<CollateralSpec> newCollateral) {
    return new VenueSpec(
        newName,
        newInstruments,
        marginModes,
        isolatedShare,
        hedgeShare,
        newRules,
        waterfall,
        newFund,
        vaults,
        funding,
        newCollateral);
  }

  /** The venue of an empty file. */
  public static VenueSpec standard() {
    return VenueReader.read("", "the default venue", DEFAULT_NAME).spec();
  }
}
