package io.plimsoll.engine.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.generated.MessageText;
import io.plimsoll.engine.generated.Recorder;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.Valuation;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contracts, schedules and their limits through the engine, worked by hand. */
class ReferenceContractsTest {
  private static final long FUND = 1;
  private static final long FEES = 2;
  private static final long MARKET = 3;
  private static final long TRADER = 4;
  private static final long OWN = 1L << 62;
  private static final Contract INVERSE =
      new Contract(ContractType.INVERSE, 1_000_000, 10, 1_000_000_000);
  private static final Contract QUANTO = new Contract(ContractType.QUANTO, 20, 1, 0);
  private static final List<RiskTier> FIVE_PERCENT = List.of(new RiskTier(0, 50_000_000, 2000));

  private final Recorder recorder = new Recorder();
  private final ReferenceEngine engine = new ReferenceEngine(10, 10, recorder::onEvent);
  private final CommandEncoder commands = new CommandEncoder(engine::apply);
  private long execution;

  @BeforeEach
  void buildVenue() {
    commands.addAsset(1, 0, "COIN");
    commands.addAccount(FUND, AccountKind.INSURANCE_FUND);
    commands.addAccount(FEES, AccountKind.FEE);
    commands.addAccount(MARKET, AccountKind.MARKET);
    commands.addAccount(TRADER, AccountKind.TRADER);
    commands.deposit(TRADER, 1, 20_000);
  }

  private void add(int id, Contract contract, Schedule schedule) {
    add(id, contract, 1, 1000, 1000);
    commands.setRiskTiers(id, schedule);
    recorder.take();
  }

  private void add(int id, Contract contract, long tick, long priceMax, long interest) {
    commands.addInstrument(id, 1, "X" + id, contract, 2, 1, tick, priceMax, interest, FEES, FUND);
  }

  private void open(int id, long mark, MarginMode mode) {
    commands.markPrice(id, mark);
    commands.setLeverage(TRADER, id, 1000);
    commands.setMarginMode(TRADER, id, mode);
    recorder.take();
  }

  private void buy(long quantity, long price) {
    commands.fill(++execution, 1, price, quantity, TRADER, 0, MARKET, 0, Side.BUY);
  }

  /** The events since the last call that a pattern finds, without what is the same in all. */
  private void expect(String pattern, String... events) {
    List<String> seen =
        recorder.take().stream()
            .map(MessageText::text)
            .map(text -> text.replaceAll("\\(sbe[^)]*\\):", " "))
            .map(text -> text.replaceAll("\\|positionSide=NET|nettedNotional=0\\|", ""))
            .map(
                text ->
                    text.replaceAll(
                        "(sequence|timestamp|correlationId|assetId|instrumentId)=\\d+\\|", ""))
            .filter(text -> text.matches(".*(" + pattern + ").*"))
            .toList();
    assertEquals(String.join("\n", events), String.join("\n", seen));
  }

  private void expectRejected(String reason, int field, long detail) {
    expect(
        "Command",
        "[CommandRejected] detail=" + detail + "|fieldId=" + field + "|command=3|reason=" + reason);
  }

  private void expectTiersRejected(String reason, int field, long detail) {
    expect(
        "Command",
        "[CommandRejected] detail=" + detail + "|fieldId=" + field + "|command=4|reason=" + reason);
  }

  private void expectAccepted() {
    expect("CommandRejected");
  }

  @Test
  void fillOfAnInverseContractGivesItsDustToTheFeeAccount() {
    add(1, INVERSE, Schedule.marginal(FIVE_PERCENT));
    open(1, 70, MarginMode.ISOLATED);

    buy(3, 70);

    expect(
        "PositionChanged|BalanceChanged",
        "[PositionChanged] accountId=4|tradeQuantity=3|tradeValue=-42857|quantity=3|cost=-42857"
            + "|margin=4286|realisedPnl=0|mode=ISOLATED|reason=FILL",
        "[BalanceChanged] accountId=4|amount=-4286|balance=15714|reason=MARGIN_TRANSFER",
        "[PositionChanged] accountId=3|tradeQuantity=-3|tradeValue=42858|quantity=-3|cost=42858"
            + "|margin=0|realisedPnl=0|mode=CROSS|reason=FILL",
        "[BalanceChanged] accountId=2|amount=1|balance=1|reason=ROUNDING");
  }

  @Test
  void inverseLongIsLiquidatedAtItsBankruptcyPrice() {
    add(1, INVERSE, Schedule.marginal(FIVE_PERCENT));
    open(1, 70, MarginMode.ISOLATED);
    buy(3, 70);
    recorder.take();

    commands.markPrice(1, 67);
    expect("LiquidationStarted|ForcedOrder");

    // V = -45,455; E = 4,286 - 2,598; B = -47,143; 3,000,000 / 47,143 = 63.64.
    commands.markPrice(1, 66);
    expect(
        "LiquidationStarted|ForcedOrder",
        "[LiquidationStarted] liquidationId=1|accountId=4|equity=1688|requirement=2273"
            + "|markPrice=66|quantity=3|cost=-42857|margin=4286|mode=ISOLATED",
        "[ForcedOrder] liquidationId=1|orderId=4611686018427387904|accountId=4|quantity=3"
            + "|limitPrice=64|markPrice=66|side=SELL|kind=CLOSE|timeInForce=IOC");

    commands.fill(++execution, 1, 64, 3, MARKET, 0, TRADER, OWN, Side.SELL);
    expect(
        "FORCED_FILL|REALISED_PNL|reason=SURPLUS",
        "[BalanceChanged] accountId=3|amount=4017|balance=4017|reason=REALISED_PNL",
        "[PositionChanged] accountId=4|tradeQuantity=-3|tradeValue=46875|quantity=0|cost=0"
            + "|margin=268|realisedPnl=-4018|mode=ISOLATED|reason=FORCED_FILL",
        "[FundChanged] accountId=1|amount=268|balance=268|liquidationId=1|reason=SURPLUS");
  }

  @Test
  void quantoShortIsLiquidatedWhenTheMarkReachesItsTriggerFromBelow() {
    add(1, QUANTO, Schedule.marginal(FIVE_PERCENT));
    open(1, 100, MarginMode.ISOLATED);
    commands.fill(++execution, 1, 100, 5, MARKET, 0, TRADER, 0, Side.SELL);
    recorder.take();

    // Cost -10,000, margin 1,000; at 104: E = 600, R = 520; at 105: E = 500, R = 525.
    commands.markPrice(1, 104);
    expect("LiquidationStarted");
    commands.markPrice(1, 105);
    expect(
        "LiquidationStarted|ForcedOrder",
        "[LiquidationStarted] liquidationId=1|accountId=4|equity=500|requirement=525"
            + "|markPrice=105|quantity=-5|cost=-10000|margin=1000|mode=ISOLATED",
        "[ForcedOrder] liquidationId=1|orderId=4611686018427387904|accountId=4|quantity=5"
            + "|limitPrice=110|markPrice=105|side=BUY|kind=CLOSE|timeInForce=IOC");
  }

  @Test
  void requirementAtEntryDoesNotFollowTheMark() {
    Schedule atEntry =
        new Schedule(
            ScheduleForm.WHOLE_POSITION,
            TierMeasure.QUANTITY,
            Valuation.ENTRY,
            0,
            0,
            0,
            List.of(
                RiskTier.byQuantity(0, 10_000_000, 2000),
                RiskTier.byQuantity(5, 50_000_000, 2000)));
    add(1, QUANTO, atEntry);
    open(1, 100, MarginMode.ISOLATED);
    buy(5, 100);
    recorder.take();

    // Margin 1,000, requirement 5 % of 10,000 at every mark; 100 a point.
    commands.markPrice(1, 96);
    expect("LiquidationStarted");
    commands.markPrice(1, 95);
    expect(
        "LiquidationStarted",
        "[LiquidationStarted] liquidationId=1|accountId=4|equity=500|requirement=500"
            + "|markPrice=95|quantity=5|cost=10000|margin=1000|mode=ISOLATED");
  }

  private static Schedule continuous(long initialRate) {
    return new Schedule(
        ScheduleForm.CONTINUOUS,
        TierMeasure.QUANTITY,
        Valuation.MARK,
        initialRate,
        100_000_000,
        400_000_000,
        List.of(new RiskTier(0, 50_000_000, 2000)));
  }

  @Test
  void orderReservesTheInitialRateOfThePositionItWouldMake() {
    add(1, QUANTO, continuous(120_000_000));
    open(1, 100, MarginMode.CROSS);

    // Quantities have one digit: the rate of 5 is 0.12 + 0.1 * 0.5 = 17 %, of 10,000.
    commands.placeOrder(1, TRADER, 1, Side.BUY, 100, 5, false);
    expect(
        "OrderChanged",
        "[OrderChanged] orderId=1|accountId=4|remaining=5|reserved=1700|state=OPEN");

    // With a position of 5 it is that of 10: 22 %.
    commands.fill(++execution, 1, 100, 5, TRADER, 1, MARKET, 0, Side.BUY);
    recorder.take();
    commands.placeOrder(2, TRADER, 1, Side.BUY, 100, 5, false);
    expect(
        "OrderChanged",
        "[OrderChanged] orderId=2|accountId=4|remaining=5|reserved=2200|state=OPEN");
  }

  @Test
  void isolatedMarginIsTheInitialRateOfThePositionAfterTheFill() {
    add(1, QUANTO, continuous(120_000_000));
    open(1, 100, MarginMode.ISOLATED);

    buy(5, 100);
    expect(
        "MARGIN_TRANSFER",
        "[BalanceChanged] accountId=4|amount=-1700|balance=18300|reason=MARGIN_TRANSFER");
    buy(5, 100);
    expect(
        "MARGIN_TRANSFER",
        "[BalanceChanged] accountId=4|amount=-2200|balance=16100|reason=MARGIN_TRANSFER");
  }

  @Test
  void leverageIsThatOfTheTierWhichTheQuantityFallsIn() {
    Schedule schedule =
        new Schedule(
            ScheduleForm.WHOLE_POSITION,
            TierMeasure.QUANTITY,
            Valuation.MARK,
            0,
            0,
            0,
            List.of(
                RiskTier.byQuantity(0, 10_000_000, 2000), RiskTier.byQuantity(5, 10_000_000, 900)));
    add(1, QUANTO, schedule);
    open(1, 100, MarginMode.CROSS);

    commands.placeOrder(1, TRADER, 1, Side.BUY, 100, 5, false);
    expect(
        "Command", "[CommandRejected] detail=1000|fieldId=6|command=11|reason=LEVERAGE_TOO_HIGH");
    commands.placeOrder(1, TRADER, 1, Side.BUY, 100, 4, false);
    expectAccepted();
  }

  @Test
  void instrumentHasTheContractValuePricesAndLimitsOfItsType() {
    recorder.take();
    add(1, new Contract(ContractType.LINEAR, 0, 1, 0), 1, 1000, 1000);
    // Two digits of the price and one of the quantity do not fit an asset without digits.
    expectRejected("INVALID_VALUE", 10, 2);
    add(1, new Contract(ContractType.QUANTO, 0, 1, 0), 1, 1000, 1000);
    expectRejected("INVALID_VALUE", 14, 0);
    add(1, new Contract(ContractType.QUANTO, (1L << 60) + 1, 1, 0), 1, 1000, 1000);
    expectRejected("INVALID_VALUE", 14, (1L << 60) + 1);
    add(1, new Contract(ContractType.QUANTO, 20, 2, 0), 1, 1000, 1000);
    expectRejected("INVALID_VALUE", 15, 2);
    add(1, new Contract(ContractType.INVERSE, 20, 1001, 0), 1, 1000, 1000);
    expectRejected("INVALID_VALUE", 15, 1001);
    add(1, new Contract(ContractType.INVERSE, 20, 1, -1), 1, 1000, 1000);
    expectRejected("INVALID_VALUE", 16, -1);
    add(1, new Contract(ContractType.INVERSE, 1L << 60, 10, 0), 1, 1000, 11);
    expectRejected("INVALID_VALUE", 5, 1000);
    add(1, new Contract(ContractType.INVERSE, 20, 601, 0), 600, 1000, 1000);
    expectRejected("INVALID_VALUE", 7, 600);
    add(1, new Contract(ContractType.INVERSE, 1L << 60, 10, 0), 1, 1000, 10);
    expectAccepted();
  }

  private void tiers(
      ScheduleForm form, TierMeasure measure, Valuation valuation, RiskTier... tiers) {
    commands.setRiskTiers(1, new Schedule(form, measure, valuation, 0, 0, 0, List.of(tiers)));
  }

  private void smooth(long premium, long rateMax, RiskTier... tiers) {
    commands.setRiskTiers(
        1,
        new Schedule(
            ScheduleForm.SQUARE_ROOT,
            TierMeasure.QUANTITY,
            Valuation.ENTRY,
            0,
            premium,
            rateMax,
            List.of(tiers)));
  }

  @Test
  void measureMustFitTheFormAndTheValuation() {
    add(1, QUANTO, Schedule.marginal(FIVE_PERCENT));
    RiskTier tier = new RiskTier(0, 10_000_000, 1000);

    tiers(ScheduleForm.MARGINAL, TierMeasure.MARK_NOTIONAL, Valuation.ENTRY, tier);
    expectTiersRejected("INVALID_VALUE", 13, 1);
    tiers(ScheduleForm.MARGINAL, TierMeasure.ENTRY_NOTIONAL, Valuation.MARK, tier);
    expectTiersRejected("INVALID_VALUE", 13, 2);
    tiers(ScheduleForm.MARGINAL, TierMeasure.QUANTITY, Valuation.MARK, tier);
    expectTiersRejected("INVALID_VALUE", 13, 3);
    tiers(ScheduleForm.WHOLE_POSITION, TierMeasure.MARK_NOTIONAL, Valuation.MARK, tier);
    expectTiersRejected("INVALID_VALUE", 13, 1);
    tiers(ScheduleForm.CONTINUOUS, TierMeasure.ENTRY_NOTIONAL, Valuation.MARK, tier);
    expectTiersRejected("INVALID_VALUE", 13, 2);
    tiers(ScheduleForm.WHOLE_POSITION, TierMeasure.QUANTITY, Valuation.ENTRY, tier);
    expectAccepted();
  }

  @Test
  void floorIsThatOfTheMeasureAndTheOtherZero() {
    add(1, QUANTO, Schedule.marginal(FIVE_PERCENT));
    RiskTier first = new RiskTier(0, 10_000_000, 1000);

    tiers(ScheduleForm.WHOLE_POSITION, TierMeasure.QUANTITY, Valuation.MARK, first, first);
    expectTiersRejected("INVALID_TIERS", 8, 0);
    tiers(
        ScheduleForm.WHOLE_POSITION,
        TierMeasure.QUANTITY,
        Valuation.MARK,
        first,
        new RiskTier(7, 5, 10_000_000, 1000));
    expectTiersRejected("INVALID_TIERS", 5, 7);
    tiers(
        ScheduleForm.WHOLE_POSITION,
        TierMeasure.ENTRY_NOTIONAL,
        Valuation.MARK,
        first,
        new RiskTier(7, 5, 10_000_000, 1000));
    expectTiersRejected("INVALID_TIERS", 8, 5);
  }

  @Test
  void smoothFormHasOneTierAPremiumAndAHighestRate() {
    add(1, QUANTO, Schedule.marginal(FIVE_PERCENT));
    RiskTier tier = new RiskTier(0, 10_000_000, 1000);

    smooth(0, 20_000_000, tier);
    expectTiersRejected("INVALID_VALUE", 10, 0);
    smooth(1, 20_000_000, tier, tier);
    expectTiersRejected("INVALID_TIERS", 4, 2);
    smooth(1, 9_999_999, tier);
    expectTiersRejected("INVALID_VALUE", 11, 9_999_999);
    smooth(1, 1_000_000_000, tier);
    expectTiersRejected("INVALID_VALUE", 11, 1_000_000_000);
    smooth(1, 10_000_000, tier);
    expectAccepted();
  }

  @Test
  void pricesBelowTheLowestAreOutOfRange() {
    add(1, INVERSE, Schedule.marginal(FIVE_PERCENT));

    commands.markPrice(1, 9);
    expect("Command", "[CommandRejected] detail=9|fieldId=3|command=14|reason=PRICE_OUT_OF_RANGE");
    commands.markPrice(1, 10);
    expectAccepted();
    commands.placeOrder(1, TRADER, 1, Side.BUY, 9, 1, false);
    expect("Command", "[CommandRejected] detail=9|fieldId=6|command=11|reason=PRICE_OUT_OF_RANGE");
    commands.fill(1, 1, 9, 1, TRADER, 0, MARKET, 0, Side.BUY);
    expect("Command", "[CommandRejected] detail=9|fieldId=9|command=13|reason=PRICE_OUT_OF_RANGE");
  }
}
