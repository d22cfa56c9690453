package io.plimsoll.tools.bench.output;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a bench ran on, as far as the system tells.
 *
 * @param cpu model of the processor
 * @param cores that the JVM may use
 * @param allowedCores which ones, where Linux tells
 * @param memoryMiB of the machine
 * @param load average over the last minute; below 0 if unknown
 * @param hugePages whether the kernel gives transparent huge pages, where Linux tells
 * @param os name and version
 * @param jdk version and vendor
 * @param flags of the JVM, but for those that open modules
 */
public record Machine(
    String cpu,
    int cores,
    String allowedCores,
    long memoryMiB,
    double load,
    String hugePages,
    String os,
    String jdk,
    List<String> flags) {
  private static final String UNKNOWN = "unknown";

  /** This machine, now. */
  public static Machine here() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        field(Path.of("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        field(Path.of("/proc/self/status"), "Cpus_allowed_list"),
        totalMemoryMiB(),
        system.getSystemLoadAverage(),
        chosen(Path.of("/sys/kernel/mm/transparent_hugepage/enabled")),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")",
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(Machine::isOfInterest)
            .toList());
  }

  /** In one line. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores (allowed: %s), %,d MiB, load %.1f, huge pages %s, %s",
        cpu,
        cores,
        allowedCores,
        memoryMiB,
        load,
        hugePages,
        os);
  }

  private static boolean isOfInterest(String flag) {
    return flag.startsWith("-X")
        || flag.startsWith("-Dagrona")
        || flag.startsWith("-Dchronicle")
        || flag.startsWith("-Dplimsoll.bench");
  }

  private static long totalMemoryMiB() {
    String total = field(Path.of("/proc/meminfo"), "MemTotal").replaceAll("[^0-9]", "");
    return total.isEmpty() ? 0 : Long.parseLong(total) >> 10;
  }

  /** The value of the first line "name: value" of a file of the kernel. */
  private static String field(Path file, String name) {
    return lines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** The word in brackets of the first line of a file of the kernel. */
  private static String chosen(Path file) {
    return lines(file).stream()
        .filter(line -> line.contains("["))
        .map(line -> line.substring(line.indexOf('[') + 1, line.indexOf(']')))
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of(); // Not Linux, or not shown: said as unknown.
    }
  }
}
