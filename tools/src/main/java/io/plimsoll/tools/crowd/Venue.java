package io.plimsoll.tools.crowd;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.tools.tape.Tape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The simulated venue: one linear contract, settled in USDT.
 *
 * @param symbol of the contract
 * @param priceScale decimal digits of a price
 * @param quantityScale decimal digits of a quantity
 * @param priceMax highest price: the first of 1, 2, 5, 10, 20 … that is at least twice the tape's
 *     highest
 * @param openInterestMax as much as the engine allows with that priceMax
 * @param tiers Binance's for BTCUSDT in October 2024
 */
public record Venue(
    String symbol,
    int priceScale,
    int quantityScale,
    long priceMax,
    long openInterestMax,
    List<RiskTier> tiers) {
  /** The settlement asset. */
  public static final int ASSET_ID = 1;

  /** Symbol of the settlement asset. */
  public static final String ASSET = "USDT";

  /** Decimal digits of an amount of money. */
  public static final int MONEY_SCALE = 8;

  /** One unit of the asset, in units of money. */
  public static final long ONE = 100_000_000L;

  /** The contract. */
  public static final int INSTRUMENT_ID = 1;

  /** Receives trading fees. */
  public static final long FEE_ACCOUNT = 900_000_001L;

  /** The insurance fund. */
  public static final long FUND_ACCOUNT = 900_000_002L;

  /** Liquidity from outside: the other side of every trade. */
  public static final long MARKET_ACCOUNT = 900_000_003L;

  /** The venue's own accounts: fees, fund, market. */
  public static final int OWN_ACCOUNTS = 3;

  /** Order prices are multiples of this. */
  public static final long TICK = 1;

  /** Maker fee, parts per billion: 0.02 %. */
  public static final long MAKER_RATE = 200_000;

  /** Taker fee, parts per billion: 0.05 %. */
  public static final long TAKER_RATE = 500_000;

  /** Liquidation fee, parts per billion: 0.3 % of what forced orders close. */
  public static final long LIQUIDATION_RATE = 3_000_000;

  /** Margin calls go out at 1.25 times the requirement. */
  public static final long MARGIN_CALL_RATIO = 1_250_000_000L;

  /** The fund sends a tenth of its inventory to the market at each clock. */
  public static final long UNWIND_FRACTION = 100_000_000L;

  /** At up to 0.5 % from the mark. */
  public static final long UNWIND_SLIPPAGE = 5_000_000L;

  private static final long VALUE_MAX = 1L << 60;

  /** Copies the list. */
  public Venue {
    tiers = List.copyOf(tiers);
  }

  /**
   * A venue on which a tape can run.
   *
   * @param tape what will happen
   * @return the venue
   */
  public static Venue of(Tape tape) {
    long unit = unit(tape.priceScale(), Tape.QUANTITY_SCALE);
    long priceMax = roundUp(Math.multiplyExact(2L, tape.highestPrice()));
    return new Venue(
        "BTCUSDT",
        tape.priceScale(),
        Tape.QUANTITY_SCALE,
        priceMax,
        VALUE_MAX / unit / priceMax,
        readTiers());
  }

  /** Money units in one price unit times one quantity unit. */
  public long unit() {
    return unit(priceScale, quantityScale);
  }

  /**
   * Value of a quantity at a price.
   *
   * @param quantity in the quantity scale
   * @param price in the price scale
   * @return money
   * @throws ArithmeticException past 64 bits
   */
  public long value(long quantity, long price) {
    return Math.multiplyExact(Math.multiplyExact(quantity, price), unit());
  }

  private static long unit(int priceScale, int quantityScale) {
    long unit = 1;
    for (int i = priceScale + quantityScale; i < MONEY_SCALE; i++) {
      unit *= 10;
    }
    return unit;
  }

  private static long roundUp(long price) {
    for (long power = 1; ; power = Math.multiplyExact(power, 10L)) {
      for (long digit : new long[] {1, 2, 5}) {
        if (digit * power >= price) {
          return digit * power;
        }
      }
    }
  }

  private static List<RiskTier> readTiers() {
    List<RiskTier> tiers = new ArrayList<>();
    try (var csv =
        CsvReader.builder()
            .ofNamedCsvRecord(
                Objects.requireNonNull(Venue.class.getResourceAsStream("tiers.csv"), "tiers"))) {
      for (NamedCsvRecord row : csv) {
        tiers.add(
            new RiskTier(
                Math.multiplyExact(Long.parseLong(row.getField("notional_floor")), ONE),
                Long.parseLong(row.getField("maintenance_rate_ppb")),
                100 * Integer.parseInt(row.getField("leverage_max"))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tiers;
  }
}
