package io.plimsoll.engine.runtime;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.journal.Durability;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.HdrHistogram.SingleWriterRecorder;
import org.agrona.BitUtil;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.IdleStrategy;

/** What an engine is launched with. Immutable; see {@link #builder}. */
public final class EngineOptions {
  private final Builder values;

  private EngineOptions(Builder values) {
    this.values = values;
  }

  /** A builder with the defaults that its methods name. */
  public static Builder builder() {
    return new Builder();
  }

  /** How much the engine may hold. */
  public EngineLimits limits() {
    return values.limits;
  }

  /** Takes the events, on the engine's thread. */
  public EventSink events() {
    return values.events;
  }

  /** Folder of the journal; empty if there is none. */
  public Optional<Path> journalFolder() {
    return Optional.ofNullable(values.journalFolder);
  }

  /** Whether a journal that is already there is replayed and continued. */
  public boolean continueJournal() {
    return values.continueJournal;
  }

  /** Whether events are journaled too. */
  public boolean journalEvents() {
    return values.journalEvents;
  }

  /** What a journaled command survives. */
  public Durability durability() {
    return values.durability;
  }

  /** How many snapshots are kept beside the journal; 0 if none are written. */
  public int snapshotsKept() {
    return values.snapshotsKept;
  }

  /** Hears what a launch skipped, and which snapshot was not written. */
  public Consumer<String> notices() {
    return values.notices;
  }

  /** Program that creates the journal, as noted in it. */
  public String createdBy() {
    return values.createdBy;
  }

  /** What else is noted in a new journal. */
  public Map<String, String> journalNotes() {
    return values.journalNotes;
  }

  /** Capacity of the command ring, in bytes. */
  public int ringBytes() {
    return values.ringBytes;
  }

  /** Whether one thread alone sends commands. */
  public boolean singleProducer() {
    return values.singleProducer;
  }

  /** Commands in one duty cycle, at most. */
  public int batchMax() {
    return values.batchMax;
  }

  /** What the engine's thread does when there is nothing to do. */
  public IdleStrategy idleStrategy() {
    return values.idleStrategy;
  }

  /** Hears what stopped the engine's thread. */
  public ErrorHandler errorHandler() {
    return values.errorHandler;
  }

  /** Takes the service time of each command, in nanoseconds; empty if it is not measured. */
  public Optional<SingleWriterRecorder> serviceTimes() {
    return Optional.ofNullable(values.serviceTimes);
  }

  /** Builds options. */
  public static final class Builder implements Cloneable {
    private static final int RING_BYTES_MIN = 1 << 17;

    private EngineLimits limits = EngineLimits.DEFAULT;
    private EventSink events = (buffer, offset, length) -> {};
    private Path journalFolder;
    private boolean continueJournal;
    private boolean journalEvents = true;
    private Durability durability = Durability.PAGE_CACHE;
    private int snapshotsKept = 2;
    private Consumer<String> notices = line -> System.err.println("plimsoll: " + line);
    private String createdBy = "plimsoll";
    private Map<String, String> journalNotes = Map.of();
    private int ringBytes = 1 << 22;
    private boolean singleProducer;
    private int batchMax = 256;
    private IdleStrategy idleStrategy = IdleStrategies.named("backoff");
    private ErrorHandler errorHandler = Throwable::printStackTrace;
    private SingleWriterRecorder serviceTimes;

    private Builder() {}

    /** How much the engine may hold. Default {@link EngineLimits#DEFAULT}. */
    public Builder limits(EngineLimits value) {
      limits = value;
      return this;
    }

    /**
     * Takes the events, on the engine's thread. Default: nobody. Events that a continued journal
     * regenerates are not handed out again.
     */
    public Builder events(EventSink value) {
      events = value;
      return this;
    }

    /** Folder of the journal, absent or empty. Default: no journal. */
    public Builder journalFolder(Path value) {
      journalFolder = value;
      return this;
    }

    /**
     * If the folder holds a journal, replay it and go on after its last whole command. Default: a
     * folder that holds a journal is an error.
     */
    public Builder continueJournal(boolean value) {
      continueJournal = value;
      return this;
    }

    /** Whether events are journaled too. Default: yes. */
    public Builder journalEvents(boolean value) {
      journalEvents = value;
      return this;
    }

    /** What a journaled command survives. Default {@link Durability#PAGE_CACHE}. */
    public Builder durability(Durability value) {
      durability = value;
      return this;
    }

    /**
     * How many snapshots to keep beside the journal, the newest ones. One is written at each
     * TakeSnapshot, while the engine waits; a launch that continues the journal starts from the
     * newest one that is whole. Without a journal there are none.
     *
     * @param value 0 for none; default 2
     * @throws IllegalArgumentException if it is below 0
     */
    public Builder snapshotsKept(int value) {
      if (value < 0) {
        throw new IllegalArgumentException("snapshotsKept must be 0 or above: " + value);
      }
      snapshotsKept = value;
      return this;
    }

    /**
     * Hears, in a line each, which snapshots a launch skipped and why, and which was not written,
     * on the thread that launches or the engine's. Default: prints to standard error.
     */
    public Builder notices(Consumer<String> value) {
      notices = value;
      return this;
    }

    /** Program that creates the journal. Default {@code plimsoll}. */
    public Builder createdBy(String value) {
      createdBy = value;
      return this;
    }

    /** What else a new journal notes about itself, such as a tape or a seed. Default: nothing. */
    public Builder journalNotes(Map<String, String> value) {
      journalNotes = Map.copyOf(value);
      return this;
    }

    /**
     * Capacity of the command ring, in bytes: a power of two from 128 KiB. Default 4 MiB.
     *
     * @throws IllegalArgumentException if it is not
     */
    public Builder ringBytes(int value) {
      if (value < RING_BYTES_MIN || !BitUtil.isPowerOfTwo(value)) {
        throw new IllegalArgumentException(
            "ringBytes must be a power of two from " + RING_BYTES_MIN + ": " + value);
      }
      ringBytes = value;
      return this;
    }

    /**
     * Whether one thread alone sends commands: the command ring is then one-to-one, which costs its
     * producer less. The first thread that sends is the one; any other is refused. Default: no.
     */
    public Builder singleProducer(boolean value) {
      singleProducer = value;
      return this;
    }

    /**
     * Commands in one duty cycle, and so in one document of the journal, at most; 1 or above.
     * Default 256.
     *
     * @throws IllegalArgumentException if it is not
     */
    public Builder batchMax(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("batchMax must be 1 or above: " + value);
      }
      batchMax = value;
      return this;
    }

    /** What the engine's thread does when there is nothing to do. Default {@code backoff}. */
    public Builder idleStrategy(IdleStrategy value) {
      idleStrategy = value;
      return this;
    }

    /** As {@link #idleStrategy(IdleStrategy)}, by a name that {@link IdleStrategies} knows. */
    public Builder idleStrategy(String name) {
      return idleStrategy(IdleStrategies.named(name));
    }

    /** Hears what stopped the engine's thread, on that thread. Default: prints the stack trace. */
    public Builder errorHandler(ErrorHandler value) {
      errorHandler = value;
      return this;
    }

    /**
     * Takes the service time of each command, in nanoseconds: from before it is journaled, with
     * those that were in the ring with it, to after its last event is out. Default: nobody.
     */
    public Builder serviceTimes(SingleWriterRecorder value) {
      serviceTimes = value;
      return this;
    }

    /** The options; the builder may be used further. */
    public EngineOptions build() {
      try {
        return new EngineOptions((Builder) clone());
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
