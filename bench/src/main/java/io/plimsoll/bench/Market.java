package io.plimsoll.bench;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.util.List;

/**
 * The one instrument of the benchmarks, a linear BTC-USDT contract with five tiers.
 *
 * <p>Price in tenths of a dollar, quantity in thousandths of a coin, money in millionths of a
 * dollar. Equity at or below maintenance margin plus the closing fee is past the line; there are no
 * margin calls.
 */
public final class Market {
  /** The asset. */
  public static final int ASSET_ID = 1;

  /** The instrument. */
  public static final int INSTRUMENT_ID = 1;

  /** Receives trading fees. */
  public static final long FEE_ACCOUNT_ID = 1;

  /** The insurance fund. */
  public static final long FUND_ACCOUNT_ID = 2;

  /** The other side of the population's trades. */
  public static final long MARKET_ACCOUNT_ID = 3;

  /** The mark at which the population trades: 100,000 dollars. */
  public static final long ENTRY_MARK = 1_000_000;

  /** Highest price. */
  public static final long PRICE_MAX = 3 * ENTRY_MARK;

  /** Decimal digits of a price. */
  public static final int PRICE_SCALE = 1;

  /** Decimal digits of a quantity. */
  public static final int QUANTITY_SCALE = 3;

  /** Decimal digits of money. */
  public static final int MONEY_SCALE = 6;

  /** Units of money in one unit of price times one unit of quantity. */
  public static final long UNIT = 100;

  /** One dollar in units of money. */
  public static final long DOLLAR = 1_000_000;

  /** Taker fee, parts per billion: 0.05 %. */
  public static final long TAKER_RATE = 500_000;

  /** Parts per billion in one. */
  public static final long PPB = 1_000_000_000L;

  /** The maintenance schedule. */
  public static final List<RiskTier> TIERS =
      List.of(
          new RiskTier(0, 4_000_000, 12_500),
          new RiskTier(50_000 * DOLLAR, 5_000_000, 10_000),
          new RiskTier(250_000 * DOLLAR, 10_000_000, 5_000),
          new RiskTier(1_000_000 * DOLLAR, 25_000_000, 2_000),
          new RiskTier(5_000_000 * DOLLAR, 50_000_000, 1_000));

  private static final long MAKER_RATE = 200_000;
  private static final long LIQUIDATION_RATE = 5_000_000;
  // priceMax * openInterestMax * unit must not pass 2^60.
  private static final long OPEN_INTEREST_MAX = (1L << 60) / (PRICE_MAX * UNIT);

  private Market() {}

  /**
   * Sends the commands that set up the venue, the instrument and its accounts, and a first mark.
   */
  public static void open(CommandEncoder commands) {
    commands.configureVenue(
        new VenueRules(0, 0, 0, TriggerRule.AT_OR_BELOW, true, SurplusTo.FUND, SurplusTo.ACCOUNT));
    commands.addAsset(ASSET_ID, MONEY_SCALE, "USDT");
    commands.addAccount(FEE_ACCOUNT_ID, AccountKind.FEE);
    commands.addAccount(FUND_ACCOUNT_ID, AccountKind.INSURANCE_FUND);
    commands.addAccount(MARKET_ACCOUNT_ID, AccountKind.MARKET);
    commands.addInstrument(
        INSTRUMENT_ID,
        ASSET_ID,
        "BTC-USDT",
        ContractType.LINEAR,
        PRICE_SCALE,
        QUANTITY_SCALE,
        1,
        PRICE_MAX,
        OPEN_INTEREST_MAX,
        FEE_ACCOUNT_ID,
        FUND_ACCOUNT_ID);
    commands.setRiskTiers(INSTRUMENT_ID, TIERS);
    commands.setFees(INSTRUMENT_ID, MAKER_RATE, TAKER_RATE, LIQUIDATION_RATE);
    commands.markPrice(INSTRUMENT_ID, ENTRY_MARK);
  }

  /** Highest leverage, in hundredths, that the tier of a notional allows. */
  public static int leverageMax(long notional) {
    int leverage = 0;
    for (RiskTier tier : TIERS) {
      if (tier.notionalFloor() <= notional) {
        leverage = tier.leverageMax();
      }
    }
    return leverage;
  }
}
