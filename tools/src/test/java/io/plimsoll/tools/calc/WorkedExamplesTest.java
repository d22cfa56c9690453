package io.plimsoll.tools.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.tools.venue.VenueCommands;
import io.plimsoll.tools.venue.VenueDocument;
import io.plimsoll.tools.venue.VenueFiles;
import java.io.IOException;
import java.math.BigDecimal;
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
}
