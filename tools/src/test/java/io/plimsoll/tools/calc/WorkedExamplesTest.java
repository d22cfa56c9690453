package io.plimsoll.tools.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.RisingFee;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.tools.venue.VenueCommands;
import io.plimsoll.tools.venue.VenueDocument;
import io.plimsoll.tools.venue.VenueFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbers that venues' pages and open-source tests print, through the profiles and the engine.
 * Where an example has tiers of its own, it runs in the profile with only the contract replaced.
 */
class WorkedExamplesTest {
  private static final double MONEY = 1e-6;

  @TempDir private Path folder;

  private static void assertPrice(
      VenueDocument venue, int instrument, double expected, long price) {
    double tick = Math.pow(10, -Variants.contract(venue, instrument).priceScale());
    assertEquals(expected, Variants.price(venue, instrument, price), 1.01 * tick);
  }

  private VenueDocument oneRate(String profile, String fees, String rate, int leverage)
      throws IOException {
    return Variants.of(
        folder,
        profile,
        fees,
        "form: %s%ntiers: [{from: 0, maintenanceRate: %s, leverageMax: %d}]%n"
                .formatted(
                    profile.equals("okx") ? "wholePosition\nmeasure: quantity" : "marginal",
                    rate,
                    leverage)
            + (profile.equals("bybit") ? "measure: entryNotional\nvaluation: entry\n" : ""));
  }

  private VenueDocument twoRates(String floor, String low, String high) throws IOException {
    return Variants.of(
        folder,
        "binance-usdm",
        "taker: 0 %",
        """
        tiers:
          - {from: 0, maintenanceRate: %s, leverageMax: 5}
          - {from: %s, maintenanceRate: %s, leverageMax: 5}
        """
            .formatted(low, floor, high));
  }

  /**
   * freqtrade tests/exchange/test_binance.py @c9ae5e1: rate and amount of the tier at the price.
   */
  @ParameterizedTest
  @CsvSource({
    "2707300, 5 %, 10 %, 1456.84, 3683.979, 1114.78",
    "1086666.66666667, 1 %, 2.5 %, 32481.98, 109.488, 18778.73"
  })
  void binanceLongWithAWalletOfItsOwn(
      String floor, String low, String high, String entry, String quantity, double price)
      throws IOException {
    VenueDocument venue = twoRates(floor, low, high);

    Answer answer =
        Variants.ask(venue, 1, true, "5", entry, quantity, MarginMode.CROSS, "1535443.01");

    assertEquals(price, Variants.price(venue, 1, answer.liquidationPrice()), 0.01);
  }

  /** freqtrade tests/exchange/test_exchange.py @c9ae5e1: rate 1 %, amount 0.01. */
  @ParameterizedTest
  @CsvSource({"false, 10, 11.8910891", "true, 10, 8.0707071", "true, 8, 6.4545455"})
  void binanceFiveTimesIsolated(boolean isLong, String entry, double price) throws IOException {
    VenueDocument venue = twoRates("2", "0.5 %", "1 %");

    Answer answer = Variants.ask(venue, 1, isLong, "5", entry, "1", MarginMode.ISOLATED, "");

    assertPrice(venue, 1, price, answer.liquidationPrice());
  }

  /** The same: OKX with a closing fee of 0.06 %. */
  @ParameterizedTest
  @CsvSource({
    "3, true, 6.7380904",
    "3, false, 13.1934824",
    "5, true, 8.0857085",
    "5, false, 11.8741342"
  })
  void okxCountsTheClosingFee(String leverage, boolean isLong, double price) throws IOException {
    VenueDocument venue = oneRate("okx", "taker: 0.06 %", "1 %", 10);

    Answer answer = Variants.ask(venue, 1, isLong, leverage, "10", "1", MarginMode.ISOLATED, "");

    assertPrice(venue, 1, price, answer.liquidationPrice());
  }

  /** The same: Bybit, maintenance margin at the entry value. */
  @ParameterizedTest
  @CsvSource({
    "3, true, 6.7666667", "5, true, 8.1", "10, true, 9.1",
    "3, false, 13.2333333", "5, false, 11.9", "10, false, 10.9"
  })
  void bybitTakesMaintenanceAtEntry(String leverage, boolean isLong, double price)
      throws IOException {
    VenueDocument venue = oneRate("bybit", "taker: 0 %", "1 %", 10);

    Answer answer = Variants.ask(venue, 1, isLong, leverage, "10", "1", MarginMode.ISOLATED, "");

    assertPrice(venue, 1, price, answer.liquidationPrice());
  }

  /** Bybit Help Center, Liquidation Price (USDT Contract); article 900000181046. */
  @Test
  void bybitPagesOnUsdtContracts() {
    VenueDocument venue = VenueFiles.document("bybit");

    Answer fifty = Variants.ask(venue, 1, true, "50", "20000", "1", MarginMode.ISOLATED, "");
    Answer forty = Variants.ask(venue, 1, false, "40", "8000", "1", MarginMode.ISOLATED, "");
    Answer bankrupt = Variants.ask(venue, 1, true, "50", "10000", "1", MarginMode.ISOLATED, "");

    assertEquals(400, Variants.money(venue, fifty.initialMargin()), MONEY);
    assertEquals(100, Variants.money(venue, fifty.maintenanceMargin()), MONEY);
    assertEquals(19_700, Variants.price(venue, 1, fifty.liquidationPrice()));
    assertEquals(8_160, Variants.price(venue, 1, forty.liquidationPrice()));
    assertEquals(9_850, Variants.price(venue, 1, bankrupt.liquidationPrice()));
    assertEquals(9_800, Variants.price(venue, 1, bankrupt.bankruptcyPrice()));
  }

  /** Bybit Help Center, Liquidation Price Calculation under Isolated Mode (Inverse Contract). */
  @ParameterizedTest
  @CsvSource({"true, 45662.10", "false, 55248.62"})
  void bybitPageOnInverseContracts(boolean isLong, double price) {
    VenueDocument venue = VenueFiles.document("bybit-inverse");

    Answer answer = Variants.ask(venue, 1, isLong, "10", "50000", "60000", MarginMode.ISOLATED, "");

    assertEquals(0.12, Variants.money(venue, answer.initialMargin()), MONEY);
    assertEquals(0.006, Variants.money(venue, answer.maintenanceMargin()), MONEY);
    assertEquals(price, Variants.price(venue, 1, answer.liquidationPrice()), 0.001);
  }

  /** Requirement of a position of this notional, opened at 1x at the price. */
  private static double requirement(
      VenueDocument venue, int instrument, String price, String quantity, int leverage) {
    long[] prices = new long[venue.spec().instruments().size()];
    int priceScale = Variants.contract(venue, instrument).priceScale();
    prices[instrument - 1] = Variants.scaled(price, priceScale);
    try (Desk desk = new Desk(venue.spec(), prices, 2)) {
      long account = desk.account(1L << 58);
      desk.take(
          account,
          instrument,
          MarginMode.CROSS,
          leverage,
          Variants.scaled(quantity, Variants.contract(venue, instrument).quantityScale()),
          prices[instrument - 1]);
      return Variants.money(venue, desk.view().requirement(account, instrument));
    }
  }

  /** Each tier's rate and deduction: Bybit, Margin Parameters; Binance's of 2024-10 (freqtrade). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bybit: 0, 1200, 3020, 4300, 5820, 8460, 15460, 20500, 46000, 66000, 80000, 160000, 300000,"
            + " 452000, 502000, 777000, 837000, 967000, 1107000, 1482000",
        "binance-usdm: 0, 50, 950, 11450, 131450, 481450, 2981450, 14481450, 26481450, 41481450,"
            + " 121481450, 421481450"
      })
  void deductionsOfAllTiers(String row) {
    VenueDocument venue = VenueFiles.document(row.substring(0, row.indexOf(':')));
    String[] deductions = row.substring(row.indexOf(':') + 2).split(", ", -1);
    var tiers = venue.spec().schedule().tiers();

    assertEquals(deductions.length, tiers.size());
    for (int i = 0; i < deductions.length; i++) {
      BigDecimal notional =
          BigDecimal.valueOf(tiers.get(i).notionalFloor(), 8).add(BigDecimal.valueOf(40_000));
      BigDecimal quantity = notional.movePointLeft(5).setScale(3);
      double rate = tiers.get(i).maintenanceRate() / 1e9;

      double requirement = requirement(venue, 1, "100000", quantity.toPlainString(), 100);

      assertEquals(
          notional.doubleValue() * rate - Double.parseDouble(deductions[i]), requirement, 0.01);
    }
  }

  /**
   * Binance FAQ b3c689c1 (2021): 500,000 has amount 1,300; FAQ ceccfcfb: 300 BTC, 12.5 % and 11.81.
   */
  @Test
  void binancePagesOnMaintenanceAmounts() throws IOException {
    VenueDocument old =
        Variants.of(
            folder,
            "binance-usdm",
            "taker: 0 %",
            """
            tiers:
              - {from: 0, maintenanceRate: 0.4 %, leverageMax: 125}
              - {from: 50000, maintenanceRate: 0.5 %, leverageMax: 100}
              - {from: 250000, maintenanceRate: 1 %, leverageMax: 50}
            """);

    assertEquals(3_700, requirement(old, 1, "50000", "10", 100), MONEY);
    assertEquals(2_640 - 1_300, requirement(old, 1, "26400", "10", 100), MONEY);
    assertEquals(
        300 * 0.125 - 11.81,
        requirement(VenueFiles.document("binance-coinm"), 1, "100000", "300000", 100),
        MONEY);
  }

  /** dydxprotocol/v4-documentation, concepts/trading/liquidations: 3 ETH short at 3,000, 5 %. */
  @Test
  void dydxPageOnLiquidation() throws IOException {
    VenueDocument venue = oneRate("dydx-v4", "taker: 0 %", "5 %", 10);

    Answer answer = Variants.ask(venue, 1, false, "10", "3000", "3", MarginMode.CROSS, "1000");

    assertPrice(venue, 1, 3_174.6032, answer.liquidationPrice());
  }

  /** dydxprotocol/v4-chain @84d4664, TestIsLiquidatable: equity 500 is not, 499 is. */
  @Test
  void dydxLiquidatesBelowTheRequirementOnly() throws IOException {
    VenueDocument venue = oneRate("dydx-v4", "taker: 0 %", "5 %", 20);

    Answer answer = Variants.ask(venue, 1, true, "20", "10400", "1", MarginMode.CROSS, "900");

    // At 10,000 equity and requirement are 500 both.
    assertEquals(9_999.9999, Variants.price(venue, 1, answer.liquidationPrice()), 1e-9);
  }

  /** dydxprotocol/v4-documentation, contract-loss-mechanism: both close at 1.2. */
  @Test
  void dydxDeleveragesAtTheBankruptcyPrice() throws IOException {
    VenueDocument venue = oneRate("dydx-v4", "taker: 0 %", "5 %", 5);
    try (Desk desk = new Desk(venue.spec(), new long[] {10_000})) {
      long longer = desk.account(100_00000000L);
      long shorter = desk.account(100_00000000L);
      desk.take(longer, 1, MarginMode.CROSS, 500, 500_000, 10_000);
      desk.take(shorter, 1, MarginMode.CROSS, 500, -500_000, 10_000);

      desk.mark(1, 20_000);
      desk.pass(1_000_000_000L);

      assertEquals(200_00000000L, desk.view().balance(longer, VenueCommands.ASSET_ID));
      assertEquals(0, desk.view().balance(shorter, VenueCommands.ASSET_ID));
      assertEquals(0, desk.view().quantity(longer, 1));
    }
  }

  /**
   * dydxprotocol/v4-chain @84d4664, TestGetBankruptcyPriceInQuoteQuantums: long 0.1, quote balance
   * -4,501, all closed for at least 4,501.
   */
  @Test
  void dydxClosesForAtLeastWhatIsOwed() throws IOException {
    VenueDocument venue = oneRate("dydx-v4", "taker: 0 %", "10 %", 10);

    Answer answer = Variants.ask(venue, 1, true, "10", "51000", "0.1", MarginMode.CROSS, "599");

    assertPrice(venue, 1, 45_010, answer.bankruptcyPrice());
  }

  /**
   * System gains and losses, in the way of BitMEX's liquidation examples: a long at 100 whose
   * bankruptcy price is 99 is closed at 99.25, then another one at 98.75.
   */
  @Test
  void bitmexFundGainsWhatACloseLeavesAndLosesWhatOneLacks() throws IOException {
    VenueDocument venue =
        oneRate("bitmex", "maker: 0 %, taker: 0 %, liquidation: 0 %", "0.5 %", 100);
    long entry = 1_000_000;
    try (Desk desk = new Desk(venue.spec(), new long[] {entry})) {
      long seed = desk.view().balance(VenueCommands.FUND_ACCOUNT, VenueCommands.ASSET_ID);
      long first = desk.account(100_000_000);
      desk.take(first, 1, MarginMode.ISOLATED, 10_000, 1_000, entry);

      desk.mark(1, 992_500);
      long gained = desk.view().balance(VenueCommands.FUND_ACCOUNT, VenueCommands.ASSET_ID) - seed;

      assertEquals(25_000_000, gained);

      desk.mark(1, entry);
      long second = desk.account(100_000_000);
      desk.take(second, 1, MarginMode.ISOLATED, 10_000, 1_000, entry);
      desk.mark(1, 987_500);
      for (int i = 0; i < 200; i++) {
        desk.pass(1_000_000_000L);
      }

      assertEquals(seed, desk.view().balance(VenueCommands.FUND_ACCOUNT, VenueCommands.ASSET_ID));
      assertEquals(0, desk.view().quantity(second, 1));
    }
  }

  /** Deribit Support 25944738177565: BTC_USDC of 25 at 100,000; SOL_USDC of 25 at 200. */
  @Test
  void deribitPageOnMargins() {
    VenueDocument venue = VenueFiles.document("deribit-usdc");

    Answer btc = Variants.ask(venue, 1, true, "50", "100000", "25", MarginMode.CROSS, "");
    Answer sol = Variants.ask(venue, 3, true, "25", "200", "25", MarginMode.CROSS, "");

    assertEquals(53_125, Variants.money(venue, btc.initialMargin()), MONEY);
    assertEquals(28_125, Variants.money(venue, btc.maintenanceMargin()), MONEY);
    assertEquals(200.625, Variants.money(venue, sol.initialMargin()), MONEY);
    assertEquals(100.625, Variants.money(venue, sol.maintenanceMargin()), MONEY);
  }

  /** BitMEX, Risk Limits, examples: 180 XBT need 0.90; at 230 the step of 1 % holds. */
  @Test
  void bitmexPageOnRiskLimits() {
    VenueDocument venue = VenueFiles.document("bitmex");

    assertEquals(0.9, requirement(venue, 1, "10000", "1800000", 100), MONEY);
    assertEquals(2.3, requirement(venue, 1, "10000", "2300000", 100), MONEY);
    assertEquals(6_666, venue.spec().schedule().tiers().get(1).leverageMax());
  }

  /**
   * Bybit Institute, Insurance Fund: two longs with the liquidation price 8,750, filled at 8,700;
   * the one whose bankruptcy price is 8,730 draws on the fund, that of 8,680 pays into it.
   */
  @ParameterizedTest
  @CsvSource({"0.2061856 %, 9700, 1000, 8730", "0.7056452 %, 9920, 800, 8680"})
  void bybitFundPaysBelowTheBankruptcyPriceAndGainsAboveIt(
      String rate, String entry, int leverage, String bankruptcy) throws IOException {
    VenueDocument venue = oneRate("bybit", "taker: 0 %", rate, 10);
    long price = Variants.scaled(entry, 5);
    try (Desk desk = new Desk(venue.spec(), new long[] {price}, 2)) {
      long seed = fund(desk);
      long account = desk.account(10_000_00000000L);
      desk.take(account, 1, MarginMode.ISOLATED, leverage, 1_000, price);

      assertPrice(venue, 1, 8_750, desk.view().liquidationPrice(account, 1));
      assertPrice(
          venue, 1, Double.parseDouble(bankruptcy), desk.view().bankruptcyPrice(account, 1));
      desk.mark(1, Variants.scaled("8700", 5));
      passUntilUnwound(desk);

      long gain = Variants.scaled("8700", 8) - Variants.scaled(bankruptcy, 8);
      assertEquals(gain, fund(desk) - seed);
    }
  }

  private static long fund(Desk desk) {
    return desk.view().balance(VenueCommands.FUND_ACCOUNT, VenueCommands.ASSET_ID);
  }

  /** The fund sells a tenth of what it holds at each clock. */
  private static void passUntilUnwound(Desk desk) {
    for (int i = 0; i < 400 && desk.view().quantity(VenueCommands.FUND_ACCOUNT, 1) != 0; i++) {
      desk.pass(1_000_000_000L);
    }
    assertEquals(0, desk.view().quantity(VenueCommands.FUND_ACCOUNT, 1));
  }

  /**
   * Bybit API v5, market/adl-alert: a pool of 1,000,000 falls by 350,000 with ADL from 30 % to 25
   * %. ADL takes on 50,000 of it, so that the pool is held at 30 %; once it is above 25 % ADL
   * stops. In losses of 10,000, since a liquidation is covered by the one or the other.
   */
  @Test
  void bybitDeleveragesWhileThePoolIsDownByThirtyPercent() throws IOException {
    VenueDocument venue =
        changed(
            oneRate("bybit", "taker: 0 %", "1 %", 10),
            "\n  seed: 2000000\n",
            "\n  seed: 1000000\n");
    try (Desk desk = new Desk(venue.spec(), new long[] {1_000_000})) {
      long winner = desk.account(10_000_000_00000000L);
      desk.take(winner, 1, MarginMode.CROSS, 500, -100_000_000, 1_000_000);

      for (int i = 0; i < 35; i++) {
        loseTenThousand(desk);
      }

      assertEquals(700_000_00000000L, fund(desk));
      assertEquals(-50_000_000, desk.view().quantity(winner, 1));
      // Closed at 9, while the mark was at 8: 10,000 less for each of five.
      long balance = desk.view().balance(winner, VenueCommands.ASSET_ID);
      assertEquals(10_050_000_00000000L, balance);

      desk.deposit(VenueCommands.FUND_ACCOUNT, 60_000_00000000L);
      loseTenThousand(desk);

      assertEquals(750_000_00000000L, fund(desk));
      assertEquals(-50_000_000, desk.view().quantity(winner, 1));
    }
  }

  /** A long of 10,000 at 10, margin 10,000, that the market closes at 8. */
  private static void loseTenThousand(Desk desk) {
    long account = desk.account(10_000_00000000L);
    desk.take(account, 1, MarginMode.ISOLATED, 1_000, 10_000_000, 1_000_000);
    desk.mark(1, 800_000);
    desk.pass(1_000_000_000L);
    passUntilUnwound(desk);
    assertEquals(0, desk.view().quantity(account, 1));
    desk.mark(1, 1_000_000);
  }

  /**
   * dydxprotocol/v4-chain @84d4664, TestGetBankruptcyPriceInQuoteQuantums: of a bitcoin for which
   * 13 are owed (long) or held (short), 21,347 quantums of 1e-8 are worth 2,775.11 quantums of
   * 1e-6. The venue rounds that up, to 2,776 and -2,775; the engine's money is finer, and keeps it.
   */
  @ParameterizedTest
  @CsvSource({"true, 20, 7, 2776", "false, 10, 3, -2775"})
  void dydxBankruptcyValueOfAPartIsKeptExactly(
      boolean isLong, long entry, long money, long roundedUp) throws IOException {
    VenueDocument venue =
        Variants.of(
            folder,
            "dydx-v4",
            "priceScale: 0, quantityScale: 8",
            "taker: 0 %",
            "tiers: [{from: 0, maintenanceRate: 5 %, leverageMax: 5}]");
    int sign = isLong ? 1 : -1;
    try (Desk desk = new Desk(venue.spec(), new long[] {entry})) {
      long account = desk.account(money * 100_000_000);
      desk.take(account, 1, MarginMode.CROSS, 500, sign * 100_000_000L, entry);
      long before = quote(desk, account);
      desk.fill(account, 0, 1, sign * -21_347L, 13);

      assertEquals(sign * -13_00000000L, before);
      long value = quote(desk, account) - before;
      assertEquals(sign * 277_511L, value);
      assertEquals(roundedUp, -Math.floorDiv(-value, 100));
    }
  }

  /** What dYdX calls a subaccount's quote balance. */
  private static long quote(Desk desk, long account) {
    return desk.view().balance(account, VenueCommands.ASSET_ID) - desk.view().cost(account, 1);
  }

  /**
   * drift-labs/protocol-v2 @0ae3e3b, calculate_max_pct_allowed_to_be_liquidated: where 49 are
   * short, all that is needed may go at once; a position worth less than 50 goes whole. (That the
   * part allowed grows with time where more is short, the profile leaves out.)
   */
  @ParameterizedTest
  @CsvSource({"1000, 348, 49, 501", "4, 1.392, 0.196, 0"})
  void driftClosesASmallShortageAtOnce(
      String quantity, String money, double shortage, long leftAtMost) throws IOException {
    VenueDocument venue = oneRate("drift-v2", "taker: 0 %, liquidation: 0 %", "3 %", 50);
    try (Desk desk = new Desk(venue.spec(), new long[] {100_000})) {
      long account = desk.account(Variants.scaled(money, 8));
      desk.take(account, 1, MarginMode.CROSS, 5_000, Variants.scaled(quantity, 3), 100_000);
      // At 9.9 the equity is a tenth of the quantity less, the requirement 3 % of 9.9.
      double equity = Double.parseDouble(money) - Double.parseDouble(quantity) / 10;
      assertEquals(shortage, Double.parseDouble(quantity) * 9.9 * 0.03 - equity, 1e-9);

      desk.mark(1, 99_000);

      assertEquals(1, desk.outcomes().size());
      assertEquals(leftAtMost, desk.view().quantity(account, 1) / 1_000);
    }
  }

  /**
   * drift-labs/protocol-v2 @0ae3e3b, get_liquidation_fee: 2 %, at most 5 %, after 10, 10,000 and
   * 100,000 slots of 0.4 seconds: 2 %, 3 % and 5 %.
   */
  @ParameterizedTest
  @CsvSource({"10, 2", "10000, 3", "100000, 5"})
  void driftFeeRisesWithTheTimeThatALiquidationLasts(long slots, int percent) throws IOException {
    RisingFee rising = VenueFiles.open("drift-v2").fees().rising();
    VenueDocument venue =
        Variants.of(
            folder,
            "drift-v2",
            "priceScale: 2, quantityScale: 3",
            "taker: 0 %, liquidation: 2 %, liquidationMax: 5 %, liquidationPerSecond: "
                + BigDecimal.valueOf(rising.perSecond(), 7).toPlainString()
                + " %, liquidationGrace: "
                + rising.grace() / 1_000_000_000
                + "s",
            "tiers: [{from: 0, maintenanceRate: 3 %, leverageMax: 50}]");
    try (BareVenue drift = new BareVenue(venue.spec(), 1_000)) {
      drift.account(1, 5_000_00000000L);
      drift.leverage(1, 5_000);
      drift.trade(1, 1_000_000, 1_000);
      drift.mark(515);
      drift.at(slots * 400_000_000);
      drift.mark(1_000);

      drift.fillForced(1, 1_000);

      long value = drift.forcedQuantity() * 1_000 * 1_000;
      assertEquals(value / 100 * percent, drift.liquidationFee());
      assertTrue(value > 0);
    }
  }

  /**
   * OKX Help Center 360020411711: of 15,000 swaps, where the first tier ends at 2,000, 13,000 are
   * closed. That was the older rule, straight down to the first tier; the profile has the newer
   * one, two tiers at a time, which closes as much where the position lies in the third. (A tier
   * here begins above the venue's last quantity of the one before.)
   */
  @ParameterizedTest
  @CsvSource({"2, 6000, 2000", "32, 2500, 2000", "2, 2500, 2500"})
  void okxReducesToALowerTier(String down, long thirdFrom, long left) throws IOException {
    VenueDocument venue =
        Variants.of(
            folder,
            "okx",
            "taker: 0 %",
            """
            form: wholePosition
            measure: quantity
            tiers:
              - {from: 0, maintenanceRate: 0.5 %%, leverageMax: 10}
              - {from: 2000.001, maintenanceRate: 0.75 %%, leverageMax: 10}
              - {from: %d.001, maintenanceRate: 1 %%, leverageMax: 10}
              - {from: %d.001, maintenanceRate: 1 %%, leverageMax: 10}
            """
                .formatted(thirdFrom, thirdFrom == 6_000 ? 20_000 : 10_000));
    venue = changed(venue, "tiers: 2\n", "tiers: " + down + "\n");
    try (Desk desk = new Desk(venue.spec(), new long[] {1_000_000})) {
      long account = desk.account(15_000_00000000L);
      desk.take(account, 1, MarginMode.CROSS, 1_000, 15_000_000, 1_000_000);

      desk.mark(1, 909_000);

      assertEquals(left * 1_000, desk.view().quantity(account, 1));
    }
  }

  /** A variant with a line of its file changed. */
  private static VenueDocument changed(VenueDocument venue, String from, String to)
      throws IOException {
    Path file = Path.of(venue.file());
    String text = Files.readString(file);
    assertTrue(text.contains(from), text);
    Files.writeString(file, text.replace(from, to));
    return VenueFiles.document(file.toString());
  }
}
