package io.plimsoll.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.ContractType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What AddInstrument accepts. */
class ContractRulesTest {
  private static final long LIMIT = 1L << 60;

  private final Venue venue = new Venue(VenueRules.DEFAULT, 8);

  @BeforeEach
  void forgetTheSetUp() {
    venue.clear();
  }

  @Test
  void linearNeedsItsScalesToFitIntoThoseOfMoney() {
    add(Contract.LINEAR, 5, 4, 1, 1_000, 1_000);
    assertRefused("INVALID_VALUE", AddInstrumentDecoder.priceScaleId(), 5);
  }

  @Test
  void inverseAndQuantoHaveScalesOfTheirOwn() {
    add(inverse(1_000, 1), 12, 12, 1, 1_000, 1_000);
    assertAccepted();
    add(new Contract(ContractType.QUANTO, 5, 1, 0), 12, 12, 1, 1_000, 1_000);
    assertAccepted();
  }

  @Test
  void onlyALinearContractHasNoContractValue() {
    add(new Contract(ContractType.LINEAR, 1, 1, 0), 2, 3, 1, 1_000, 1_000);
    assertRefused("INVALID_VALUE", AddInstrumentDecoder.contractValueId(), 1);
    add(new Contract(ContractType.QUANTO, 0, 1, 0), 2, 3, 1, 1_000, 1_000);
    assertRefused("INVALID_VALUE", AddInstrumentDecoder.contractValueId(), 0);
    add(inverse(LIMIT + 1, 1), 2, 3, 1, 1_000, 1_000);
    assertRefused("INVALID_VALUE", AddInstrumentDecoder.contractValueId(), LIMIT + 1);
  }

  @Test
  void onlyAnInverseContractHasALowestPriceAboveOne() {
    add(new Contract(ContractType.QUANTO, 1, 2, 0), 2, 3, 1, 1_000, 1_000);
    assertRefused("INVALID_VALUE", AddInstrumentDecoder.priceMinId(), 2);
    add(inverse(1_000, 1_001), 2, 3, 1, 1_000, 1_000);
    assertRefused("INVALID_VALUE", AddInstrumentDecoder.priceMinId(), 1_001);
    add(inverse(1_000, 1_000), 2, 3, 1, 1_000, 1_000);
    assertAccepted();
  }

  @Test
  void expiryIsNotBelowNought() {
    add(new Contract(ContractType.LINEAR, 0, 1, -1), 2, 3, 1, 1_000, 1_000);
    assertRefused("INVALID_VALUE", AddInstrumentDecoder.expiryId(), -1);
  }

  @Test
  void theLargestValueOfTheHighestOpenInterestIsAtMostTwoToTheSixty() {
    add(new Contract(ContractType.QUANTO, LIMIT / 1_000, 1, 0), 2, 3, 1, 1_000, 2);
    assertRefused("INVALID_VALUE", AddInstrumentDecoder.priceMaxId(), 1_000);
    // 2^60 contracts of 1,000 at 1,000 are worth 2^60; at 999 more.
    add(inverse(1_000, 999), 2, 3, 1, 1_000, LIMIT);
    assertRefused("INVALID_VALUE", AddInstrumentDecoder.priceMaxId(), 1_000);
    add(inverse(1_000, 1_000), 2, 3, 1, 1_000, LIMIT);
    assertAccepted();
  }

  @Test
  void aMultipleOfTheTickLiesBetweenTheLowestAndTheHighestPrice() {
    add(inverse(1_000, 991), 2, 3, 10, 999, 1_000);
    assertRefused("INVALID_VALUE", AddInstrumentDecoder.tickSizeId(), 10);
    add(inverse(1_000, 990), 2, 3, 10, 999, 1_000);
    assertAccepted();
  }

  private int nextId = 1;

  private void add(
      Contract contract, int priceScale, int quantityScale, long tick, long priceMax, long most) {
    venue.commands.addInstrument(
        nextId++,
        Venue.USDT,
        "C",
        contract,
        priceScale,
        quantityScale,
        tick,
        priceMax,
        most,
        Venue.FEES,
        Venue.FUND);
  }

  private static Contract inverse(long contractValue, long priceMin) {
    return new Contract(ContractType.INVERSE, contractValue, priceMin, 0);
  }

  private void assertAccepted() {
    assertEquals(List.of(), venue.events());
  }

  private void assertRefused(String reason, int field, long detail) {
    List<String> events = venue.events();
    assertEquals(1, events.size(), events::toString);
    assertTrue(events.get(0).contains("\"reason\":\"" + reason + "\""), events::toString);
    assertTrue(events.get(0).contains("\"fieldId\":" + field + ","), events::toString);
    assertTrue(events.get(0).contains("\"detail\":" + detail + ","), events::toString);
  }
}
