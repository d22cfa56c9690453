package io.plimsoll.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class PlimsollTest {
  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  @Test
  void outputThatCannotBeWrittenIsAnError() {
    assertEquals(2, Plimsoll.run(failing("No space left on device"), "--help"));
  }

  @Test
  void readerThatHasGoneAwayIsNoError() {
    assertEquals(0, Plimsoll.run(failing("Broken pipe"), "--help"));
  }

  @Test
  void outputThatArrivesIsNoError() {
    assertEquals(0, Plimsoll.run(OutputStream.nullOutputStream(), "--help"));
  }
}
