package io.plimsoll.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.journal.SampleCommands;
import io.plimsoll.engine.memory.StateStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * A snapshot holds memory as it lies there, so a change of what classes hold and where must show in
 * the version of the state.
 */
class StateVersionTest {
  private static final Path LINE = Path.of("src/test/resources/state-version.txt");

  @Test
  void theVersionOfTheStateGoesUpWithTheClassesThatHoldIt() throws IOException {
    String now = SnapshotDescriptor.STATE_VERSION + " " + fingerprint();

    assertEquals(
        Files.readString(LINE, StandardCharsets.UTF_8).strip(),
        now,
        "fields, constants or state methods have changed in a class that holds state: raise"
            + " SnapshotDescriptor.STATE_VERSION by one if a snapshot of before cannot be read any"
            + " more, and write what the test expected not into "
            + LINE);
  }

  private static String fingerprint() throws IOException {
    LiquidationEngine engine =
        new LiquidationEngine(SampleCommands.LIMITS, (buffer, offset, length) -> {});
    for (byte[] command : SampleCommands.list(1, 100)) {
      engine.apply(new UnsafeBuffer(command), 0, command.length);
    }
    CRC32C crc = new CRC32C();
    List<Class<?>> classes =
        StateGraph.classes(engine).stream().sorted(Comparator.comparing(Class::getName)).toList();
    for (Class<?> type : classes) {
      if (holdsState(type)) {
        crc.update(describe(type).getBytes(StandardCharsets.UTF_8));
      }
    }
    return Long.toHexString(crc.getValue());
  }

  private static boolean holdsState(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals("state")
          && Arrays.asList(method.getParameterTypes()).contains(StateStream.class)) {
        return true;
      }
    }
    return false;
  }

  /** Its fields, with the values of the constants that say where something lies. */
  private static String describe(Class<?> type) {
    StringBuilder text = new StringBuilder(type.getName()).append('\n');
    Field[] fields = type.getDeclaredFields();
    Arrays.sort(fields, Comparator.comparing(Field::getName));
    for (Field field : fields) {
      if (!field.isSynthetic()) {
        text.append(field.getType().getName()).append(' ').append(field.getName());
        if (Modifier.isStatic(field.getModifiers()) && field.getType().isPrimitive()) {
          text.append('=').append(value(field));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static Object value(Field constant) {
    try {
      constant.setAccessible(true);
      return constant.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
