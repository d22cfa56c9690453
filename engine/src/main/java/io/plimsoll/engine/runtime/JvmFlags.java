package io.plimsoll.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells which flags the JVM was started without, in one line instead of a stack trace. */
public final class JvmFlags {
  private record Flag(String module, String packageName, boolean open) {
    boolean isMissing() {
      Optional<Module> found = ModuleLayer.boot().findModule(module);
      Module self = JvmFlags.class.getModule();
      return found.isPresent()
          && !(open
              ? found.get().isOpen(packageName, self)
              : found.get().isExported(packageName, self));
    }

    @Override
    public String toString() {
      return (open ? "--add-opens " : "--add-exports ")
          + module
          + "/"
          + packageName
          + "=ALL-UNNAMED";
    }
  }

  /** What buffers need, with or without a journal. */
  private static final List<Flag> FOR_BUFFERS =
      List.of(new Flag("java.base", "jdk.internal.misc", false));

  /** What Chronicle Queue needs to write a journal. */
  private static final List<Flag> FOR_WRITING =
      List.of(
          new Flag("java.base", "jdk.internal.ref", false),
          new Flag("java.base", "sun.nio.ch", false),
          new Flag("jdk.unsupported", "sun.misc", false),
          new Flag("jdk.compiler", "com.sun.tools.javac.file", false),
          new Flag("jdk.compiler", "com.sun.tools.javac", true),
          new Flag("java.base", "java.lang", true),
          new Flag("java.base", "java.lang.reflect", true),
          new Flag("java.base", "java.io", true),
          new Flag("java.base", "java.util", true),
          new Flag("java.base", "sun.nio.ch", true),
          new Flag("java.base", "java.nio", true));

  private JvmFlags() {}

  /**
   * Checks the flags that an engine with a journal needs.
   *
   * @throws IllegalStateException if some are missing; the message is one line that names them
   */
  public static void check() {
    check(true);
  }

  /**
   * Checks the flags that an engine needs.
   *
   * @param writesJournal whether it writes a journal; reading one needs no more than buffers do
   * @throws IllegalStateException if some are missing; the message is one line that names them
   */
  public static void check(boolean writesJournal) {
    List<String> missing = new ArrayList<>();
    addMissing(FOR_BUFFERS, missing);
    if (writesJournal) {
      addMissing(FOR_WRITING, missing);
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "start the JVM with the missing flags: " + String.join(" ", missing));
    }
  }

  private static void addMissing(List<Flag> flags, List<String> missing) {
    for (Flag flag : flags) {
      if (flag.isMissing()) {
        missing.add(flag.toString());
      }
    }
  }
}
