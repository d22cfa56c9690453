package io.plimsoll.tools.bench.output;

import io.plimsoll.tools.bench.files.FileBench;
import io.plimsoll.tools.bench.files.Pass;
import io.plimsoll.tools.bench.files.PassFigures;
import io.plimsoll.tools.importer.ImportSummary;
import io.plimsoll.tools.report.Text;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The table of {@code plimsoll bench import}. */
public final class FileBenchText {
  private static final double MEGA = 1e6;

  /** Bytes a nanosecond in megabytes a second. */
  private static final double MEGA_A_SECOND = 1e3;

  private final PrintWriter out;

  /**
   * A table.
   *
   * @param out where it goes
   */
  public FileBenchText(PrintWriter out) {
    this.out = out;
  }

  /**
   * Prints it.
   *
   * @param name of the file, for people
   * @param packedBytes its size on disk
   * @param bench that has run
   * @param figures of it
   */
  public void print(String name, long packedBytes, FileBench bench, List<PassFigures> figures) {
    Machine machine = Machine.here();
    ImportSummary file = bench.summary();
    out.printf("Machine   %s%n", machine.line());
    out.printf(
        Locale.ROOT,
        "JDK       %s, flags %s; heap of at most %,.0f MB%n",
        machine.jdk(),
        String.join(" ", machine.flags()),
        Runtime.getRuntime().maxMemory() / MEGA);
    out.printf(
        Locale.ROOT,
        "File      %s: %s, %s rows, %,.1f MB, on disk %,.1f MB%n",
        name,
        file.format(),
        Text.count(file.rows()),
        file.bytes() / MEGA,
        packedBytes / MEGA);
    out.printf(
        Locale.ROOT,
        "First     import of this process: %s, %,.0f MB a second; %s of CPU, %,.0f MB a second of it%n%n",
        Text.duration(bench.firstNanos()),
        perSecond(file.bytes(), bench.firstNanos()),
        Text.duration(bench.firstCpuNanos()),
        perSecond(file.bytes(), bench.firstCpuNanos()));
    table(file, figures);
    out.flush();
  }

  private void table(ImportSummary file, List<PassFigures> figures) {
    out.printf(
        "%-22s%8s%14s%14s%12s%12s%14s%14s%n",
        "MB of unpacked CSV",
        "rounds",
        "MB a second",
        "a CPU second",
        "of unpack",
        "of fields",
        "garbage a row",
        "heap at most");
    long unpack = cpu(figures, Pass.UNPACK);
    long split = cpu(figures, Pass.SPLIT);
    for (PassFigures of : figures) {
      out.printf(
          Locale.ROOT,
          "%-22s%8s%14.0f%14.0f%12s%12s%14s%14s%n",
          of.pass().label(),
          Text.count(of.rounds()),
          perSecond(file.bytes(), of.nanos()),
          perSecond(file.bytes(), of.cpuNanos()),
          share(unpack, of),
          of.pass() == Pass.UNPACK ? "" : share(split, of),
          String.format(Locale.ROOT, "%.1f B", of.allocated() / (double) file.rows()),
          String.format(Locale.ROOT, "%.1f MB", of.heapPeak() / MEGA));
    }
    out.printf(
        "%nMedians of rounds taken in turns. A CPU second is one of the reading thread's; shares are of"
            + " speed in CPU time.%n");
  }

  private static long cpu(List<PassFigures> figures, Pass pass) {
    return figures.stream()
        .filter(of -> of.pass() == pass)
        .mapToLong(PassFigures::cpuNanos)
        .findFirst()
        .orElseThrow();
  }

  private static String share(long baselineNanos, PassFigures of) {
    return Text.percent((double) baselineNanos, (double) of.cpuNanos());
  }

  private static double perSecond(long bytes, long nanos) {
    return bytes * MEGA_A_SECOND / Math.max(1, nanos);
  }
}
