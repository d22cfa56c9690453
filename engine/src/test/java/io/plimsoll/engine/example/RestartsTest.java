package io.plimsoll.engine.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.runtime.InThreadEngine;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.AccountKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestartsTest {
  @TempDir Path temp;

  @Test
  void theSecondLifeStartsFromTheSnapshotOfTheFirst() {
    List<String> log = new ArrayList<>();
    try (InThreadEngine first = Restarts.start(temp, (b, o, length) -> {}, log::add)) {
      new CommandEncoder(first).at(1).addAsset(1, 8, "USDT");
      Restarts.atTheEndOfTheHour(first, 2);
      new CommandEncoder(first).at(3).addAccount(1, AccountKind.TRADER);
    }

    try (InThreadEngine second = Restarts.start(temp, (b, o, length) -> {}, log::add)) {
      assertEquals(3, second.sequence());
      assertEquals(2, second.counters().snapshotSequence());
    }
    assertEquals(List.of(), log);
  }

  @Test
  void aBareEngineIsCopiedThroughAFile() {
    LiquidationEngine engine =
        new LiquidationEngine(EngineLimits.DEFAULT, (buffer, offset, length) -> {});
    new CommandEncoder(engine::apply).at(1).addAsset(1, 8, "USDT");

    LiquidationEngine copy = Restarts.copy(engine, temp.resolve("bare"));

    assertEquals(1, copy.sequence());
    assertArrayEquals(engine.digest(), copy.digest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"journal", "bare"})
  void theEmbeddingGuideShowsTheExample(String part) throws IOException {
    Pages.assertShows("docs/embedding.md", "Restarts.java", part);
  }
}
