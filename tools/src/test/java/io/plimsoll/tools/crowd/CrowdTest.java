package io.plimsoll.tools.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.tape.Tapes;
import io.plimsoll.tools.venue.FeeRates;
import io.plimsoll.tools.venue.VenueFiles;
import io.plimsoll.tools.venue.VenueSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CrowdTest {
  private static final int TRADERS = 20_000;

  private final Tape tape = Tapes.open(Tapes.DEFAULT);
  private final Venue venue = Venue.of(tape);

  private List<Trader> traders(long seed, int count) {
    List<Trader> traders = new ArrayList<>();
    new Crowd(venue, count, seed, tape.first().open()).forEach(traders::add);
    return traders;
  }

  /** Within one of 100 of what is documented. */
  private static void assertShare(int percent, List<Trader> traders, Predicate<Trader> which) {
    long count = traders.stream().filter(which).count();
    assertEquals(percent, 100.0 * count / traders.size(), 1.0);
  }

  @Test
  void seedDecidesTheCrowd() {
    assertEquals(traders(7, 500), traders(7, 500));
    assertNotEquals(traders(7, 500), traders(8, 500));
  }

  @Test
  void moreTradersLeaveTheFirstOnesAsTheyWere() {
    assertEquals(traders(7, 500), traders(7, 1_000).subList(0, 500));
  }

  /** Pinned, so that every JDK must draw the same crowd. */
  @Test
  void firstTraderOfSeedOneIsKnown() {
    assertEquals(
        new Trader(1, false, true, 50, 8, 11_510_834, 2_286_834_238L, 0, 0, List.of()),
        traders(1, 1).get(0));
  }

  @Test
  void hedgersHaveASecondLegAndAllElseIsAsWithoutThem() {
    Venue hedged = Venue.of(tape, VenueFiles.open("hedged"));
    List<Trader> traders = new ArrayList<>();
    new Crowd(hedged, 2_000, 7, tape.first().open()).forEach(traders::add);
    List<Trader> others = traders(7, 2_000);

    assertEquals(50, 100.0 * traders.stream().filter(Trader::isHedged).count() / 2_000, 4);
    for (int i = 0; i < 2_000; i++) {
      Trader trader = traders.get(i);
      assertEquals(others.get(i).quantity(), trader.quantity());
      assertEquals(others.get(i).entryPrice(), trader.entryPrice());
      assertTrue(trader.hedgeQuantity() <= trader.quantity());
    }
  }

  @Test
  void whatPoolsPayInCountsForAsMuchAsTheMoneyInItsPlace() {
    Venue pooling = Venue.of(tape, VenueFiles.open("collateral"));
    List<Trader> traders = new ArrayList<>();
    new Crowd(pooling, 2_000, 7, tape.first().open()).forEach(traders::add);
    List<Trader> cross = traders.stream().filter(trader -> !trader.isolated()).toList();
    Venue plain = Venue.of(tape, VenueFiles.open("hedged"));
    List<Trader> others = new ArrayList<>();
    new Crowd(plain, 2_000, 7, tape.first().open()).forEach(others::add);

    assertEquals(50, 100.0 * cross.stream().filter(Trader::isPooled).count() / cross.size(), 4);
    assertTrue(traders.stream().filter(Trader::isolated).noneMatch(Trader::isPooled));
    for (Trader trader : cross) {
      Trader other = others.get((int) trader.accountId() - 1);
      if (trader.isPooled() && !other.isHedged()) {
        // 95 % of it at the price counts 105 % of what is needed, if in the first tier.
        double counts = trader.collateral().get(0) * (tape.first().open() / 100.0) * 0.95;
        assertEquals(0, trader.deposit());
        assertTrue(counts >= 1.05 * other.deposit(), trader.toString());
        assertTrue(counts <= 1.05 * other.deposit() * 0.95 / 0.8 + 1e8, trader.toString());
      }
    }
  }

  @Test
  void sharesAreAsDocumented() {
    List<Trader> traders = traders(3, TRADERS);

    assertShare(Crowd.LONGS, traders, Trader::isLong);
    assertShare(VenueSpec.ISOLATED_SHARE, traders, Trader::isolated);
    assertShare(Crowd.TAKE_PROFITS, traders, t -> t.takeProfitPrice() > 0);
    for (int i = 0; i < Crowd.LEVERAGES.size(); i++) {
      int leverage = Crowd.LEVERAGES.get(i);
      assertShare(Crowd.WEIGHTS.get(i), traders, t -> t.leverage() == leverage);
    }
    assertEquals(100, Crowd.WEIGHTS.stream().mapToInt(w -> w).sum());
  }

  @Test
  void depositCoversInitialMarginAndFee() {
    for (Trader trader : traders(5, TRADERS)) {
      long value = venue.value(trader.quantity(), trader.entryPrice());
      long margin = (value + trader.leverage() - 1) / trader.leverage();
      long fee = (value / 1_000_000 * FeeRates.DEFAULT.taker()) / 1_000;

      assertTrue(trader.deposit() >= margin + fee, trader.toString());
    }
  }

  @Test
  void tierAllowsTheLeverage() {
    for (Trader trader : traders(5, TRADERS)) {
      long value = venue.value(trader.quantity(), trader.entryPrice());
      int allowed =
          venue.tiers().stream()
              .filter(tier -> tier.notionalFloor() <= value)
              .mapToInt(tier -> tier.leverageMax())
              .min()
              .orElseThrow();

      assertTrue(100 * trader.leverage() <= allowed, trader.toString());
    }
  }

  @Test
  void largeCrowdStaysWithinTheVenuesOpenInterest() {
    long sum = 0;
    for (Trader trader : new Crowd(venue, 1_000_000, 1, tape.first().open())) {
      sum += trader.quantity();
    }

    assertTrue(sum < venue.openInterestMax(), sum + " of " + venue.openInterestMax());
  }

  @Test
  void takeProfitLiesOnTheProfitSideOfEntryAndOpen() {
    long open = tape.first().open();
    for (Trader trader : traders(9, TRADERS)) {
      if (trader.takeProfitPrice() > 0) {
        int side = trader.isLong() ? 1 : -1;
        assertTrue(side * (trader.takeProfitPrice() - trader.entryPrice()) > 0, trader.toString());
        assertTrue(side * (trader.takeProfitPrice() - open) > 0, trader.toString());
      }
    }
  }

  @Test
  void venueStaysWithinTheEnginesLimits() {
    for (String name : Tapes.BUNDLED) {
      Venue other = Venue.of(Tapes.open(name));

      assertTrue(other.value(other.openInterestMax(), other.priceMax()) <= 1L << 60);
      assertTrue(other.priceMax() >= 2 * Tapes.open(name).highestPrice());
    }
  }

  @Test
  void inverseCrowdDepositsBitcoinsThatCoverMarginAndFee() {
    Venue inverse = Venue.of(tape, VenueFiles.open("inverse"));
    for (Trader trader : new Crowd(inverse, TRADERS, 5, tape.first().open())) {
      long value = inverse.value(trader.quantity(), trader.entryPrice());
      long margin = inverse.initialMargin(trader.quantity(), value, trader.leverage());

      assertTrue(trader.deposit() > margin, trader.toString());
      assertTrue(trader.leverage() <= inverse.leverageMax(), trader.toString());
      // 500 dollars at least, but for the contract that rounding takes.
      assertTrue(trader.quantity() >= 450, trader.toString());
    }
  }

  @Test
  void valueOfAnInverseContractIsContractsOverPriceRoundedUpForItsOwner() {
    Venue inverse = Venue.of(tape, VenueFiles.open("inverse"));

    // 300 contracts of a dollar at 90,000.00: 0.00333333 BTC and a third of a unit.
    assertEquals(333_334, inverse.value(300, 9_000_000));
    assertEquals(-333_334, inverse.signedValue(300, 9_000_000).longValueExact());
    assertEquals(333_333, inverse.signedValue(-300, 9_000_000).longValueExact());
    assertEquals(300, inverse.quantityOf(333_334, 9_000_000));
    assertEquals(90_000, inverse.quantityOfVolume(1_000, 9_000_000));
  }
}
