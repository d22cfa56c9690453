package io.plimsoll.engine.waterfall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.event.EventWriter;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.ContractTerms;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TasksTest {
  private final Books books = new Books(new EventWriter((buffer, offset, length) -> {}));
  private final Instrument instrument =
      new Instrument(
          1,
          new Asset(1, 8),
          new ContractTerms(ContractType.LINEAR, 0, 2, 3, 1, 100, 100, 1, 0),
          2,
          1);
  private static final int VISITS = 1024;

  private final Tasks tasks = new Tasks(books, VISITS);
  private final List<String> log = new ArrayList<>();

  /** Logs what happens to it, and makes a number of passes. */
  private final class Logged implements TaskWork {
    private final int passes;
    private int visits;

    Logged(int passes) {
      this.passes = passes;
    }

    @Override
    public int step(int task) {
      int account = tasks.nextOfAll(task);
      visits += account == 0 ? 0 : 1;
      return account == 0 ? 0 : 1;
    }

    @Override
    public int passEnded(int task) {
      log(task, "pass " + tasks.pass(task) + " ended");
      return tasks.pass(task) == passes ? 0 : tasks.pass(task) + 1;
    }

    @Override
    public void sliceEnded(int task) {
      log(task, "slice ended");
    }

    @Override
    public void done(int task) {
      log(task, "done");
    }

    private void log(int task, String what) {
      log.add(tasks.kind(task) + ": " + visits + " visits, " + what);
      visits = 0;
    }
  }

  private void accounts(int count) {
    LongStream.rangeClosed(1, count).forEach(id -> books.accounts().add(id, AccountKind.TRADER));
    books.instruments().add(instrument.asset());
    books.instruments().add(instrument);
  }

  @Test
  void theFirstTaskIsWorkedOnUntilItIsDoneThenTheNextWithWhatIsLeftOfTheBudget() {
    accounts(750);
    tasks.register(Tasks.FUNDING, new Logged(1));
    tasks.register(Tasks.SETTLE, new Logged(2));
    tasks.add(Tasks.FUNDING, instrument, 0, 0);
    int second = tasks.add(Tasks.SETTLE, instrument, 0, 0);

    tasks.runSlice();
    assertEquals(
        List.of("1: 750 visits, pass 1 ended", "1: 0 visits, done", "2: 273 visits, slice ended"),
        log);
    assertEquals(274, tasks.nextAccount(second));

    log.clear();
    tasks.runSlice();
    assertEquals(List.of("2: 477 visits, pass 1 ended", "2: 546 visits, slice ended"), log);
    tasks.runSlice();
    assertEquals(0, tasks.size());
    assertEquals(0, tasks.first());
  }

  @Test
  void theEndOfAPassCountsForAVisit() {
    accounts(VISITS);
    tasks.register(Tasks.SETTLE, new Logged(2));
    int task = tasks.add(Tasks.SETTLE, instrument, 0, 0);

    tasks.runSlice();

    assertEquals(List.of("2: 1024 visits, slice ended"), log);
    assertEquals(1, tasks.pass(task));

    log.clear();
    tasks.runSlice();
    assertEquals(List.of("2: 0 visits, pass 1 ended", "2: 1023 visits, slice ended"), log);
    assertEquals(2, tasks.pass(task));
    assertEquals(1024, tasks.nextAccount(task));
  }

  @Test
  void aPassVisitsTheAccountsThatExistedWhenItBegan() {
    accounts(VISITS + 1);
    tasks.register(Tasks.SETTLE, new Logged(2));
    int task = tasks.add(Tasks.SETTLE, instrument, 0, 0);
    tasks.runSlice();
    books.accounts().add(1_000_000, AccountKind.TRADER);
    assertEquals(VISITS + 1, tasks.lastAccount(task));

    log.clear();
    tasks.runSlice();

    assertEquals("2: 1 visits, pass 1 ended", log.get(0));
    assertEquals(VISITS + 2, tasks.lastAccount(task));
  }

  @Test
  void aLossWaitsInItsAssetUntilItsTaskIsDone() {
    accounts(2);
    tasks.register(Tasks.SOCIALISE, new Logged(1));
    tasks.register(Tasks.FUNDING, new Logged(1));
    tasks.add(Tasks.FUNDING, instrument, 0, 0);
    assertFalse(tasks.isLossWaiting(1));
    tasks.add(Tasks.SOCIALISE, instrument, 0, 7);
    assertTrue(tasks.isLossWaiting(1));

    tasks.runSlice();

    assertFalse(tasks.isLossWaiting(1));
  }
}
