package io.plimsoll.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.engine.core.OneContract.Scales;
import io.plimsoll.engine.core.OneContract.Tier;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What venues say that flows into and out of the insurance fund. They let a forced close trade past
 * its bankruptcy price and charge the difference to the fund; in the engine such a position goes to
 * the fund at the bankruptcy price, and the fund sells it on. The amounts are the same.
 */
class WorkedFundExamplesTest {
  /** The fund sends out all of its inventory at once, at most 1 % from the mark. */
  private static final VenueRules UNWIND =
      new VenueRules(
          0,
          1_000_000_000,
          10_000_000,
          TriggerRule.AT_OR_BELOW,
          false,
          SurplusTo.FUND,
          SurplusTo.ACCOUNT);

  private static final VenueRules BELOW =
      new VenueRules(0, 0, 0, TriggerRule.BELOW, false, SurplusTo.FUND, SurplusTo.ACCOUNT);

  private static final Scales CENTS = new Scales(2, 3, 8);

  // W18: blog.bybit.com bybit-institute/insurance-fund: two longs with a liquidation price of 8,750
  // and bankruptcy prices of 8,730 and 8,680; the market fills at 8,700.
  @Test
  void aFillPastTheBankruptcyPriceDrawsOnTheFundAndABetterOnePaysIntoIt() {
    // At 8,750 a long of 1 must hold 20 and a long of 10 must hold 700: 8,750 x 0.2285715 % and
    // 87,500 x 1 % - 22,685.18 x (1 % - 0.2285715 %), both a hair above that.
    List<Tier> tiers = List.of(new Tier("0", "0.2285715"), new Tier("22685.18", "1"));
    OneContract contract = new OneContract(UNWIND, CENTS, "9700", tiers);
    contract.isolated("1", "9700", 10);
    contract.isolated("10", "8960", 32);

    contract.mark("8750.01");
    contract.assertQuiet();
    contract.mark("8750");
    assertEquals(2, contract.all("LiquidationStarted").size());
    Event closeOfA = contract.all("ForcedOrder").get(0);
    Event closeOfB = contract.all("ForcedOrder").get(1);
    assertEquals("8730", contract.price(closeOfA, "limitPrice"));
    assertEquals("8680", contract.price(closeOfB, "limitPrice"));

    contract.expire(closeOfA);
    assertEquals("8730", contract.price(contract.only("TakeOver"), "bankruptcyPrice"));
    contract.clock();
    contract.fill(contract.only("ForcedOrder"), "8700");
    assertEquals(List.of("-30"), contract.fundChanges());

    contract.fill(closeOfB, "8700");
    assertEquals(List.of("200"), contract.fundChanges());
    assertEquals("CLOSED", contract.only("LiquidationFinished").text("outcome"));
  }

  // W46: doc.sat.is system-gain-and-losses, after BitMEX's liquidation examples: a long at 100 with
  // bankruptcy price 99; filled at 99.25, and the next one at 98.75. With the margin at entry their
  // liquidation price is 99.50; with 0.5 % at mark it is 99 / 0.995 = 99.497.
  @Test
  void aGainAndALossOfTheSameSizeLeaveTheFundWhereItWas() {
    OneContract contract = new OneContract(UNWIND, CENTS, "100", List.of(new Tier("0", "0.5")));
    contract.isolated("1", "100", 100);
    contract.longFallsAt("99.497");
    Event close = contract.only("ForcedOrder");
    assertEquals("99", contract.price(close, "limitPrice"));
    contract.fill(close, "99.25");
    assertEquals(List.of("0.25"), contract.fundChanges());
    assertEquals("1000.25", contract.money(contract.only("FundChanged"), "balance"));

    contract.mark("100");
    contract.isolated("1", "100", 100);
    contract.longFallsAt("99.497");
    contract.expire(contract.only("ForcedOrder"));
    assertEquals("99", contract.price(contract.only("TakeOver"), "bankruptcyPrice"));
    assertEquals(List.of(), contract.fundChanges());
    contract.clock();
    contract.fill(contract.only("ForcedOrder"), "98.75");
    assertEquals(List.of("-0.25"), contract.fundChanges());
    assertEquals("1000", contract.money(contract.only("FundChanged"), "balance"));
  }

  // W35: dYdX contract-loss-mechanism.mdx: A long and B short 500 at 1 with 100 each; the oracle
  // jumps to 2. There deleveraging picks A; here A happens to sell.
  @Test
  void aBankruptShortClosedAtItsBankruptcyPriceLosesExactlyItsMoney() {
    OneContract contract =
        new OneContract(BELOW, new Scales(4, 0, 6), "1", List.of(new Tier("0", "3")));
    long a = contract.crossTrader("100");
    long b = contract.crossTrader("100");
    contract.trade(a, 0, b, "500", "1");

    contract.mark("2");
    assertEquals(b, contract.only("LiquidationStarted").number("accountId"));
    Event close = contract.only("ForcedOrder");
    assertEquals("1.2", contract.price(close, "limitPrice"));

    contract.trade(b, close.number("orderId"), a, "500", "1.2");
    List<Event> balances = contract.all("BalanceChanged");
    assertEquals(2, balances.size());
    assertEquals(List.of("-100", "0"), amountAndBalance(contract, balances.get(0), b));
    assertEquals(List.of("100", "200"), amountAndBalance(contract, balances.get(1), a));
    assertEquals(List.of(), contract.fundChanges());
    assertEquals("CLOSED", contract.only("LiquidationFinished").text("outcome"));
  }

  private static List<String> amountAndBalance(OneContract contract, Event event, long account) {
    assertEquals(account, event.number("accountId"));
    return List.of(contract.money(event, "amount"), contract.money(event, "balance"));
  }
}
