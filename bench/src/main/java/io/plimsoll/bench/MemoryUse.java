package io.plimsoll.bench;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.protocol.CommandEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What an isolated position costs in memory, all in: its account, wallet, place in the map of
 * accounts, and trigger. On Linux, where the memory of the process can be asked for.
 *
 * <p>The first argument is the number of accounts, a million by default.
 */
public final class MemoryUse {
  private static final long SEED = 1;

  private MemoryUse() {}

  /** Opens the accounts and prints what they took. */
  public static void main(String[] arguments) throws IOException {
    int accounts = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
    CountingSink events = new CountingSink();
    LiquidationEngine engine = new LiquidationEngine(EngineLimits.DEFAULT, events);
    CommandEncoder commands = new CommandEncoder(engine::apply);
    Population population = new Population(accounts, SEED);
    long before = residentBytes();
    long startNanos = System.nanoTime();
    population.openIn(commands);
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    long bytes = residentBytes() - before;
    events.checkNoneRejected();
    System.out.printf(
        Locale.ROOT,
        "%,d accounts with an isolated position each: %,d MiB more than before, %d bytes each;%n"
            + "%,d MiB in all; %,d commands in %.1f s%n",
        accounts,
        bytes >> 20,
        bytes / accounts,
        residentBytes() >> 20,
        engine.sequence(),
        seconds);
  }

  private static long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
      }
    }
    throw new IOException("no VmRSS in /proc/self/status");
  }
}
