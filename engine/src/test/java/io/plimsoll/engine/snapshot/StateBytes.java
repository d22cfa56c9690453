package io.plimsoll.engine.snapshot;

import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.memory.StateStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** State in memory, as a snapshot has it in its file. */
public final class StateBytes {
  private StateBytes() {}

  /** All that an engine holds; two engines in the same state give the same bytes. */
  public static byte[] of(LiquidationEngine engine) {
    return of(engine::state);
  }

  /** What a part of an engine holds. */
  public static byte[] of(Consumer<StateStream> part) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StateStream stream =
        new StateStream(
            (block, length) -> {
              byte[] bytes = new byte[length];
              block.get(0, bytes);
              out.write(bytes, 0, length);
              return 0;
            },
            false);
    part.accept(stream);
    stream.finish();
    return out.toByteArray();
  }

  /** Brings a fresh engine into a state. */
  public static LiquidationEngine into(LiquidationEngine engine, byte[] bytes) {
    into(engine::state, bytes);
    return engine;
  }

  /** Brings a fresh part of an engine into a state. */
  public static void into(Consumer<StateStream> part, byte[] bytes) {
    StateStream stream = new StateStream(blocks(bytes), true);
    part.accept(stream);
    stream.finish();
  }

  private static StateStream.Blocks blocks(byte[] bytes) {
    int[] position = {0};
    return (ByteBuffer block, int length) -> {
      int count = Math.min(StateStream.BLOCK_BYTES, bytes.length - position[0]);
      block.put(0, bytes, position[0], count);
      position[0] += count;
      return count;
    };
  }
}
