package io.plimsoll.engine.snapshot;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.waterfall.LiquidationTable;
import io.plimsoll.engine.waterfall.Tasks;
import io.plimsoll.engine.waterfall.Waterfall;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an engine is in the midst of, so that a test can tell that it was interrupted there. */
final class WorkUnderWay {
  /** What is rare. */
  static final String COOLING = "a liquidation that waits for a cooldown";

  private static final String[] TASKS = {
    "", "a funding", "a settlement", "a deleveraging", "a socialised loss", "interest"
  };

  /** All that there is. */
  static final Set<String> ALL =
      new TreeSet<>(
          List.of(
              "a funding",
              "a settlement",
              "a deleveraging",
              "a socialised loss",
              "interest",
              "a liquidation that waits for orders",
              COOLING,
              "a liquidation that waits for a task",
              "marks that wait",
              "open orders",
              "a ranking",
              "a pool",
              "a leg",
              "a fund with limits",
              "a computed price",
              "a computed funding rate"));

  private WorkUnderWay() {}

  static void note(LiquidationEngine engine, Set<String> seen) {
    Object dispatcher = field(engine, "dispatcher");
    Waterfall waterfall = (Waterfall) field(dispatcher, "waterfall");
    Books books = (Books) field(dispatcher, "books");
    Tasks tasks = waterfall.tasks();
    for (int task = tasks.first(); task != 0; task = tasks.next(task)) {
      seen.add(TASKS[tasks.kind(task)]);
    }
    noteLiquidations(waterfall.liquidations(), seen);
    note(waterfall.evaluator().waitingMarks().size() > 0, "marks that wait", seen);
    note(books.orders().size() > 0, "open orders", seen);
    note(books.accounts().pools() > 0, "a pool", seen);
    note(books.funds().size() > 0, "a fund with limits", seen);
    for (int p = 1; p <= books.positions().last(); p++) {
      note(books.positions().isShortLeg(p), "a leg", seen);
    }
    for (int i = 0; i < books.instruments().instrumentCount(); i++) {
      Instrument instrument = books.instruments().instrumentAt(i);
      note(instrument.prices() != null, "a computed price", seen);
      note(instrument.fundingRate() != null, "a computed funding rate", seen);
      note(waterfall.rankings().find(instrument.id(), true) != null, "a ranking", seen);
    }
  }

  static boolean cools(LiquidationEngine engine) {
    Waterfall waterfall = (Waterfall) field(field(engine, "dispatcher"), "waterfall");
    for (int stage = 1; stage <= waterfall.stages().size(); stage++) {
      if (waterfall.liquidations().firstCooling(stage) != 0) {
        return true;
      }
    }
    return false;
  }

  private static void noteLiquidations(LiquidationTable liquidations, Set<String> seen) {
    for (int l = liquidations.first(); l != 0; l = liquidations.next(l)) {
      String what =
          switch (liquidations.waitsFor(l)) {
            case LiquidationTable.ORDERS -> "orders";
            case LiquidationTable.COOLDOWN -> "a cooldown";
            default -> "a task";
          };
      seen.add("a liquidation that waits for " + what);
    }
  }

  private static void note(boolean holds, String what, Set<String> seen) {
    if (holds) {
      seen.add(what);
    }
  }

  private static Object field(Object of, String name) {
    try {
      Field field = of.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(of);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
