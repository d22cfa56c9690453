package io.plimsoll.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.engine.waterfall.WorkLimits;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.DoneReason;
import java.util.List;

/** A venue with stages of its own, and its events one at a time. Every command must be accepted. */
final class StageScenario {
  static final long PPB = 1_000_000_000;
  static final long ONE = Venue.ONE;
  static final long FIRST_FORCED_ORDER = 1L << 62;

  final Venue venue;

  StageScenario(WaterfallStage... stages) {
    this(new Waterfall(PPB, 0, false, List.of(stages)));
  }

  StageScenario(Waterfall waterfall) {
    this(WorkLimits.DEFAULT, waterfall);
  }

  /** A venue that does no more than this at once. */
  StageScenario(WorkLimits workLimits, WaterfallStage... stages) {
    this(workLimits, new Waterfall(PPB, 0, false, List.of(stages)));
  }

  private StageScenario(WorkLimits workLimits, Waterfall waterfall) {
    venue = new Venue(VenueRules.DEFAULT, waterfall, workLimits);
  }

  /** An isolated position in BTC at this leverage, of a trader who has its notional. */
  long isolated(long quantity, long price, int leverage) {
    long trader =
        venue.isolated(
            Venue.BTC, quantity, price, leverage, Math.abs(quantity) * price / 100_000 + 1);
    events();
    return trader;
  }

  List<Event> mark(long price) {
    venue.commands.markPrice(Venue.BTC, price);
    return events();
  }

  /** The market takes part or all of the n-th forced order, which sells. */
  List<Event> buys(long trader, int number, long quantity, long price) {
    venue.trade(trader, FIRST_FORCED_ORDER + number, Venue.BTC, -quantity, price);
    return events();
  }

  /** What is left of the n-th forced order goes. */
  List<Event> expires(int number) {
    venue.commands.orderDone(FIRST_FORCED_ORDER + number, DoneReason.EXPIRED);
    return events();
  }

  List<Event> clock() {
    venue.commands.clock();
    return events();
  }

  List<Event> clockAt(long nanos) {
    venue.commands.at(nanos);
    return clock();
  }

  /** Events since the last call. */
  List<Event> events() {
    List<Event> events = venue.events().stream().map(Event::new).toList();
    assertTrue(events.stream().noneMatch(e -> e.is("CommandRejected")), events::toString);
    return events;
  }

  static List<Event> all(List<Event> events, String type) {
    return events.stream().filter(e -> e.is(type)).toList();
  }

  static Event only(List<Event> events, String type) {
    List<Event> found = all(events, type);
    assertEquals(1, found.size(), () -> type + " in " + events);
    return found.get(0);
  }

  /** A field of every event of a type, in order. */
  static List<Long> numbers(List<Event> events, String type, String field) {
    return all(events, type).stream().map(e -> e.number(field)).toList();
  }

  /** The kinds of the stages entered, in order. */
  static List<String> stages(List<Event> events) {
    return all(events, "StageEntered").stream().map(e -> e.text("kind")).toList();
  }
}
