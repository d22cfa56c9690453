package io.plimsoll.engine.reference;

import java.util.ArrayDeque;

/** Section 8: the tasks and their slices. */
final class TaskQueue {
  private static final int VISITS = 1024;

  private final World world;

  TaskQueue(World world) {
    this.world = world;
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
    Account[] accounts = world.accounts.values().toArray(new Account[0]);
    int budget = VISITS;
    while (budget > 0 && !tasks().isEmpty()) {
      budget = work(tasks().peek(), accounts, budget);
    }
  }

  /**
   * Works on the first task until it is done, and then out of the queue, or no visit is left.
   *
   * @return visits left
   */
  private int work(Task task, Account[] accounts, int budget) {
    int left = budget;
    boolean done = false;
    while (left > 0 && !done) {
      task.visit(accounts[task.next++ - 1]);
      left--;
      done = task.next > task.last && endPass(task);
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
