package io.plimsoll.tools.venue;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.codec.AccountKind;
import java.util.List;
import java.util.Optional;

/**
 * A venue as engine commands: all that its file decides about an engine comes in through these. The
 * instruments count from 1 in the order of the file.
 */
public final class VenueCommands {
  /** The settlement asset. */
  public static final int ASSET_ID = 1;

  /** Receives trading fees. */
  public static final long FEE_ACCOUNT = 900_000_001L;

  /** The insurance fund. */
  public static final long FUND_ACCOUNT = 900_000_002L;

  /** Liquidity from outside: the other side of every trade. */
  public static final long MARKET_ACCOUNT = 900_000_003L;

  /** Order prices are multiples of this. */
  public static final long TICK = 1;

  private final CommandEncoder commands;
  private final VenueSpec venue;

  /**
   * Commands for a venue.
   *
   * @param commands takes them
   * @param venue what its file says
   */
  public VenueCommands(CommandEncoder commands, VenueSpec venue) {
    this.commands = commands;
    this.venue = venue;
  }

  /**
   * Opens the venue: rules, asset, own accounts, waterfall, instruments. No instrument has a mark
   * yet.
   *
   * @param fund money in the insurance fund, in units of the asset
   * @param listings the instruments that are traded, in the order of the file
   */
  public void open(long fund, List<Listing> listings) {
    ContractSpec contract = venue.contract();
    commands.configureVenue(venue.rules());
    commands.addAsset(ASSET_ID, contract.moneyScale(), contract.asset());
    commands.addAccount(FEE_ACCOUNT, AccountKind.FEE);
    commands.addAccount(FUND_ACCOUNT, AccountKind.INSURANCE_FUND);
    commands.addAccount(MARKET_ACCOUNT, AccountKind.MARKET);
    openFund(FUND_ACCOUNT, fund, venue.fund().limits());
    openVaults();
    venue.waterfall().ifPresent(commands::setWaterfall);
    int id = 1;
    for (Listing listing : listings) {
      add(id++, listing);
    }
  }

  private void add(int id, Listing listing) {
    InstrumentSpec spec = listing.spec();
    commands.addInstrument(
        id,
        ASSET_ID,
        spec.contract().symbol(),
        listing.contract(),
        listing.priceScale(),
        spec.contract().quantityScale(),
        TICK,
        listing.priceMax(),
        listing.openInterestMax(),
        FEE_ACCOUNT,
        FUND_ACCOUNT);
    commands.setRiskTiers(id, spec.schedule());
    FeeRates fees = spec.fees();
    commands.setFees(id, fees.maker(), fees.taker(), fees.liquidation(), fees.rising());
  }

  private void openVaults() {
    long account = VenueSpec.FIRST_VAULT_ACCOUNT;
    for (FundSpec vault : venue.vaults()) {
      commands.addAccount(account, AccountKind.INSURANCE_FUND);
      openFund(account++, vault.seed(), vault.limits());
    }
  }

  private void openFund(long account, long seed, Optional<FundLimits> limits) {
    if (seed > 0) {
      commands.deposit(account, ASSET_ID, seed);
    }
    limits.ifPresent(set -> commands.setFund(account, ASSET_ID, set));
  }
}
