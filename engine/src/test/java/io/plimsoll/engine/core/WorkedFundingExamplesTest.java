package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.FEES;
import static io.plimsoll.engine.core.Venue.FUND;
import static io.plimsoll.engine.core.Venue.ONE;
import static io.plimsoll.engine.core.Venue.USDT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.codec.ContractType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Funding with printed answers. The engine is given the rate; how it comes about is not here. */
class WorkedFundingExamplesTest {
  private static final int XBTUSD = 9;

  private final Venue venue = new Venue();

  /** What the account received (positive) and paid for a reason, in all. */
  private long received(long account, String reason) {
    return venue.events().stream()
        .map(Event::new)
        .filter(e -> e.is("BalanceChanged") && e.text("reason").equals(reason))
        .filter(e -> e.number("accountId") == account)
        .mapToLong(e -> e.number("amount"))
        .sum();
  }

  // W43: bitmex.com app/perpetualContractsGuideExamples: long 15,000 XBTUSD at 750, funding of
  // 0.25 %, closed at 800: entry value 20 XBT, funding -0.05, PnL +1.25, net 1.20.
  @Test
  void anInverseLongPaysFundingOnItsValueInCoinAndEarnsMoreThanThat() {
    // One contract is one dollar: 10^8 units of money x 10 units of price.
    venue.commands.addInstrument(
        XBTUSD,
        USDT,
        "XBTUSD",
        new Contract(ContractType.INVERSE, 1_000_000_000, 1, 0),
        1,
        0,
        5,
        1_000_000,
        1_000_000,
        FEES,
        FUND);
    venue.commands.setRiskTiers(XBTUSD, List.of(new RiskTier(0, 5_000_000, 10_000)));
    venue.commands.markPrice(XBTUSD, 750_0);
    long trader = venue.trader(30);
    venue.clear();
    venue.trade(trader, 0, XBTUSD, 15_000, 750_0);
    Event opened =
        venue.events().stream()
            .map(Event::new)
            .filter(e -> e.is("PositionChanged") && e.number("accountId") == trader)
            .findFirst()
            .orElseThrow();
    assertEquals(-20 * ONE, opened.number("cost"));

    venue.commands.funding(XBTUSD, 2_500_000, 0);
    venue.commands.clock();
    long funding = received(trader, "FUNDING");
    venue.trade(trader, 0, XBTUSD, -15_000, 800_0);
    long pnl = received(trader, "REALISED_PNL");

    assertEquals(-ONE / 20, funding);
    assertEquals(ONE * 5 / 4, pnl);
    assertEquals(ONE * 6 / 5, funding + pnl);
  }

  // W38: Hyperliquid, after cortex-vigil.com/wiki/funding-rates: 0.95 % in eight hours, an eighth
  // of
  // it each hour, on the value at the oracle price of 10,000.
  @Test
  void eightHourlyEighthsOfARateAreTheRateOfEightHours() {
    venue.commands.markPrice(BTC, 10_100_00);
    long trader = venue.trader(20_000);
    venue.trade(trader, 0, BTC, 1_000, 10_100_00);
    venue.clear();

    for (int hour = 0; hour < 8; hour++) {
      venue.commands.funding(BTC, 9_500_000 / 8, 10_000_00);
      venue.commands.clock();
    }

    assertEquals(-95 * ONE, received(trader, "FUNDING"));
  }
}
