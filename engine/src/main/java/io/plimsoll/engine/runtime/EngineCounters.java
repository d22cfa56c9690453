package io.plimsoll.engine.runtime;

import io.plimsoll.engine.core.EngineView;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.TakeOverDecoder;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersManager;
import org.agrona.concurrent.status.CountersReader;

/** What an engine counts, for any thread to read. Written by the engine's thread alone. */
public final class EngineCounters {
  private static final int COUNTERS = 16;

  private final CountersManager manager =
      new CountersManager(
          aligned(COUNTERS * CountersReader.METADATA_LENGTH),
          aligned(COUNTERS * CountersReader.COUNTER_LENGTH));
  private final AtomicCounter commands = manager.newCounter("commands");
  private final AtomicCounter rejected = manager.newCounter("rejected");
  private final AtomicCounter events = manager.newCounter("events");
  private final AtomicCounter liquidationsStarted = manager.newCounter("liquidations started");
  private final AtomicCounter liquidationsFinished = manager.newCounter("liquidations finished");
  private final AtomicCounter takeovers = manager.newCounter("takeovers");
  private final AtomicCounter ringBytes = manager.newCounter("ring bytes");
  private final AtomicCounter workWaiting = manager.newCounter("work waiting");
  private final AtomicCounter lastSequence = manager.newCounter("last sequence");
  private final AtomicCounter walletLooks = manager.newCounter("wallet looks");
  private final AtomicCounter walletLooksInVain = manager.newCounter("wallet looks in vain");
  private final AtomicCounter snapshotSequence = manager.newCounter("snapshot sequence");
  private final AtomicCounter snapshotsFailed = manager.newCounter("snapshots failed");

  EngineCounters() {}

  /** Counters are updated atomically, which an array on the heap is not always aligned for. */
  private static UnsafeBuffer aligned(int bytes) {
    return new UnsafeBuffer(BufferUtil.allocateDirectAligned(bytes, BitUtil.CACHE_LINE_LENGTH));
  }

  /** All counters with their labels. */
  public CountersReader reader() {
    return manager;
  }

  /** Commands applied since launch, rejected ones included. */
  public long commands() {
    return commands.get();
  }

  /** Commands rejected since launch. */
  public long rejected() {
    return rejected.get();
  }

  /** Events since launch. */
  public long events() {
    return events.get();
  }

  /** Liquidations started since launch. */
  public long liquidationsStarted() {
    return liquidationsStarted.get();
  }

  /** Liquidations finished since launch. */
  public long liquidationsFinished() {
    return liquidationsFinished.get();
  }

  /** Takeovers by an insurance fund since launch. */
  public long takeovers() {
    return takeovers.get();
  }

  /** Bytes in the command ring after the last duty cycle; 0 in thread. */
  public long ringBytes() {
    return ringBytes.get();
  }

  /** Sequence of the last command, those of a continued journal included. */
  public long lastSequence() {
    return lastSequence.get();
  }

  /**
   * Cross wallets evaluated because a mark passed one of their triggers, replayed ones included.
   */
  public long walletLooks() {
    return walletLooks.get();
  }

  /** Those of them that were neither called nor liquidated. */
  public long walletLooksInVain() {
    return walletLooksInVain.get();
  }

  /** Sequence of the snapshot written last, or else launched from; 0 if there is none. */
  public long snapshotSequence() {
    return snapshotSequence.get();
  }

  /** Snapshots that could not be written since launch. */
  public long snapshotsFailed() {
    return snapshotsFailed.get();
  }

  /**
   * Whether the engine had more to do than it does at once, so that a Clock would go on with it: as
   * of the last command whose CommandAccepted has reached the event sink.
   */
  public boolean isWorkWaiting() {
    return workWaiting.get() != 0;
  }

  void workWaiting(boolean waiting) {
    workWaiting.setRelease(waiting ? 1 : 0);
  }

  void onEvent(DirectBuffer buffer, int offset, int length) {
    events.incrementRelease();
    if (length < Messages.HEADER_LENGTH) {
      return;
    }
    switch (Messages.templateId(buffer, offset)) {
      case CommandRejectedDecoder.TEMPLATE_ID -> rejected.incrementRelease();
      case LiquidationStartedDecoder.TEMPLATE_ID -> liquidationsStarted.incrementRelease();
      case LiquidationFinishedDecoder.TEMPLATE_ID -> liquidationsFinished.incrementRelease();
      case TakeOverDecoder.TEMPLATE_ID -> takeovers.incrementRelease();
      default -> {
        // Counted as an event, no more.
      }
    }
  }

  void onApplied(long sequence, EngineView view) {
    commands.incrementRelease();
    walletLooks.setRelease(view.walletLooks());
    walletLooksInVain.setRelease(view.walletLooksInVain());
    lastSequence.setRelease(sequence);
  }

  void snapshotAt(long sequence) {
    snapshotSequence.setRelease(sequence);
  }

  void snapshotFailed() {
    snapshotsFailed.incrementRelease();
  }

  void startAt(long sequence) {
    lastSequence.setRelease(sequence);
  }

  void ringBytes(long bytes) {
    ringBytes.setRelease(bytes);
  }
}
