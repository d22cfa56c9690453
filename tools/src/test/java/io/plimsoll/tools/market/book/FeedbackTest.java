package io.plimsoll.tools.market.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.MarkRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A cascade with an engine in the loop: its forced orders move the mark that it is made of. */
class FeedbackTest {
  private static final long PPB = 1_000_000_000L;
  private static final int SECONDS = 300;

  /** Falls by 4 % in a minute, stands for two, and comes back. */
  private static long tape(int second) {
    int fallen = second < 60 ? second : second < 180 ? 60 : Math.max(0, 240 - second);
    return TinyExchange.START - TinyExchange.START * fallen / 1_500;
  }

  private static MarketSpec spec(MarkRule rule, long feedback, long indexFollows) {
    MarketSpec standard = MarketReader.standard();
    MakersSpec makers = standard.makers();
    MarkSpec mark = standard.mark();
    return new MarketSpec(
        standard.profile(),
        20_000_000,
        feedback,
        new MakersSpec(
            makers.refill(),
            makers.impactKept(),
            makers.anchor(),
            indexFollows,
            makers.volatilityTime(),
            makers.volatilitySample(),
            makers.volatilityHalf(),
            makers.depthLeast()),
        new MarkSpec(
            rule,
            mark.sampleInterval(),
            mark.basisSamples(),
            mark.basisTime(),
            mark.impactNotional()));
  }

  private record Outcome(long low, long sold) {}

  private static Outcome run(MarketSpec spec) {
    try (TinyExchange exchange = new TinyExchange(spec)) {
      for (int second = 0; second < SECONDS; second++) {
        exchange.tick(tape(second));
      }
      return new Outcome(exchange.low(), exchange.sold);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = MarkRule.class,
      names = {"ORACLE", "MEDIAN", "BASIS_AVERAGE", "EMA"})
  void withoutFeedbackTheMarkIsTheTapeUnderEveryRule(MarkRule rule) {
    try (TinyExchange exchange = new TinyExchange(spec(rule, 0, PPB))) {
      for (int second = 0; second < SECONDS; second++) {
        int before = exchange.marks.size();
        exchange.tick(tape(second));
        List<Long> marks = exchange.marks.subList(before, exchange.marks.size());

        // The first is told of the book as the second before had left it.
        assertEquals(tape(Math.max(0, second - 1)), marks.get(0));
        long tape = tape(second);
        marks.stream().skip(1).forEach(mark -> assertEquals(tape, mark));
      }
      assertTrue(exchange.sold > 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"MEDIAN,0", "MEDIAN,100", "BASIS_AVERAGE,0", "EMA,0", "EMA,50"})
  void moreFeedbackNeverMakesTheLowHigher(MarkRule rule, long percent) {
    List<Outcome> outcomes = new ArrayList<>();

    for (long feedback = 0; feedback <= 100; feedback += 10) {
      outcomes.add(run(spec(rule, PPB / 100 * feedback, PPB / 100 * percent)));
    }

    for (int i = 1; i < outcomes.size(); i++) {
      assertTrue(outcomes.get(i).low() <= outcomes.get(i - 1).low(), outcomes::toString);
    }
    assertTrue(outcomes.get(10).low() < outcomes.get(0).low(), outcomes::toString);
  }

  @Test
  void aCascadeFeedsItself() {
    Outcome none = run(spec(MarkRule.MEDIAN, 0, 0));
    Outcome full = run(spec(MarkRule.MEDIAN, PPB, PPB));

    assertTrue(full.low() < none.low(), () -> full + " " + none);
    assertTrue(full.sold() > none.sold(), () -> full + " " + none);
  }

  @Test
  void theSameCascadeTwiceIsTheSame() {
    assertEquals(run(spec(MarkRule.MEDIAN, PPB, PPB)), run(spec(MarkRule.MEDIAN, PPB, PPB)));
  }
}
