package io.plimsoll.tools.page;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.tools.numbers.Buckets;
import io.plimsoll.tools.numbers.Range;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.ToLongFunction;

/** Writes series that share their times, column by column: short, and what charts want. */
final class Series {
  private static final int NANOS_SCALE = 9;

  private final JsonGenerator json;
  private final int most;

  /**
   * Writes to {@code json} series of at most so many points.
   *
   * @param most 1 or above
   */
  Series(JsonGenerator json, int most) {
    this.json = json;
    this.most = most;
  }

  /** Begins an object with the times of a track; the caller ends it. */
  void begin(String name, Buckets<Range> track) throws IOException {
    json.writeObjectFieldStart(name);
    times(json, track.coarsened(most));
  }

  /** Writes the width of the buckets and when each begins, in seconds since 1970. */
  static void times(JsonGenerator json, Buckets<?> track) throws IOException {
    json.writeNumberField("seconds", seconds(track.width()));
    json.writeArrayFieldStart("time");
    for (int i = 0; i < track.size(); i++) {
      json.writeNumber(seconds(track.time(i)));
    }
    json.writeEndArray();
  }

  /** Nanoseconds as seconds, without needless zeros. */
  static BigDecimal seconds(long nanos) {
    return BigDecimal.valueOf(nanos, NANOS_SCALE).stripTrailingZeros();
  }

  /** Writes one value of each bucket. */
  void column(String name, Buckets<Range> track, int scale, ToLongFunction<Range> value)
      throws IOException {
    Buckets<Range> coarse = track.coarsened(most);
    json.writeArrayFieldStart(name);
    for (int i = 0; i < coarse.size(); i++) {
      json.writeNumber(BigDecimal.valueOf(value.applyAsLong(coarse.get(i)), scale));
    }
    json.writeEndArray();
  }
}
