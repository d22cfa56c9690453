package io.plimsoll.tools.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepthMarketTest {
  private final List<String> said = new ArrayList<>();
  private final DepthMarket market =
      new DepthMarket(
          new Reports() {
            @Override
            public void filled(
                long accountId, long orderId, Side side, long quantity, long price, Side taker) {
              said.add(orderId + " " + side + " " + quantity + "@" + price + " taker " + taker);
            }

            @Override
            public void done(long orderId, DoneReason reason) {
              said.add(orderId + " " + reason);
            }
          },
          1,
          1_000_000);

  /** At 100,000 a step is 50; a volume of 4,200 makes levels of 10, 20, 30 … */
  private void refill() {
    market.onMark(100_000, 4_200);
  }

  @Test
  void sellTakesBidsFromTheBestDownToItsLimit() {
    refill();

    market.immediateOrCancel(1, 7, Side.SELL, 25, 99_900);

    assertEquals(List.of("1 SELL 10@99950 taker SELL", "1 SELL 15@99900 taker SELL"), said);
  }

  @Test
  void buyTakesAsksFromTheBestUpToItsLimit() {
    refill();

    market.immediateOrCancel(1, 7, Side.BUY, 11, 100_100);

    assertEquals(List.of("1 BUY 10@100050 taker BUY", "1 BUY 1@100100 taker BUY"), said);
  }

  @Test
  void restBeyondTheLimitExpires() {
    refill();

    market.immediateOrCancel(1, 7, Side.SELL, 25, 99_901);

    assertEquals(List.of("1 SELL 10@99950 taker SELL", "1 EXPIRED"), said);
  }

  @Test
  void orderThatNothingReachesExpiresWhole() {
    refill();

    market.immediateOrCancel(1, 7, Side.SELL, 25, 100_000);

    assertEquals(List.of("1 EXPIRED"), said);
  }

  @Test
  void whatOneOrderTookTheNextDoesNotGet() {
    refill();

    market.immediateOrCancel(1, 7, Side.SELL, 10, 99_950);
    market.immediateOrCancel(2, 8, Side.SELL, 5, 99_950);

    assertEquals(List.of("1 SELL 10@99950 taker SELL", "2 EXPIRED"), said);
  }

  @Test
  void nextMarkBringsLiquidityBack() {
    refill();
    market.immediateOrCancel(1, 7, Side.SELL, 10, 99_950);

    refill();
    market.immediateOrCancel(2, 8, Side.SELL, 10, 99_950);

    assertEquals("2 SELL 10@99950 taker SELL", said.get(1));
  }

  @Test
  void noVolumeMeansNoLiquidity() {
    market.onMark(100_000, 0);

    market.immediateOrCancel(1, 7, Side.BUY, 1, 1_000_000);

    assertEquals(List.of("1 EXPIRED"), said);
  }

  @Test
  void restingOrdersFillAtTheirLimitOnceTheMarkReachesThem() {
    market.rest(1, 7, Side.SELL, 100_300, 5);
    market.rest(2, 8, Side.SELL, 100_200, 6);
    market.rest(3, 9, Side.BUY, 99_000, 7);

    market.fillPassed(100_199);
    assertEquals(List.of(), said);

    market.fillPassed(100_300);
    assertEquals(List.of("2 SELL 6@100200 taker BUY", "1 SELL 5@100300 taker BUY"), said);

    market.fillPassed(99_000);
    assertEquals("3 BUY 7@99000 taker SELL", said.get(2));
  }

  @Test
  void cancelledOrderIsConfirmedOnceAndNeverFills() {
    market.rest(1, 7, Side.SELL, 100_200, 5);

    market.cancel(1);
    market.cancel(1);
    market.fillPassed(200_000);

    assertEquals(List.of("1 CANCELLED"), said);
  }

  @Test
  void orderIdRestsOnce() {
    market.rest(1, 7, Side.SELL, 100_200, 5);

    assertThrows(IllegalArgumentException.class, () -> market.rest(1, 7, Side.SELL, 100_200, 5));
  }

  @Test
  void fillOrKillTradesAllOfItOrNothing() {
    refill();

    market.fillOrKill(1, 7, Side.SELL, 31, 99_900);
    market.fillOrKill(2, 7, Side.SELL, 30, 99_900);

    assertEquals(
        List.of("1 EXPIRED", "2 SELL 10@99950 taker SELL", "2 SELL 20@99900 taker SELL"), said);
  }
}
