package io.plimsoll.tools.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.InThreadEngine;
import io.plimsoll.protocol.CollateralEncoder;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import io.plimsoll.tools.Plimsoll;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * A venue whose journal is written by a script, for stories with numbers by hand: money with two
 * digits, whole contracts, whole prices; marks at 100, maintenance 5 %, leverages 10x, no fees.
 * Every command must be accepted.
 */
final class ScriptedVenue implements AutoCloseable {
  static final long FUND = 1;
  static final long FEES = 2;
  static final long MARKET = 3;
  static final long TRADER = 4;
  static final long OTHER = 5;
  static final int ID = 1;
  static final long PPB = 1_000_000_000;

  final CommandEncoder commands;
  final PriceEncoder prices;
  final CollateralEncoder collateral;
  private final Path journal;
  private final InThreadEngine engine;
  private long execution;

  ScriptedVenue(Path journal, WaterfallStage... stages) {
    this(
        journal,
        Contract.LINEAR,
        Schedule.marginal(List.of(new RiskTier(0, 50_000_000, 2_000))),
        new Waterfall(PPB, 0, false, List.of(stages)));
  }

  ScriptedVenue(Path journal, Contract contract, Schedule schedule, Waterfall waterfall) {
    this.journal = journal;
    engine =
        InThreadEngine.launch(
            EngineOptions.builder()
                .limits(new EngineLimits(100, 100))
                .events(ScriptedVenue::refuseRejections)
                .journalFolder(journal)
                .createdBy("a test")
                .build());
    commands = new CommandEncoder(engine);
    prices = new PriceEncoder(engine);
    collateral = new CollateralEncoder(engine);
    commands.configureVenue(
        new VenueRules(
            0, 0, 0, TriggerRule.AT_OR_BELOW, false, SurplusTo.FUND, SurplusTo.ACCOUNT, true));
    commands.addAsset(1, 2, "COIN");
    commands.addAccount(FUND, AccountKind.INSURANCE_FUND);
    commands.addAccount(FEES, AccountKind.FEE);
    commands.addAccount(MARKET, AccountKind.MARKET);
    commands.addAccount(TRADER, AccountKind.TRADER);
    commands.addAccount(OTHER, AccountKind.TRADER);
    commands.setWaterfall(waterfall);
    commands.addInstrument(ID, 1, "X", contract, 0, 0, 1, 1_000, 100_000, FEES, FUND);
    commands.setRiskTiers(ID, schedule);
    commands.markPrice(ID, 100);
    commands.setLeverage(TRADER, ID, 1_000);
    commands.setLeverage(OTHER, ID, 1_000);
  }

  private static void refuseRejections(DirectBuffer buffer, int offset, int length) {
    if (Messages.templateId(buffer, offset) == CommandRejectedDecoder.TEMPLATE_ID) {
      CommandRejectedDecoder rejected = new CommandRejectedDecoder();
      rejected.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
      fail(rejected.toString());
    }
  }

  /** Deposits so many whole coins. */
  void deposit(long account, long coins) {
    commands.deposit(account, 1, 100 * coins);
  }

  /** A match without orders. */
  void trade(long buyer, long seller, long quantity, long price) {
    commands.fill(++execution, ID, price, quantity, buyer, 0, seller, 0, Side.BUY);
  }

  /** The market buys from a forced order of the trader's. */
  void fillForced(int order, long quantity, long price) {
    commands.fill(
        ++execution, ID, price, quantity, MARKET, 0, TRADER, (1L << 62) + order, Side.SELL);
  }

  /** Deposits 200 and opens an isolated long of 10 at 100 with a margin of 100. */
  void openLong(long seller) {
    commands.setMarginMode(TRADER, ID, MarginMode.ISOLATED);
    deposit(TRADER, 200);
    trade(TRADER, seller, 10, 100);
  }

  /** What explain says about an account; closes the journal. */
  String story(long account) {
    return print("explain", account);
  }

  /** What inspect prints about an account; closes the journal. */
  String records(long account) {
    return print("inspect", account);
  }

  private String print(String command, long account) {
    close();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Plimsoll.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(command, journal.toString(), "--account", Long.toString(account));
    assertEquals(0, code, () -> out + "\n" + err);
    assertEquals("", err.toString());
    return out.toString();
  }

  /** The story has these lines, in one piece. */
  static void assertTold(String story, String... lines) {
    String piece = String.join("\n", lines) + "\n";
    if (!("\n" + story).contains("\n" + piece)) {
      assertEquals(piece, story);
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
