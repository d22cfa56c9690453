package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What ArchUnit does not see: floating point inside method bodies. */
class DeterminismScanTest {
  private static final List<String> DETERMINISTIC =
      List.of("memory", "event", "instrument", "account", "margin", "trigger", "waterfall", "core");

  @Test
  void noFloatingPointInTheDeterministicFloors() throws IOException {
    List<String> found = new ArrayList<>();
    int scanned = 0;
    for (String floor : DETERMINISTIC) {
      Path folder = Path.of("target", "classes", "io", "plimsoll", "engine", floor);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
          scanned++;
          if (mentionsFloatingPoint(file)) {
            found.add(file.toString());
          }
        }
      }
    }

    assertTrue(scanned > 30, "classes scanned: " + scanned);
    assertEquals(List.of(), found);
  }

  /** Constant pool entries of type float or double, or descriptors that name one. */
  private static boolean mentionsFloatingPoint(Path classFile) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(classFile))) {
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> {
            if (isFloatingDescriptor(in.readUTF())) {
              return true;
            }
          }
          case 4, 6 -> {
            return true;
          }
          case 5 -> {
            in.skipNBytes(8);
            i++;
          }
          case 3, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
          case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
          case 15 -> in.skipNBytes(3);
          default -> throw new IllegalStateException("constant pool tag " + tag);
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFloatingDescriptor(String text) {
    return text.equals("D")
        || text.equals("F")
        || text.equals("[D")
        || text.equals("[F")
        || text.matches("\\((L[^;()]+;|\\[|[BCIJSZ])*[DF].*\\).+")
        || text.matches("\\(.*\\)\\[*[DF]");
  }
}
