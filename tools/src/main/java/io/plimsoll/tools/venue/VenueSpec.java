package io.plimsoll.tools.venue;

import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.util.List;
import java.util.Optional;

/**
 * What a venue file says.
 *
 * @param name of the venue
 * @param contract what is traded
 * @param isolatedShare percent of the crowd that holds its position isolated
 * @param hedgeShare percent of the crowd that holds two legs
 * @param schedule maintenance schedule
 * @param fees of trades and liquidations
 * @param rules trigger, margin calls, surplus, unwinding
 * @param waterfall the stages of a liquidation; none to leave the engine's
 * @param fund the instrument's insurance fund
 * @param vaults further funds that stages name
 * @param funding charged while the tape runs, if any
 */
public record VenueSpec(
    String name,
    ContractSpec contract,
    int isolatedShare,
    int hedgeShare,
    Schedule schedule,
    FeeRates fees,
    VenueRules rules,
    Optional<Waterfall> waterfall,
    FundSpec fund,
    List<FundSpec> vaults,
    Optional<FundingSpec> funding) {
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

  /** Copies the list. */
  public VenueSpec {
    vaults = List.copyOf(vaults);
  }

  /** The venue of an empty file. */
  public static VenueSpec standard() {
    return VenueReader.read("", "the default venue", DEFAULT_NAME);
  }
}
