package io.plimsoll.tools.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.CollateralTier;
import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.StageCondition;
import io.plimsoll.protocol.codec.StageMode;
import io.plimsoll.protocol.codec.TimeInForce;
import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VenueFilesTest {
  private static VenueSpec read(String text) {
    return VenueReader.read(text, "file.yaml", "file").spec();
  }

  @Test
  void emptyFileIsTheDefaultVenue() {
    VenueSpec empty = VenueReader.read("# nothing\n", "file.yaml", "default").spec();

    assertEquals(VenueFiles.open("default"), empty);
    assertEquals(VenueSpec.standard(), empty);
    assertTrue(empty.waterfall().isEmpty());
  }

  @Test
  void keyWithoutValueIsAsIfItWereNotThere() {
    assertEquals(VenueReader.read("fund:\nfees:\n", "f", "default").spec(), VenueSpec.standard());
  }

  @Test
  void numbersAreReadExactly() {
    VenueSpec venue =
        read(
            """
            contract: {type: inverse, contractSize: 100}
            fees: {maker: 0.0000001 %, taker: 0.05%}
            rules: {marginCall: 1.000000001}
            fund: {seed: 0.00000001, equityMin: -1.5, drawdownStart: 30 %, bookingInterval: 8h}
            funding: {rate: -0.01 %, per: 8h, interval: 1h}
            """);

    assertEquals(ContractType.INVERSE, venue.contract().type());
    assertEquals(100_000_000_000_000L, venue.contract().contractSize());
    assertEquals(new FeeRates(1, 500_000, 3_000_000), venue.fees());
    assertEquals(1_000_000_001L, venue.rules().marginCallRatio());
    assertEquals(1, venue.fund().seed());
    assertEquals(
        Optional.of(new FundLimits(-150_000_000, 1L << 60, 300_000_000, 0, 28_800_000_000_000L)),
        venue.fund().limits());
    assertEquals(-12_500, ((FundingSpec) venue.funding().orElseThrow()).chargedRate());
  }

  @Test
  void hedgeModeIsRead() {
    VenueSpec venue =
        read(
            """
            positionMode: {hedgeShare: 25 %}
            schedule: {hedgeNetting: larger}
            waterfall:
              stages: [{kind: netLegs, mode: crossOnly}, {kind: takeOver}]
            """);

    assertEquals(25, venue.hedgeShare());
    assertEquals(HedgeNetting.LARGER, venue.schedule().hedgeNetting());
    assertEquals(
        WaterfallStage.netLegs().onlyFor(StageMode.CROSS_ONLY),
        venue.waterfall().orElseThrow().stages().get(0));
    assertEquals(0, read("").hedgeShare());
  }

  @Test
  void collateralIsRead() {
    VenueSpec venue =
        read(
            """
            collateral:
              poolShare: 30 %
              liabilityWeight: 1.1
              borrowMax: 1000
              interest: {rate: 0.01 %, per: 1h}
              assets:
                - {asset: BTC, price: mark, depositShare: 40 %, conversionDiscount: 2 %, liabilityWeight: 1.2,
                   borrowMax: 1, tiers: [{weight: 95 %}, {from: 10, weight: 0 %}]}
                - {asset: EUR, price: 1.1, tiers: [{from: 0, weight: 100 %}]}
            waterfall:
              stages: [{kind: repay}, {kind: takeOver}]
            """);

    CollateralSpec collateral = venue.collateral().orElseThrow();
    assertEquals(30, collateral.poolShare());
    assertEquals(1_100_000_000, collateral.liabilityWeight());
    assertEquals(100_000_000_000L, collateral.borrowMax());
    assertEquals(
        Optional.of(new FundingSpec(100_000, 3_600_000_000_000L, 3_600_000_000_000L)),
        collateral.interest());
    assertEquals(
        new CollateralSpec.PooledAsset(
            "BTC",
            Optional.empty(),
            6,
            40,
            1_200_000_000,
            100_000_000,
            20_000_000,
            List.of(new CollateralTier(0, 950_000_000), new CollateralTier(1_000_000_000, 0))),
        collateral.assets().get(0));
    assertEquals(Optional.of(1_100_000L), collateral.assets().get(1).price());
    assertEquals(WaterfallStage.repay(), venue.waterfall().orElseThrow().stages().get(0));
    assertEquals(Optional.empty(), read("").collateral());
  }

  @Test
  void stagesAreReadInTheirOrder() {
    VenueSpec venue =
        read(
            """
            vaults: [{name: a, seed: 1}, {name: b}]
            waterfall:
              exitRatio: 1.1
              liquidationFeesTo: b
              stages:
                - {kind: reduce, reduceBy: fraction, fraction: 20 %, rounds: 3, cooldown: 30s,
                   condition: equityBelow, conditionRatio: 0.5, pricing: market, spread: 1 %,
                   timeInForce: fok, notionalMax: 10, wholeBelow: 5}
                - {kind: takeOver, taker: b, limited: yes}
                - {kind: takeOver}
            """);

    WaterfallStage reduce =
        WaterfallStage.reduceFraction(200_000_000, 3, 30_000_000_000L)
            .when(StageCondition.EQUITY_BELOW, 500_000_000)
            .pricing(OrderPricing.MARKET)
            .spread(10_000_000)
            .timeInForce(TimeInForce.FOK)
            .notionalMax(1_000_000_000)
            .wholeBelow(500_000_000);
    long b = VenueSpec.FIRST_VAULT_ACCOUNT + 1;
    assertEquals(
        List.of(reduce, WaterfallStage.takeOver().by(b).withinLimits(), WaterfallStage.takeOver()),
        venue.waterfall().orElseThrow().stages());
    assertEquals(1_100_000_000, venue.waterfall().orElseThrow().exitRatio());
    assertEquals(b, venue.waterfall().orElseThrow().liquidationFeeAccountId());
  }

  /** Text of the file, with / for a line break, then what the one line says. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour: red|line 1: colour is no key here; expected one of name, kind, contract, marginMode",
        "fees:/  makers: 1 %|line 2: fees.makers is no key here; expected one of maker, taker, liquid",
        "fees: {maker: 0.02}|line 1: fees.maker is '0.02'; expected a percentage from 0 % to 10 %",
        "fees: {maker: 11 %}|fees.maker is '11 %'; expected a percentage from 0 % to 10 %",
        "fees: {maker: 0.00000001 %}|with at most 7 decimals",
        "fees: {maker: [1 %]}|fees.maker is a list; expected a percentage",
        "fees: 3|fees is '3'; expected a section",
        "fees: {maker: 1 %}/fees: {}|line 2: fees is given more than once; expected once",
        "name: [|line 1: not YAML",
        "- a|the file is a list; expected keys and values",
        "name: a/---/name: b|goes on after its end; expected one document",
        "name: &a b/fund: *a|fund is an alias; expected it written out",
        "contract: {type: option}|contract.type is 'option'; expected one of linear, inverse, quanto",
        "contract: {contractSize: 1}|contract.contractSize is no key here; expected one of type",
        "contract: {settlementWindow: 5m}|line 1: contract.expiresAfter is missing; expected a duration",
        "contract: {expiresAfter: 30s}|contract.expiresAfter is '30s'; expected a duration from 1m",
        "contract: {expiresAfter: 5m, settlementWindow: 6m}|settlementWindow is '6m'; expected a duration",
        "contract: {type: inverse, contractSize: 0}|contract.contractSize is '0'; expected an amount",
        "marginMode: {isolatedShare: 101 %}|expected a percentage from 0 % to 100 %",
        "positionMode: {hedgeShare: 0.5 %}|positionMode.hedgeShare is '0.5 %'; expected whole percents",
        "collateral: {poolShare: 10 %}|line 1: collateral.assets is missing; expected 1 to 15 assets",
        "collateral:/  assets: [{asset: USDT, price: 1, tiers: [{weight: 1 %}]}]|line 2:"
            + " collateral.assets[1].asset is 'USDT'; expected 2 to 10 capital letters or digits that",
        "collateral: {assets: [{asset: ETH, price: mark, tiers: [{weight: 1 %}]}]}|price is 'mark';"
            + " expected a price in USDT, as the mark price of BTCUSDT is not that of ETH",
        "collateral: {assets: [{asset: ETH, price: 0, tiers: [{weight: 1 %}]}]}|price is '0'; expected",
        "collateral: {assets: [{asset: ETH, price: 1}]}|tiers is missing; expected 1 to 16 tiers",
        "collateral: {assets: [{asset: ETH, price: 1, conversionDiscount: 5 %, tiers: [{weight: 96"
            + " %}]}]}|tiers[1].weight is '96 %'; expected a percentage from 0 % to 95 %",
        "collateral: {assets: [{asset: ETH, price: 1, tiers: [{weight: 9 %}, {from: 1, weight: 10"
            + " %}]}]}|tiers[2].weight is '10 %'; expected a percentage from 0 % to 9 %",
        "collateral: {assets: [{asset: ETH, price: 1, tiers: [{weight: 9 %}, {weight: 8"
            + " %}]}]}|expected more than in the tier before",
        "collateral:/  assets:/  - {asset: ETH, price: 1, depositShare: 60 %, tiers: [{weight: 9 %}]}/"
            + "  - {asset: SOL, price: 1, depositShare: 41 %, tiers: [{weight: 9 %}]}|line 4:"
            + " collateral.assets[2].depositShare is '41 %'; expected at most 100 %",
        "marginMode: {modes: [isolated]}/collateral: {poolShare: 10 %}|line 2: collateral is given;"
            + " expected none, as the venue has no cross margin",
        "schedule: {hedgeNetting: none}|hedgeNetting is 'none'; expected one of sum, larger, net",
        "marginMode: {isolatedShare: 0.5 %}|marginMode.isolatedShare is '0.5 %'; expected whole percents",
        "rules: {closingFeeCounted: perhaps}|is 'perhaps'; expected yes or no",
        "rules: {marginCall: 1}|rules.marginCall is '1'; expected a ratio from 1.000000001 to 10",
        "schedule: {form: continuous}|schedule.premium is missing; expected a percentage",
        "schedule: {form: wholePosition}|schedule.tiers is missing; expected 1 to 32 tiers",
        "schedule: {form: wholePosition, measure: markNotional}|expected under the form wholePosition"
            + " entryNotional or quantity",
        "schedule: {valuation: entry}|expected mark, as the tiers measure markNotional",
        "schedule:/  tiers:/    - {from: 5, maintenanceRate: 1 %, leverageMax: 5}|line 3:"
            + " schedule.tiers[1].from is '5'; expected 0 in the first tier",
        "schedule:/  tiers:/    - {from: 0, to: 5, maintenanceRate: 1 %, leverageMax: 5}/    - {from:"
            + " 6, maintenanceRate: 1 %, leverageMax: 5}|line 4: schedule.tiers[2].from is '6'; expected"
            + " 5, where the tier before ends",
        "schedule:/  tiers:/    - {from: 0, maintenanceRate: 2 %, leverageMax: 5}/    - {from: 6,"
            + " maintenanceRate: 1 %, leverageMax: 5}|schedule.tiers[2].maintenanceRate is '1 %'; expected"
            + " a percentage from 2 %",
        "schedule:/  tiers:/    - {from: 0, maintenanceRate: 2 %, leverageMax: 5}/    - {from: 6,"
            + " maintenanceRate: 3 %, leverageMax: 6}|leverageMax is '6'; expected a leverage from 1 to 5",
        "schedule:/  tiers:/    - {from: 0, maintenanceRate: 90 %, leverageMax: 1}|schedule.tiers is a"
            + " list; expected a highest rate",
        "waterfall: {stages: []}|waterfall.stages is a list; expected 1 to 16 stages; it has 0",
        "waterfall:/  stages:/    - {kind: close}|line 3: waterfall.stages[1].kind is 'close'; expected in"
            + " the last stage socialise, or takeOver",
        "waterfall: {stages: [{kind: takeOver, limited: yes}]}|so that every liquidation ends",
        "waterfall: {stages: [{kind: socialise, condition: fundEmpty}]}|so that every liquidation ends",
        "waterfall: {stages: [{kind: flee}]}|expected one of cancelOrders, reduce, close, takeOver",
        "waterfall: {stages: [{mode: any}]}|waterfall.stages[1].kind is missing; expected one of",
        "waterfall: {stages: [{kind: reduce, reduceBy: tiers}]}|stages[1].tiers is missing; expected a"
            + " whole number from 1 to 32",
        "waterfall: {stages: [{kind: close, spread: 1 %}]}|stages[1].spread is no key here",
        "waterfall: {stages: [{kind: close, condition: equityBelow}]}|conditionRatio is missing",
        "waterfall: {stages: [{kind: takeOver, taker: hlp}]}|taker is 'hlp'; expected one of fund",
        "fund: {seed: -1}|fund.seed is '-1'; expected an amount of USDT from 0",
        "fund: {drawdownStop: 5 %}|fund.drawdownStop is '5 %'; expected a percentage from 0 % to 0 %",
        "fund: {bookingInterval: 8}|fund.bookingInterval is '8'; expected a duration",
        "vaults: [{name: fund}]|vaults[1].name is 'fund'; expected a name that no other fund has",
        "funding: {interval: 1h}|funding.rate is missing; expected a percentage from -100 %",
        "funding: {rate: 0.01 %, interval: 9h}|funding.interval is '9h'; expected a duration from 1m",
        "funding: {rate: 0 %}|funding.rate is '0 %'; expected so much",
      })
  void mistakeInAFileIsToldInOneLine(String mistake) {
    String[] parts = mistake.split("\\|", 2);

    UserError error =
        assertThrows(UserError.class, () -> read(parts[0].replace("/", "\n")), mistake);

    assertTrue(error.getMessage().startsWith("file.yaml, line "), error.getMessage());
    assertTrue(error.getMessage().contains(parts[1]), error.getMessage());
    assertEquals(1, error.getMessage().lines().count());
  }

  @Test
  void everyExampleOfThePageIsAVenue() throws IOException {
    String page = Files.readString(Path.of("../docs/venue-files.md"));
    String examples = page.substring(page.indexOf("## Examples"));
    List<String> blocks =
        Arrays.stream(examples.split("\n(?! {4}|\n)", -1))
            .map(part -> part.lines().filter(line -> line.startsWith("    ")).toList())
            .filter(lines -> !lines.isEmpty())
            .map(lines -> String.join("\n", lines).stripIndent())
            .toList();

    assertEquals(8, blocks.size());
    for (String block : blocks) {
      assertNotEquals(
          VenueReader.read("", "page", "page"), VenueReader.read(block, "page", "page"));
    }
  }
}
