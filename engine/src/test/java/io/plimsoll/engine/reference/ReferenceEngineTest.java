package io.plimsoll.engine.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.generated.MessageText;
import io.plimsoll.engine.generated.Recorder;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Worked by hand: one unit of quantity at a price of 1 is worth 1; maintenance 5 %, leverage 10x,
 * no trading fees, a liquidation fee of 1 %.
 */
class ReferenceEngineTest {
  private static final long FUND = 1;
  private static final long FEES = 2;
  private static final long MARKET = 3;
  private static final long TRADER = 4;
  private static final long OWN = 1L << 62;

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
    for (int id = 1; id <= 2; id++) {
      commands.addInstrument(id, 1, "X" + id, ContractType.LINEAR, 0, 0, 1, 1000, 1000, FEES, FUND);
      commands.setRiskTiers(id, List.of(new RiskTier(0, 50_000_000, 2000)));
      commands.setFees(id, 0, 0, 10_000_000);
      commands.markPrice(id, 100);
      commands.setLeverage(TRADER, id, 1000);
    }
    recorder.take();
  }

  private void buy(int instrument, long quantity, long price) {
    commands.fill(++execution, instrument, price, quantity, TRADER, 0, MARKET, 0, Side.BUY);
  }

  private void sell(int instrument, long quantity, long price) {
    commands.fill(++execution, instrument, price, quantity, MARKET, 0, TRADER, 0, Side.SELL);
  }

  /** The events since the last call, without their headers and the counterpart's position. */
  private void expect(String... events) {
    List<String> seen =
        recorder.take().stream()
            .map(MessageText::text)
            .map(text -> text.replaceAll("\\(sbe[^)]*\\):", " "))
            .map(text -> text.replaceAll("\\|positionSide=NET|nettedNotional=0\\|", ""))
            .map(text -> text.replaceAll("(sequence|timestamp|correlationId|assetId)=\\d+\\|", ""))
            .filter(text -> !text.startsWith("[PositionChanged] accountId=" + MARKET))
            .toList();
    assertEquals(String.join("\n", events), String.join("\n", seen));
  }

  private static String stage(int number, String kind, int equity, int requirement) {
    return String.format(
        "[StageEntered] liquidationId=1|accountId=4|equity=%d|requirement=%d|round=0|stage=%d"
            + "|kind=%s",
        equity, requirement, number, kind);
  }

  private void openIsolatedLong() {
    commands.setMarginMode(TRADER, 1, MarginMode.ISOLATED);
    commands.deposit(TRADER, 1, 1000);
    buy(1, 10, 100);
    recorder.take();
  }

  @Test
  void longClosedAboveItsBankruptcyPriceLeavesFeeAndSurplusToTheFund() {
    openIsolatedLong();

    commands.markPrice(1, 95);
    expect("[CommandAccepted] eventCount=0");

    commands.markPrice(1, 94);
    expect(
        "[LiquidationStarted] liquidationId=1|accountId=4|equity=40|requirement=47|markPrice=94"
            + "|quantity=10|cost=1000|margin=100|instrumentId=1|mode=ISOLATED",
        stage(1, "CANCEL_ORDERS", 40, 47),
        stage(2, "CLOSE", 40, 47),
        "[ForcedOrder] liquidationId=1|orderId=4611686018427387904|accountId=4|quantity=10"
            + "|limitPrice=90|markPrice=94|instrumentId=1|side=SELL|kind=CLOSE|timeInForce=IOC",
        "[CommandAccepted] eventCount=4");

    commands.fill(++execution, 1, 92, 10, MARKET, 0, TRADER, OWN, Side.SELL);
    expect(
        "[BalanceChanged] accountId=3|amount=80|balance=80|instrumentId=1|reason=REALISED_PNL",
        "[OrderChanged] orderId=4611686018427387904|accountId=4|remaining=0|reserved=0"
            + "|instrumentId=1|state=FILLED",
        "[PositionChanged] accountId=4|tradeQuantity=-10|tradeValue=-920|quantity=0|cost=0"
            + "|margin=20|realisedPnl=-80|instrumentId=1|mode=ISOLATED|reason=FORCED_FILL",
        "[PositionChanged] accountId=4|tradeQuantity=0|tradeValue=0|quantity=0|cost=0"
            + "|margin=10|realisedPnl=0|instrumentId=1|mode=ISOLATED|reason=SETTLEMENT",
        "[FundChanged] accountId=1|amount=10|balance=10|liquidationId=1|instrumentId=1"
            + "|reason=LIQUIDATION_FEE",
        "[PositionChanged] accountId=4|tradeQuantity=0|tradeValue=0|quantity=0|cost=0"
            + "|margin=0|realisedPnl=0|instrumentId=1|mode=ISOLATED|reason=SETTLEMENT",
        "[FundChanged] accountId=1|amount=10|balance=20|liquidationId=1|instrumentId=1"
            + "|reason=SURPLUS",
        "[LiquidationFinished] liquidationId=1|accountId=4|closedNotional=920"
            + "|takenOverNotional=0|realisedPnl=-80|liquidationFee=10|surplus=10|covered=0"
            + "|deleveragedNotional=0|socialised=0|instrumentId=1|outcome=CLOSED|stage=2",
        "[CommandAccepted] eventCount=9");
  }

  @Test
  void longThatNobodyBuysIsTakenOverAtItsBankruptcyPrice() {
    openIsolatedLong();

    commands.markPrice(1, 80);
    expect(
        "[LiquidationStarted] liquidationId=1|accountId=4|equity=-100|requirement=40|markPrice=80"
            + "|quantity=10|cost=1000|margin=100|instrumentId=1|mode=ISOLATED",
        stage(1, "CANCEL_ORDERS", -100, 40),
        stage(2, "CLOSE", -100, 40),
        "[ForcedOrder] liquidationId=1|orderId=4611686018427387904|accountId=4|quantity=10"
            + "|limitPrice=90|markPrice=80|instrumentId=1|side=SELL|kind=CLOSE|timeInForce=IOC",
        "[CommandAccepted] eventCount=4");

    commands.orderDone(OWN, DoneReason.EXPIRED);
    expect(
        "[OrderChanged] orderId=4611686018427387904|accountId=4|remaining=10|reserved=0"
            + "|instrumentId=1|state=DONE",
        stage(3, "TAKE_OVER", -100, 40),
        "[TakeOver] liquidationId=1|accountId=4|fundAccountId=1|quantity=10|value=900"
            + "|bankruptcyPrice=90|markPrice=80|fundPnlAtMark=-100|instrumentId=1",
        "[PositionChanged] accountId=4|tradeQuantity=-10|tradeValue=-900|quantity=0|cost=0"
            + "|margin=0|realisedPnl=-100|instrumentId=1|mode=ISOLATED|reason=TAKE_OVER",
        "[PositionChanged] accountId=1|tradeQuantity=10|tradeValue=900|quantity=10|cost=900"
            + "|margin=0|realisedPnl=0|instrumentId=1|mode=CROSS|reason=TAKE_OVER",
        "[LiquidationFinished] liquidationId=1|accountId=4|closedNotional=0"
            + "|takenOverNotional=900|realisedPnl=-100|liquidationFee=0|surplus=0|covered=0"
            + "|deleveragedNotional=0|socialised=0|instrumentId=1|outcome=TAKEN_OVER|stage=3",
        "[CommandAccepted] eventCount=6");
  }

  @Test
  void crossWalletSharesItsEquityOverItsPositionsByRequirement() {
    commands.deposit(TRADER, 1, 300);
    buy(1, 10, 100);
    sell(2, 10, 100);
    recorder.take();

    commands.markPrice(1, 80);
    expect("[CommandAccepted] eventCount=0");

    // Equity 300 - 220 = 80; 80 * 39 / 89 = 35.05, 80 * 50 / 89 = 44.94.
    commands.markPrice(1, 78);
    expect(
        "[LiquidationStarted] liquidationId=1|accountId=4|equity=80|requirement=89|markPrice=0"
            + "|quantity=0|cost=0|margin=300|instrumentId=0|mode=CROSS",
        stage(1, "CANCEL_ORDERS", 80, 89),
        stage(2, "CLOSE", 80, 89),
        "[ForcedOrder] liquidationId=1|orderId=4611686018427387904|accountId=4|quantity=10"
            + "|limitPrice=75|markPrice=78|instrumentId=1|side=SELL|kind=CLOSE|timeInForce=IOC",
        "[ForcedOrder] liquidationId=1|orderId=4611686018427387905|accountId=4|quantity=10"
            + "|limitPrice=104|markPrice=100|instrumentId=2|side=BUY|kind=CLOSE|timeInForce=IOC",
        "[CommandAccepted] eventCount=5");

    commands.orderDone(OWN, DoneReason.EXPIRED);
    recorder.take();
    commands.orderDone(OWN + 1, DoneReason.EXPIRED);
    expect(
        "[OrderChanged] orderId=4611686018427387905|accountId=4|remaining=10|reserved=0"
            + "|instrumentId=2|state=DONE",
        stage(3, "TAKE_OVER", 80, 89),
        "[TakeOver] liquidationId=1|accountId=4|fundAccountId=1|quantity=10|value=745"
            + "|bankruptcyPrice=74|markPrice=78|fundPnlAtMark=35|instrumentId=1",
        "[PositionChanged] accountId=4|tradeQuantity=-10|tradeValue=-745|quantity=0|cost=0"
            + "|margin=0|realisedPnl=-255|instrumentId=1|mode=CROSS|reason=TAKE_OVER",
        "[BalanceChanged] accountId=4|amount=-255|balance=45|instrumentId=1|reason=TAKE_OVER",
        "[PositionChanged] accountId=1|tradeQuantity=10|tradeValue=745|quantity=10|cost=745"
            + "|margin=0|realisedPnl=0|instrumentId=1|mode=CROSS|reason=TAKE_OVER",
        "[TakeOver] liquidationId=1|accountId=4|fundAccountId=1|quantity=-10|value=-1045"
            + "|bankruptcyPrice=104|markPrice=100|fundPnlAtMark=45|instrumentId=2",
        "[PositionChanged] accountId=4|tradeQuantity=10|tradeValue=1045|quantity=0|cost=0"
            + "|margin=0|realisedPnl=-45|instrumentId=2|mode=CROSS|reason=TAKE_OVER",
        "[BalanceChanged] accountId=4|amount=-45|balance=0|instrumentId=2|reason=TAKE_OVER",
        "[PositionChanged] accountId=1|tradeQuantity=-10|tradeValue=-1045|quantity=-10"
            + "|cost=-1045|margin=0|realisedPnl=0|instrumentId=2|mode=CROSS|reason=TAKE_OVER",
        "[LiquidationFinished] liquidationId=1|accountId=4|closedNotional=0"
            + "|takenOverNotional=1790|realisedPnl=-300|liquidationFee=0|surplus=0|covered=0"
            + "|deleveragedNotional=0|socialised=0|instrumentId=0|outcome=TAKEN_OVER|stage=3",
        "[CommandAccepted] eventCount=11");
  }

  @Test
  void walletBelowZeroWithoutPositionsIsCoveredByTheFund() {
    commands.setMarginMode(TRADER, 1, MarginMode.ISOLATED);
    commands.deposit(TRADER, 1, 100);
    buy(1, 10, 100);
    recorder.take();

    sell(1, 10, 80);
    expect(
        "[BalanceChanged] accountId=3|amount=200|balance=200|instrumentId=1|reason=REALISED_PNL",
        "[PositionChanged] accountId=4|tradeQuantity=-10|tradeValue=-800|quantity=0|cost=0"
            + "|margin=0|realisedPnl=-200|instrumentId=1|mode=ISOLATED|reason=FILL",
        "[BalanceChanged] accountId=4|amount=100|balance=100|instrumentId=1"
            + "|reason=MARGIN_TRANSFER",
        "[BalanceChanged] accountId=4|amount=-200|balance=-100|instrumentId=1"
            + "|reason=REALISED_PNL",
        "[LiquidationStarted] liquidationId=1|accountId=4|equity=-100|requirement=0|markPrice=0"
            + "|quantity=0|cost=0|margin=-100|instrumentId=0|mode=CROSS",
        stage(1, "CANCEL_ORDERS", -100, 0),
        "[BalanceChanged] accountId=4|amount=100|balance=0|instrumentId=0|reason=COVER",
        "[FundChanged] accountId=1|amount=-100|balance=-100|liquidationId=1|instrumentId=0"
            + "|reason=COVER",
        "[LiquidationFinished] liquidationId=1|accountId=4|closedNotional=0"
            + "|takenOverNotional=0|realisedPnl=0|liquidationFee=0|surplus=0|covered=100"
            + "|deleveragedNotional=0|socialised=0|instrumentId=0|outcome=CLOSED|stage=1",
        "[CommandAccepted] eventCount=10");
  }
}
