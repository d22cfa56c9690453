package io.plimsoll.tools.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.tools.venue.VenueCommands;
import io.plimsoll.tools.venue.VenueFiles;
import io.plimsoll.tools.venue.VenueSpec;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Funding that venues' pages work out, by the formulas of their profiles and the engine. */
class FundingExamplesTest {
  private static final long HOUR = 3_600_000_000_000L;

  /** Hyperliquid documentation, Funding: impact bid 10,100 at an oracle price of 10,000. */
  @Test
  void hyperliquidPageOnFunding() {
    try (BareVenue rig = new BareVenue(VenueFiles.open("hyperliquid"), 1_000_000)) {
      rig.index(1_000_000);
      rig.book(1_010_000, 1_012_000);

      rig.clock(HOUR);

      assertEquals(9_500_000, rig.rate());
      assertEquals(9_500_000 / 8, rig.chargedRate());
    }
  }

  /** Deribit Support 31424939178397: the damper of 0.025 %. */
  @ParameterizedTest
  @CsvSource({
    "deribit, 999900, 0", "deribit, 1001000, 750000", "deribit, 999000, -750000",
    "deribit-usdc, 999900, 0", "deribit-usdc, 1001000, 750000", "deribit-usdc, 999000, -750000"
  })
  void deribitPageOnTheDamper(String profile, long mark, long rate) {
    try (BareVenue rig = new BareVenue(VenueFiles.open(profile), mark)) {
      rig.index(1_000_000);

      rig.clock(8 * HOUR);

      assertEquals(1, rig.rates());
      assertEquals(rate, rig.rate());
      assertEquals(rate, rig.chargedRate());
    }
  }

  /**
   * BitMEX, Perpetual Contracts Guide, examples: 15,000 contracts bought at 750, funding of 0.25 %,
   * sold at 800. The rate comes of an impact bid 0.3 % above the index.
   */
  @Test
  void bitmexPageOnFundingAndProfit() {
    VenueSpec venue = VenueFiles.open("bitmex");
    long one = BigInteger.TEN.pow(venue.contract().moneyScale()).longValueExact();
    long deposit = 30 * one;
    try (BareVenue rig = new BareVenue(venue, 75_000)) {
      rig.account(1, deposit);
      rig.trade(1, 15_000, 75_000);
      long entryFee = deposit - rig.view().balance(1, VenueCommands.ASSET_ID);
      rig.index(75_000);
      rig.book(75_225, 75_300);

      rig.clock(4 * HOUR);
      long funding = rig.view().balance(1, VenueCommands.ASSET_ID) + entryFee - deposit;
      rig.mark(80_000);
      rig.trade(1, -15_000, 80_000);

      assertEquals(2_500_000, rig.chargedRate());
      assertEquals(-one / 20, funding);
      // The example has no trading fees; the profile has 0.075 % of 20 and of 18.75.
      assertEquals(one / 1_000 * 15, entryFee);
      long exitFee = one / 100_000 * 1_406 + one / 1_000_000 * 2 + one / 2_000_000;
      assertEquals(
          deposit + one + one / 5 - entryFee - exitFee,
          rig.view().balance(1, VenueCommands.ASSET_ID));
    }
  }

  /** Binance FAQ, Funding Rates: payments at 00, 08 and 16 UTC; BitMEX's are at 04, 12 and 20. */
  @ParameterizedTest
  @CsvSource({"binance-usdm, 8", "bitmex, 4"})
  void fundingFallsDueAtTheVenuesHours(String profile, int hour) {
    try (BareVenue rig = new BareVenue(VenueFiles.open(profile), 1_000_000)) {
      rig.index(1_000_000);

      rig.clock(hour * HOUR - 1);
      assertEquals(0, rig.rates());
      rig.clock(hour * HOUR);

      assertEquals(1, rig.rates());
    }
  }
}
