package io.plimsoll.engine.reference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Section 8: the tasks and their slices. */
final class TaskQueue {
  private final World world;
  private final int visits;

  TaskQueue(World world, int visits) {
    this.world = world;
    this.visits = visits;
  }

  private ArrayDeque<Task> tasks() {
    return world.tasks;
  }

  /** Queues a task; its first pass visits the accounts that exist now. */
  void add(Task task) {
    task.last = world.accounts.size();
    tasks().add(task);
  }

  /** Gives the tasks the visits of one Clock. */
  void slice() {
    List<Account> accounts = new ArrayList<>(world.accounts.values());
    int budget = visits;
    while (budget > 0 && !tasks().isEmpty() && !tasks().peek().heldUp()) {
      budget = work(tasks().peek(), accounts, budget);
    }
  }

  /**
   * Works on the first task until it is done, and then out of the queue, or no visit is left.
   *
   * @return visits left
   */
  private int work(Task task, List<Account> accounts, int budget) {
    int left = budget;
    boolean done = false;
    while (left > 0 && !done) {
      int cost = task.step(accounts);
      left -= Math.max(1, cost);
      done = cost == 0 && endPass(task);
    }
    task.sliceEnds();
    if (done) {
      tasks().remove();
      task.done();
    }
    return left;
  }

  /** Whether the task is done with that. */
  private boolean endPass(Task task) {
    int pass = task.passEnds();
    if (pass == 0) {
      return true;
    }
    task.pass = pass;
    task.next = 1;
    task.last = world.accounts.size();
    return false;
  }
}
