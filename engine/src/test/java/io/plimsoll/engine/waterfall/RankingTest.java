package io.plimsoll.engine.waterfall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.account.HolderTable;
import io.plimsoll.protocol.codec.AdlRanking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final int SIZE_MAX = 7;

  private final Rankings rankings = rankingsOfInstrumentOne();
  private final Ranking ranking = rankings.of(1, true);

  private record Scored(int account, long score) {}

  private static Rankings rankingsOfInstrumentOne() {
    Rankings rankings = new Rankings(new HolderTable(), SIZE_MAX);
    rankings.open(1);
    return rankings;
  }

  /** Uses it up. */
  private List<Integer> bestFirst() {
    List<Integer> accounts = new ArrayList<>();
    for (int place = 1; ranking.size() > 0; place++) {
      assertEquals(place, ranking.place());
      accounts.add(ranking.account(ranking.size() - 1));
      ranking.drop();
    }
    return accounts;
  }

  @Test
  void theBestAreKeptHighestScoreFirstAndTiesInAccountOrder() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      List<Scored> offered = new ArrayList<>();
      ranking.begin(AdlRanking.RETURN_LEVERAGE);
      int count = random.nextInt(30);
      for (int account = 1; account <= count; account++) {
        Scored scored = new Scored(account, random.nextInt(6) - 3);
        offered.add(scored);
        ranking.offer(account, scored.score());
        if (random.nextInt(4) == 0) {
          ranking.sort(); // As a digest does, in the middle of a pass.
        }
      }
      ranking.end(5);

      offered.sort(Comparator.comparingLong(Scored::score).reversed());
      List<Integer> best = offered.stream().limit(SIZE_MAX).map(Scored::account).toList();
      assertEquals(best.size(), ranking.made());
      assertEquals(count > SIZE_MAX, ranking.leftOut());
      assertEquals(best, bestFirst());
    }
  }

  @Test
  void itServesItsKindUntilItIsTooOldOrUsedUp() {
    ranking.begin(AdlRanking.PROFIT_LEVERAGE);
    for (int account = 1; account <= SIZE_MAX; account++) {
      ranking.offer(account, account);
    }
    ranking.end(100);

    assertTrue(rankings.serves(1, true, AdlRanking.PROFIT_LEVERAGE, 100 + Rankings.AGE_MAX));
    assertFalse(rankings.serves(1, true, AdlRanking.PROFIT_LEVERAGE, 101 + Rankings.AGE_MAX));
    assertFalse(rankings.serves(1, true, AdlRanking.RANDOM, 100));
    bestFirst();
    // It left nobody out, so that nobody would be found.
    assertTrue(rankings.serves(1, true, AdlRanking.PROFIT_LEVERAGE, 100));
  }

  @Test
  void usedUpItDoesNotServeIfItLeftSomeoneOut() {
    ranking.begin(AdlRanking.PROFIT_LEVERAGE);
    for (int account = 1; account <= SIZE_MAX + 1; account++) {
      ranking.offer(account, account);
    }
    ranking.end(100);
    assertTrue(rankings.serves(1, true, AdlRanking.PROFIT_LEVERAGE, 100));
    bestFirst();

    assertFalse(rankings.serves(1, true, AdlRanking.PROFIT_LEVERAGE, 100));
    rankings.lacksNobody(1, true);
    assertTrue(rankings.serves(1, true, AdlRanking.PROFIT_LEVERAGE, 100));
  }
}
