package io.plimsoll.tools.sim;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.crowd.Member;
import io.plimsoll.tools.crowd.Population;
import io.plimsoll.tools.crowd.Stake;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.venue.FundingCommands;
import io.plimsoll.tools.venue.VenueCommands;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The commands that build the venue and let the traders take what they hold from before. */
final class ScenarioSetUp {
  private static final int REPORT_EVERY = 10_000;

  private record Held(long accountId, Stake stake, long fill) {}

  private final ScenarioVenue ready;
  private final EnginePort engine;
  private final List<Desk> desks;
  private final CollateralDesk collateral;
  private final TraderAnswers traders;
  private final RunStatistics statistics;
  private final GroupTally groups;
  private final List<Held> toProtect = new ArrayList<>();
  private long leftOut;

  ScenarioSetUp(
      ScenarioVenue ready,
      EnginePort engine,
      List<Desk> desks,
      CollateralDesk collateral,
      TraderAnswers traders,
      RunStatistics statistics,
      GroupTally groups) {
    this.ready = ready;
    this.engine = engine;
    this.desks = desks;
    this.collateral = collateral;
    this.traders = traders;
    this.statistics = statistics;
    this.groups = groups;
  }

  /** Opens the venue; every instrument has its first mark. */
  void openVenue() {
    Scenario scenario = ready.scenario();
    new VenueCommands(engine.commands(), scenario.venue())
        .open(scenario.fund(), ready.venues().stream().map(Venue::listing).toList());
    collateral.open();
    for (Desk desk : desks) {
      desk.open();
      desk.moveOutside(0, scenario.start());
      desk.sendIndex(0, 0, false);
    }
    new FundingCommands(engine.prices(), scenario.funding()).open(desks.size());
    engine.settle();
    collateral.followMarks();
    if (statistics.rejections() > 0) {
      throw new UserError(
          "scenario "
              + scenario.name()
              + ": the engine rejects "
              + statistics.firstRejection()
              + "; expected a venue that it takes");
    }
  }

  /** Lets the traders in. Positions that the venue refuses are left out, and counted. */
  void admit(Population population, Progress progress) {
    statistics.expectRefusals(true);
    for (Member member : population) {
      admit(member, population);
      if (member.accountId() % REPORT_EVERY == 0) {
        progress.report("opening accounts", member.accountId(), population.size());
      }
    }
    engine.settle();
    statistics.expectRefusals(false);
    traders.begin();
    for (Held held : toProtect) {
      if (engine.wasRejected(held.fill())) {
        leftOut++;
        continue;
      }
      long mark = ready.paths().get(held.stake().instrument()).first();
      traders.protect(held.accountId(), held.stake(), held.stake().entryPrice(), mark);
    }
  }

  /** Positions that the venue refused. */
  long leftOut() {
    return leftOut;
  }

  private void admit(Member member, Population population) {
    CommandEncoder commands = engine.commands();
    long account = member.accountId();
    commands.addAccount(account, AccountKind.TRADER);
    if (member.pledge().money() > 0) {
      commands.deposit(account, Venue.ASSET_ID, member.pledge().money());
    }
    collateral.admit(member);
    for (Stake stake : member.stakes()) {
      int instrument = stake.instrument() + 1;
      if (stake.leverage() != 1) {
        commands.setLeverage(account, instrument, 100 * stake.leverage());
      }
      if (member.isolated()) {
        commands.setMarginMode(account, instrument, MarginMode.ISOLATED);
      }
      if (stake.isHeld()) {
        toProtect.add(new Held(account, stake, open(commands, account, stake)));
      }
    }
    traders.add(member, population.groups().get(member.group()).topUp().after());
    groups.add(account, member.group(), !member.stakes().isEmpty());
    member.stakes().stream()
        .max(Comparator.comparingLong(Stake::notional))
        .ifPresent(stake -> statistics.onTrader(account, stake.leverage(), stake.isLong()));
  }

  private long open(CommandEncoder commands, long account, Stake stake) {
    return commands.fill(
        engine.nextExecution(),
        stake.instrument() + 1,
        stake.entryPrice(),
        stake.quantity(),
        stake.isLong() ? account : Venue.MARKET_ACCOUNT,
        0,
        stake.isLong() ? Venue.MARKET_ACCOUNT : account,
        0,
        stake.isLong() ? Side.BUY : Side.SELL);
  }
}
