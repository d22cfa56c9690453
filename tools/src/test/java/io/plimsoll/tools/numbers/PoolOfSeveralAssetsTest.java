package io.plimsoll.tools.numbers;

import static io.plimsoll.protocol.codec.Side.BUY;
import static io.plimsoll.protocol.codec.Side.SELL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.InThreadEngine;
import io.plimsoll.protocol.CollateralEncoder;
import io.plimsoll.protocol.CollateralTerms;
import io.plimsoll.protocol.CollateralTier;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.CollateralMode;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import io.plimsoll.tools.inspect.RecordedWalk;
import io.plimsoll.tools.numbers.AssetNumbers.Amount;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pool whose positions settle in two assets, numbers by hand. Money has two digits, contracts and
 * prices are whole; maintenance 5 %, leverage 10x, no fees; a GOLD is worth 10 COIN and counts in
 * full. The pool has 300 COIN and 20 GOLD, is long 10 X (in COIN) and 1 Z (in GOLD), both at 100. X
 * falls to 52: equity 300 − 480 + 200 = 20 is past 26 + 50. Z is closed on the book at 100, which
 * leaves 20 against 26; X is taken over at 500; the debt of 200 COIN is repaid with all of the
 * GOLD.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolOfSeveralAssetsTest {
  private static final int COIN = 1;
  private static final int GOLD = 2;
  private static final int X = 1;
  private static final int Z = 2;
  private static final long FUND = 1;
  private static final long FEES = 2;
  private static final long MARKET = 3;
  private static final long POOL = 4;
  private static final long MINUTE = 60_000_000_000L;
  private static final long FIRST_FORCED = 1L << 62;

  private final List<LiquidationRow> rows = new ArrayList<>();
  private JournalNumbers numbers;

  @BeforeAll
  void read(@TempDir Path folder) {
    Path journal = folder.resolve("journal");
    EngineOptions options =
        EngineOptions.builder()
            .limits(new EngineLimits(100, 100))
            .events((buffer, offset, length) -> {})
            .journalFolder(journal)
            .createdBy("a test")
            .build();
    try (InThreadEngine engine = InThreadEngine.launch(options)) {
      write(new CommandEncoder(engine), new CollateralEncoder(engine));
    }
    numbers = new JournalNumbers(rows::add);
    RecordedWalk.walk(journal, numbers, (sequence, events) -> {});
    numbers.finish();
    assertEquals(0, numbers.rejected());
  }

  private static void write(CommandEncoder commands, CollateralEncoder collateral) {
    commands.at(MINUTE);
    collateral.at(MINUTE);
    commands.configureVenue(
        new VenueRules(
            0, 0, 0, TriggerRule.AT_OR_BELOW, false, SurplusTo.FUND, SurplusTo.ACCOUNT, true));
    commands.addAsset(COIN, 2, "COIN");
    commands.addAsset(GOLD, 2, "GOLD");
    commands.addAccount(FUND, AccountKind.INSURANCE_FUND);
    commands.addAccount(FEES, AccountKind.FEE);
    commands.addAccount(MARKET, AccountKind.MARKET);
    commands.addAccount(POOL, AccountKind.TRADER);
    long whole = 1_000_000_000L;
    collateral.setCollateral(COIN, CollateralTerms.valuation(whole, 1L << 60, FUND, FEES));
    collateral.setCollateral(
        GOLD,
        new CollateralTerms(
            whole, 0, 0, 1_000, FUND, FEES, 0, false, List.of(new CollateralTier(0, whole))));
    collateral.collateralPrice(GOLD, 10);
    instrument(commands, X, COIN, "X");
    instrument(commands, Z, GOLD, "Z");
    commands.deposit(POOL, COIN, 300_00);
    commands.deposit(POOL, GOLD, 20_00);
    collateral.setCollateralMode(POOL, CollateralMode.MULTI_ASSET);
    commands.fill(1, X, 100, 10, POOL, 0, MARKET, 0, BUY);
    commands.fill(2, Z, 100, 1, POOL, 0, MARKET, 0, BUY);
    commands.at(2 * MINUTE);
    commands.markPrice(X, 52);
    commands.at(3 * MINUTE);
    commands.fill(3, Z, 100, 1, MARKET, 0, POOL, FIRST_FORCED + 1, SELL);
    commands.orderDone(FIRST_FORCED, DoneReason.EXPIRED);
  }

  private static void instrument(CommandEncoder commands, int id, int asset, String symbol) {
    commands.addInstrument(id, asset, symbol, Contract.LINEAR, 0, 0, 1, 1_000, 100_000, FEES, FUND);
    commands.setRiskTiers(id, Schedule.marginal(List.of(new RiskTier(0, 50_000_000, 2_000))));
    commands.markPrice(id, 100);
    commands.setLeverage(POOL, id, 1_000);
  }

  private AssetNumbers asset(String symbol) {
    return numbers.assets().stream()
        .filter(asset -> asset.symbol().equals(symbol))
        .findFirst()
        .orElseThrow();
  }

  private static void assertMoney(long expected, BigInteger amount) {
    assertEquals(BigInteger.valueOf(expected), amount);
  }

  @Test
  void liquidationIsOneRowInTheValuationAsset() {
    assertEquals(1, rows.size());
    LiquidationRow row = rows.get(0);
    assertEquals(POOL, row.account());
    assertEquals("COIN", row.asset().symbol());
    assertEquals(2, row.positions());
    assertEquals(520_00 + 1_000_00, row.notional());
    assertEquals(Outcome.TAKEN_OVER, row.outcome().orElseThrow());
    assertEquals("1 CANCEL_ORDERS, 2 CLOSE, 3 TAKE_OVER", row.stages());
  }

  /** A GOLD counts ten COIN: the one Z is worth more than the ten X. */
  @Test
  void largestPositionIsTheOneThatIsWorthMost() {
    LiquidationRow row = rows.get(0);
    assertEquals("Z", row.instrument().orElseThrow().symbol());
    assertEquals(Side.LONG, row.side());
    assertEquals(100, row.mark());
  }

  @Test
  void whatIsClosedCountsInTheAssetThatThePositionSettlesIn() {
    assertMoney(520_00, asset("COIN").sum(Amount.STARTED));
    assertMoney(100_00, asset("GOLD").sum(Amount.STARTED));
    assertMoney(0, asset("COIN").sum(Amount.CLOSED));
    assertMoney(100_00, asset("GOLD").sum(Amount.CLOSED));
    assertMoney(500_00, asset("COIN").sum(Amount.TAKEN_OVER));
    assertMoney(20_00, asset("COIN").sum(Amount.TAKEN_OVER_GAIN));
    assertMoney(0, asset("GOLD").sum(Amount.TAKEN_OVER));
  }

  @Test
  void stagesCountLiquidationsOnceAndMoneyWhereItSettles() {
    StageNumbers taken = stage("COIN", StageKind.TAKE_OVER);
    assertEquals(1, taken.liquidations());
    assertMoney(500_00, taken.takenOver());
    StageNumbers closed = stage("GOLD", StageKind.CLOSE);
    assertEquals(0, closed.liquidations());
    assertMoney(100_00, closed.closed());
    assertEquals(1, stage("COIN", StageKind.CLOSE).liquidations());
    assertMoney(0, stage("COIN", StageKind.CLOSE).closed());
  }

  private StageNumbers stage(String symbol, StageKind kind) {
    return asset(symbol).stages().stream()
        .filter(stage -> stage.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void liquidationAndItsOutcomeCountOnceInTheValuationAsset() {
    assertEquals(1, asset("COIN").liquidations());
    assertEquals(1, asset("COIN").outcomes(Outcome.TAKEN_OVER));
    assertEquals(0, asset("GOLD").liquidations());
    assertEquals(1, numbers.liquidated());
  }

  @Test
  void bothAssetsAreConservedAndTheFundHasTheGold() {
    Map<Party.Kind, BigInteger> coin = gains("COIN");
    assertMoney(-300_00, coin.get(Party.Kind.LIQUIDATED));
    assertMoney(-180_00, coin.get(Party.Kind.INSURANCE_FUND));
    assertMoney(480_00, coin.get(Party.Kind.MARKET));
    Map<Party.Kind, BigInteger> gold = gains("GOLD");
    assertMoney(-20_00, gold.get(Party.Kind.LIQUIDATED));
    assertMoney(20_00, gold.get(Party.Kind.INSURANCE_FUND));
    assertTrue(numbers.funds().stream().anyMatch(fund -> fund.asset().symbol().equals("GOLD")));
  }

  private Map<Party.Kind, BigInteger> gains(String symbol) {
    return numbers.parties(asset(symbol)).stream()
        .collect(Collectors.toMap(Party::kind, Party::gain));
  }
}
