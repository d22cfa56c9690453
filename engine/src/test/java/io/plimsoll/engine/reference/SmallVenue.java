package io.plimsoll.engine.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.generated.MessageText;
import io.plimsoll.engine.generated.Recorder;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.util.List;
import java.util.function.Predicate;

/**
 * A venue for numbers by hand: one unit of quantity at a price of 1 is worth 1; marks at 100,
 * maintenance 5 %, highest leverage 20x, leverages 10x, no fees. Contract {@link #PERPETUAL} never
 * ends, contract {@link #DATED} expires at {@link #EXPIRY}. Leverage and mode may change with a
 * position.
 */
final class SmallVenue {
  static final long FUND = 1;
  static final long FEES = 2;
  static final long MARKET = 3;
  static final long TRADER = 4;
  static final long OTHER = 5;
  static final int PERPETUAL = 1;
  static final int DATED = 2;
  static final long EXPIRY = 1000;

  final CommandEncoder commands;
  final PriceEncoder prices;
  private final Recorder recorder = new Recorder();
  private long execution;

  SmallVenue() {
    this(10, true);
  }

  SmallVenue(int accountsMax, boolean changesWithPosition) {
    this(accountsMax, changesWithPosition, Waterfall.DEFAULT);
  }

  /** A venue whose liquidations go this way. */
  SmallVenue(Waterfall waterfall) {
    this(10, true, waterfall);
  }

  private SmallVenue(int accountsMax, boolean changesWithPosition, Waterfall waterfall) {
    ReferenceEngine engine = new ReferenceEngine(accountsMax, 10, recorder::onEvent);
    commands = new CommandEncoder(engine::apply);
    prices = new PriceEncoder(engine::apply);
    commands.configureVenue(
        new VenueRules(
            0,
            0,
            0,
            TriggerRule.AT_OR_BELOW,
            false,
            SurplusTo.FUND,
            SurplusTo.ACCOUNT,
            changesWithPosition));
    commands.addAsset(1, 0, "COIN");
    commands.addAccount(FUND, AccountKind.INSURANCE_FUND);
    commands.addAccount(FEES, AccountKind.FEE);
    commands.addAccount(MARKET, AccountKind.MARKET);
    commands.addAccount(TRADER, AccountKind.TRADER);
    commands.addAccount(OTHER, AccountKind.TRADER);
    commands.setWaterfall(waterfall);
    contract(PERPETUAL, Contract.LINEAR);
    contract(DATED, new Contract(ContractType.LINEAR, 0, 1, EXPIRY));
    recorder.take();
  }

  private void contract(int id, Contract contract) {
    commands.addInstrument(id, 1, "X" + id, contract, 0, 0, 1, 1000, 1000, FEES, FUND);
    commands.setRiskTiers(id, List.of(new RiskTier(0, 50_000_000, 2000)));
    commands.markPrice(id, 100);
    commands.setLeverage(TRADER, id, 1000);
    commands.setLeverage(OTHER, id, 1000);
  }

  /** A match without orders. */
  void trade(int instrument, long buyer, long seller, long quantity, long price) {
    commands.fill(++execution, instrument, price, quantity, buyer, 0, seller, 0, Side.BUY);
  }

  /** Deposits 200 and opens an isolated long of 10 at 100 with a margin of 100. */
  void openLong(long seller) {
    commands.setMarginMode(TRADER, PERPETUAL, MarginMode.ISOLATED);
    commands.deposit(TRADER, 1, 200);
    trade(PERPETUAL, TRADER, seller, 10, 100);
  }

  /** As {@link #expect}, but only of events with these names, separated by bars. */
  void expectOf(String names, String... events) {
    check(text -> text.matches("\\[(" + names + ")\\].*"), events);
  }

  /** Drops the events so far. */
  void forget() {
    recorder.take();
  }

  /**
   * The events since the last call: short, without headers and without what goes without saying.
   */
  void expect(String... events) {
    check(text -> true, events);
  }

  private void check(Predicate<String> kept, String... events) {
    List<String> seen =
        recorder.take().stream()
            .map(MessageText::text)
            .map(text -> text.replaceAll("\\(sbe[^)]*\\):", " "))
            .map(text -> text.replaceAll("(sequence|timestamp|correlationId|assetId)=\\d+\\|", ""))
            .map(text -> text.replaceAll("\\|timeInForce=IOC", ""))
            .map(text -> text.replaceAll("\\|(positionSide|counterpartySide)=NET", ""))
            .map(text -> text.replaceAll("nettedNotional=0\\|", ""))
            .map(text -> text.replaceAll("(tradeQuantity|tradeValue|realisedPnl)=0\\|", ""))
            .filter(kept)
            .toList();
    assertEquals(String.join("\n", events), String.join("\n", seen));
  }
}
