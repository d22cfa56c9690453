package io.plimsoll.tools.calc;

import io.plimsoll.engine.core.EngineView;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.explain.PositionArithmetic;
import io.plimsoll.tools.explain.PositionArithmetic.Figures;
import io.plimsoll.tools.explain.PositionArithmetic.Leg;
import io.plimsoll.tools.venue.VenueCommands;
import io.plimsoll.tools.venue.VenueValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks an engine what a position costs. Every number is the engine's own; the steps are written out
 * beside it, and compared with what the engine says.
 */
public final class Calculator {
  /** Leverages of the table. */
  public static final List<Integer> LEVERAGES = List.of(1, 2, 3, 5, 10, 20, 25, 50, 75, 100, 125);

  private static final long DEEP_POCKET = 1L << 58;
  private static final int HUNDRED = 100;
  private static final int STEPS = 200;
  private static final int MOVE_SCALE = 10_000;
  private static final long REST = 60_000_000_000L;
  private static final int RESTS = 10;

  private final Question question;
  private final int id;

  private Calculator(Question question) {
    this.question = question;
    this.id = question.instrument();
  }

  /**
   * Answers a question.
   *
   * @throws UserError if the venue does not allow what is asked for
   */
  public static Answer answer(Question question) {
    return new Calculator(question).answer();
  }

  private Answer answer() {
    checkMode();
    checkLeverage();
    long quantity = quantity();
    Entry probe = probe(question.leverage(), quantity);
    try (Desk desk = desk()) {
      long account = open(desk, question.leverage(), quantity, probe);
      EngineView view = desk.view();
      return new Answer(
          question,
          quantity,
          Math.abs(notional(desk, quantity)),
          probe.initialMargin,
          probe.fee,
          funds(desk, account),
          view.requirement(account, id),
          view.liquidationPrice(account, id),
          view.bankruptcyPrice(account, id),
          steps(desk, account),
          moves(quantity, probe, view.liquidationPrice(account, id)),
          table(quantity),
          assumptions());
    }
  }

  private void checkMode() {
    if (!question.venue().marginModes().contains(question.mode())) {
      throw wrong("marginMode.modes", "--mode is " + question.mode(), "one of the modes there");
    }
  }

  private void checkLeverage() {
    int max = question.venue().instruments().get(id - 1).schedule().tiers().get(0).leverageMax();
    if (question.leverage() > max) {
      throw leverageTooHigh();
    }
  }

  private UserError leverageTooHigh() {
    return wrong(
        "leverageMax",
        "--leverage is " + question.leverage() / HUNDRED,
        "at most what the tier of the position allows; the first tier has the highest");
  }

  /** A mistake that a line of the venue's file explains. */
  private UserError wrong(String key, String given, String expected) {
    String instrument = "instruments[" + id + "].";
    VenueValue value =
        question.document().values().stream()
            .filter(v -> v.path().equals(key) || v.path().endsWith("tiers[1]." + key))
            .filter(v -> !v.path().startsWith("instruments[") || v.path().startsWith(instrument))
            .findFirst()
            .orElse(null);
    String file = question.document().file();
    return new UserError(
        value == null
            ? given + "; expected " + expected + " (" + file + ")"
            : given
                + "; "
                + file
                + ", line "
                + value.line()
                + ": "
                + value.path()
                + " is "
                + value.text()
                + "; expected "
                + expected);
  }

  private Desk desk() {
    long[] prices = new long[question.venue().instruments().size()];
    prices[id - 1] = question.entry();
    question.others().forEach(other -> prices[other.instrument() - 1] = other.mark());
    return new Desk(question.venue(), prices);
  }

  private static BigInteger value(Desk desk, int instrument, long quantity, long price) {
    return desk.arithmetic().value(instrument, quantity, price);
  }

  private long notional(Desk desk, long quantity) {
    return value(desk, id, quantity, question.entry()).longValueExact();
  }

  /** What the engine asks of somebody who has enough. */
  private record Entry(long initialMargin, long fee, long othersNeed) {}

  private Entry probe(int leverage, long quantity) {
    try (Desk desk = desk()) {
      return probe(desk, leverage, quantity);
    }
  }

  private Entry probe(Desk desk, int leverage, long quantity) {
    long account = desk.account(DEEP_POCKET);
    takeOthers(desk, account);
    EngineView view = desk.view();
    long othersNeed = DEEP_POCKET - view.freeBalance(account, VenueCommands.ASSET_ID);
    long feesBefore = desk.fees(account);
    long freeBefore = view.freeBalance(account, VenueCommands.ASSET_ID);
    try {
      desk.take(account, id, question.mode(), leverage, signed(quantity), question.entry());
    } catch (Desk.Refused e) {
      throw e.isLeverage() ? leverageTooHigh() : refused(e);
    }
    long fee = desk.fees(account) - feesBefore;
    long free = view.freeBalance(account, VenueCommands.ASSET_ID);
    return new Entry(freeBefore - free - fee, fee, othersNeed);
  }

  private UserError refused(Desk.Refused e) {
    return new UserError(
        "venue "
            + question.venue().name()
            + ": "
            + e.getMessage()
            + "; expected a smaller position",
        e);
  }

  private void takeOthers(Desk desk, long account) {
    for (Question.Other other : question.others()) {
      try {
        desk.take(
            account,
            other.instrument(),
            MarginMode.CROSS,
            other.leverage(),
            other.quantity(),
            other.entry());
      } catch (Desk.Refused e) {
        throw refused(e);
      }
    }
  }

  /** An account with just the money that is meant, and the position. */
  private long open(Desk desk, int leverage, long quantity, Entry probe) {
    long needed = probe.initialMargin + probe.fee + probe.othersNeed;
    long money = question.balance().orElse(needed);
    long account = desk.account(Math.max(1, money));
    takeOthers(desk, account);
    try {
      desk.take(account, id, question.mode(), leverage, signed(quantity), question.entry());
    } catch (Desk.Refused e) {
      throw new UserError(
          "--balance is too small for the position: "
              + e.getMessage()
              + "; expected "
              + Decimals.format(needed, moneyScale())
              + " or more",
          e);
    }
    return account;
  }

  private int moneyScale() {
    return question.venue().contract().moneyScale();
  }

  private long signed(long quantity) {
    return question.isLong() ? quantity : -quantity;
  }

  /** The quantity that is given, or the largest whose initial margin is not above the given one. */
  private long quantity() {
    if (question.quantity().isPresent()) {
      return question.quantity().getAsLong();
    }
    long margin = question.margin().orElseThrow();
    try (Desk desk = desk()) {
      long low = 0;
      long high = desk.listing(id).openInterestMax();
      while (low < high) {
        long middle = low + (high - low + 1) / 2;
        if (costsAtMost(desk, middle, margin)) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      if (low == 0) {
        throw new UserError(
            "--margin is too small for the smallest position at --leverage "
                + question.leverage() / HUNDRED
                + "; expected more");
      }
      return low;
    }
  }

  private boolean costsAtMost(Desk desk, long quantity, long margin) {
    BigInteger notional = value(desk, id, quantity, question.entry()).abs();
    BigInteger least =
        notional
            .multiply(BigInteger.valueOf(HUNDRED))
            .divide(BigInteger.valueOf(question.leverage()));
    // A quantity that cannot fit need not be asked about: the engine would refuse its size.
    return least.compareTo(BigInteger.valueOf(margin)) <= 0
        && probe(desk, question.leverage(), quantity).initialMargin <= margin;
  }

  private boolean isolated() {
    return question.mode() == MarginMode.ISOLATED;
  }

  private long funds(Desk desk, long account) {
    return isolated()
        ? desk.margin(account, id)
        : desk.view().balance(account, VenueCommands.ASSET_ID);
  }

  private List<Leg> legs(Desk desk, long account) {
    EngineView view = desk.view();
    List<Leg> legs = new ArrayList<>();
    legs.add(new Leg(id, view.quantity(account, id), view.cost(account, id)));
    for (Question.Other other : question.others()) {
      int i = other.instrument();
      legs.add(new Leg(i, view.quantity(account, i), view.cost(account, i)));
    }
    return legs;
  }

  private List<String> steps(Desk desk, long account) {
    EngineView view = desk.view();
    long funds = funds(desk, account);
    List<Leg> legs = legs(desk, account);
    PositionArithmetic arithmetic = desk.arithmetic();
    List<String> steps = new ArrayList<>();
    Figures atEntry = arithmetic.at(isolated(), funds, legs, question.entry());
    check(atEntry.equity(), view.equity(account, id));
    check(atEntry.requirement(), view.requirement(account, id));
    add(steps, "At the entry price " + arithmetic.price(id, question.entry()), atEntry.lines());
    long liquidation = view.liquidationPrice(account, id);
    if (liquidation == 0) {
      steps.add("No mark liquidates it.");
      return steps;
    }
    long before = liquidation + (question.isLong() ? 1 : -1);
    add(
        steps,
        "One tick before the liquidation price, at " + arithmetic.price(id, before),
        arithmetic.at(isolated(), funds, legs, before).lines());
    add(
        steps,
        "At the liquidation price " + arithmetic.price(id, liquidation),
        arithmetic.at(isolated(), funds, legs, liquidation).lines());
    add(
        steps,
        "Solved for the price at which equity is the requirement",
        arithmetic.solved(isolated(), funds, legs, liquidation));
    long bankruptcy = view.bankruptcyPrice(account, id);
    if (bankruptcy > 0) {
      add(
          steps,
          "At the bankruptcy price " + arithmetic.price(id, bankruptcy),
          arithmetic.at(isolated(), funds, legs, bankruptcy).lines().subList(0, 1));
    }
    return steps;
  }

  private static void add(List<String> steps, String head, List<String> lines) {
    steps.add(head);
    lines.forEach(line -> steps.add("  " + line));
  }

  private static void check(BigInteger written, long engine) {
    if (!written.equals(BigInteger.valueOf(engine))) {
      throw new IllegalStateException("the steps give " + written + ", the engine " + engine);
    }
  }

  private List<Answer.Move> moves(long quantity, Entry probe, long liquidation) {
    List<Answer.Move> moves = new ArrayList<>();
    for (int move : question.moves()) {
      try (Desk desk = desk()) {
        long account = open(desk, question.leverage(), quantity, probe);
        moves.add(move(desk, account, move, liquidation));
      }
    }
    return moves;
  }

  private Answer.Move move(Desk desk, long account, int move, long liquidation) {
    long entry = question.entry();
    long target =
        Math.max(
            1,
            entry
                + BigInteger.valueOf(entry)
                    .multiply(BigInteger.valueOf(move))
                    .divide(BigInteger.valueOf(MOVE_SCALE))
                    .longValueExact());
    long before = money(desk, account);
    EngineView view = desk.view();
    long pnl =
        value(desk, id, view.quantity(account, id), target)
            .subtract(BigInteger.valueOf(view.cost(account, id)))
            .longValueExact();
    long last = entry;
    for (int i = 1; i <= STEPS; i++) {
      long next = entry + (target - entry) / STEPS * i + (target - entry) % STEPS * i / STEPS;
      if (liquidation > 0 && isBetween(liquidation, last, next)) {
        desk.mark(id, liquidation);
      }
      desk.mark(id, next);
      last = next;
    }
    for (int i = 0; i < RESTS; i++) {
      desk.pass(REST);
    }
    return new Answer.Move(move, target, pnl, money(desk, account), before, desk.outcomes());
  }

  private static boolean isBetween(long price, long from, long to) {
    return Math.min(from, to) < price && price < Math.max(from, to);
  }

  /** Balance, margins and unrealised PnL of an account. */
  private long money(Desk desk, long account) {
    EngineView view = desk.view();
    long sum = view.balance(account, VenueCommands.ASSET_ID) + desk.margin(account, id);
    for (Leg leg : legs(desk, account)) {
      if (leg.quantity() != 0) {
        sum +=
            value(desk, leg.instrument(), leg.quantity(), desk.mark(leg.instrument()))
                .subtract(BigInteger.valueOf(leg.cost()))
                .longValueExact();
      }
    }
    return sum;
  }

  private List<Answer.Row> table(long quantity) {
    List<Answer.Row> rows = new ArrayList<>();
    for (int leverage : LEVERAGES) {
      rows.add(row(HUNDRED * leverage, quantity));
    }
    return rows;
  }

  private Answer.Row row(int leverage, long quantity) {
    try (Desk desk = desk()) {
      Entry entry;
      try {
        entry = probe(desk, leverage, quantity);
      } catch (UserError | Desk.Refused e) {
        return new Answer.Row(leverage, false, 0, 0, 0);
      }
      long account;
      try {
        account = open(desk, leverage, quantity, entry);
      } catch (UserError e) {
        return new Answer.Row(leverage, false, entry.initialMargin, 0, 0);
      }
      return new Answer.Row(
          leverage,
          true,
          entry.initialMargin,
          desk.view().liquidationPrice(account, id),
          desk.view().bankruptcyPrice(account, id));
    }
  }

  private List<VenueValue> assumptions() {
    String own = "instruments[" + id + "].";
    return question.document().values().stream()
        .filter(value -> value.origin().isAssumption())
        .filter(
            value -> {
              String path = value.path();
              return path.startsWith(own)
                  || path.startsWith("schedule")
                  || path.startsWith("contract")
                  || path.startsWith("fees")
                  || path.equals("rules.trigger")
                  || path.equals("rules.closingFeeCounted");
            })
        .toList();
  }
}
