package io.plimsoll.tools.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.scenario.ScenarioFiles;
import io.plimsoll.tools.sim.ScenarioVenue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The crowd of a bundled scenario is what its file says. */
class PopulationTest {
  private static final int ACCOUNTS = 20_000;

  private final Scenario scenario =
      ScenarioFiles.open("2025-10-10").scenario().withAccounts(ACCOUNTS);
  private final ScenarioVenue ready = ScenarioVenue.of(scenario);

  private static List<Member> members(Scenario scenario) {
    List<Member> members = new ArrayList<>();
    ScenarioVenue.of(scenario).population().forEach(members::add);
    return members;
  }

  private static void assertShare(double percent, List<Member> of, Predicate<Member> which) {
    double found = 100.0 * of.stream().filter(which).count() / of.size();
    assertEquals(percent, found, 2.0);
  }

  @Test
  void sharesOfGroupsAndWhatIsSaidOfThemHold() {
    List<Member> all = members(scenario);
    List<Member> single = all.stream().filter(member -> member.group() == 0).toList();
    List<Member> several = all.stream().filter(member -> member.group() == 1).toList();
    List<Member> allIn = all.stream().filter(member -> member.group() == 2).toList();

    assertShare(60, all, member -> member.group() == 0);
    assertShare(25, all, member -> member.group() == 1);
    assertShare(70, single, Member::isolated);
    assertShare(0, several, Member::isolated);
    assertShare(60, several, member -> member.stakes().size() == 2);
    assertShare(30, several, member -> member.topUps() == 2);
    assertShare(25, allIn, member -> member.stakes().stream().anyMatch(stake -> !stake.isHeld()));
    List<Member> holding = single.stream().filter(member -> !member.stakes().isEmpty()).toList();
    assertShare(70, holding, member -> member.stakes().get(0).isLong());
    assertShare(50, holding, member -> member.stakes().get(0).instrument() == 0);
    assertShare(30, holding, member -> member.stakes().get(0).leverage() == 10);
    assertShare(25, holding, member -> member.stakes().get(0).stopDistance() > 0);
  }

  @Test
  void nobodyHoldsMoreThanItsMoneyAllows() {
    long[] first = ready.firstPrices();
    for (Member member : members(scenario)) {
      long needed = 0;
      for (Stake stake : member.stakes()) {
        Venue venue = ready.venues().get(stake.instrument());
        long price = stake.isHeld() ? stake.entryPrice() : first[stake.instrument()];
        long quantity =
            stake.isHeld() ? stake.quantity() : venue.quantityOf(stake.notional(), price);
        long value = venue.value(quantity, price);
        needed += venue.initialMargin(quantity, value, stake.leverage()) + venue.takerFee(value);
      }
      assertTrue(needed <= member.deposit(), member.toString());
    }
  }

  /** The stop is what the risk is taken to, so the product of both is known. */
  @Test
  void positionsSizedByRiskLoseThatPartAtTheirStop() {
    int checked = 0;
    for (Member member : members(scenario)) {
      if (member.group() == 3
          && !member.stakes().isEmpty()
          && member.deposit() > 10_000_00000000L) {
        Stake stake = member.stakes().get(0);
        double lost = 1e-9 * stake.stopDistance() * stake.notional() / member.deposit();
        assertTrue(lost <= 0.0201 && (lost >= 0.0095 || stake.leverage() < 6), member.toString());
        checked++;
      }
    }
    assertTrue(checked > 100, "only " + checked);
  }

  @Test
  void moreTradersLeaveTheFirstOnesAsTheyWere() {
    assertEquals(
        members(scenario.withAccounts(300)), members(scenario.withAccounts(600)).subList(0, 300));
    assertNotEquals(
        members(scenario.withAccounts(300)), members(scenario.withAccounts(300).withSeed(2)));
  }

  @Test
  void namedTradersComeFirstAndAreWhatTheirLineSays() {
    List<Member> traders = members(ScenarioFiles.open("lessons").scenario());

    assertEquals(10, traders.size());
    assertEquals(100_00000000L, traders.get(0).deposit());
    assertEquals(100, traders.get(0).stakes().get(0).leverage());
    assertTrue(traders.get(0).stakes().get(0).isLong());
    assertEquals(0, traders.get(7).stakes().get(0).stopDistance());
    assertEquals(
        traders.get(6).stakes().get(0).quantity(), traders.get(7).stakes().get(0).quantity());
  }
}
