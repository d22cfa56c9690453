package io.plimsoll.tools.crowd;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * The traders of a scenario: those that it names, then its crowd. Each has draws of its own, from
 * the seed and its account number, so that nobody changes when others are added.
 */
public final class Population implements Iterable<Member> {
  /**
   * Traders whom the scenario names.
   *
   * @param group how they behave
   * @param accounts how many
   */
  public record Named(GroupSpec group, int accounts) {}

  private static final int PURPOSE = 1;

  /** Pledges have draws of their own, so that nothing else changes with them. */
  private static final int PLEDGE_PURPOSE = 4;

  private static final long PPB = Draws.PPB;

  /** Several cross positions share one wallet: each must leave room for the others' losses. */
  private static final long SHARED_USE_MAX = PPB / 10 * 8;

  private static final int SIZINGS = 8;

  private final List<Venue> venues;
  private final List<Named> named;
  private final CrowdSpec crowd;
  private final long seed;
  private final long[] firstPrices;
  private final Optional<Pledges> pledges;
  private final List<GroupSpec> groups = new ArrayList<>();
  private final Shares<Integer> crowdGroups;
  private final int namedAccounts;

  /**
   * A population.
   *
   * @param venues what is traded, an entry for each instrument
   * @param named traders whom the scenario names
   * @param crowd the others
   * @param seed any
   * @param firstPrices of the instruments
   */
  public Population(
      List<Venue> venues, List<Named> named, CrowdSpec crowd, long seed, long[] firstPrices) {
    this.venues = List.copyOf(venues);
    this.named = List.copyOf(named);
    this.crowd = crowd;
    this.seed = seed;
    this.firstPrices = firstPrices.clone();
    this.pledges =
        venues.get(0).spec().collateral().map(terms -> new Pledges(terms, venues, firstPrices));
    named.forEach(each -> groups.add(each.group()));
    groups.addAll(crowd.groups());
    List<Integer> indices = new ArrayList<>();
    List<Long> shares = new ArrayList<>();
    for (int i = 0; i < crowd.groups().size(); i++) {
      indices.add(named.size() + i);
      shares.add(crowd.groups().get(i).share());
    }
    this.crowdGroups = new Shares<>(indices, shares);
    this.namedAccounts = named.stream().mapToInt(Named::accounts).sum();
  }

  /** How many traders. */
  public int size() {
    return namedAccounts + crowd.accounts();
  }

  /** The groups, by index. */
  public List<GroupSpec> groups() {
    return List.copyOf(groups);
  }

  @Override
  public Iterator<Member> iterator() {
    return new Iterator<>() {
      private int made;

      @Override
      public boolean hasNext() {
        return made < size();
      }

      @Override
      public Member next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return member(++made);
      }
    };
  }

  private Member member(int id) {
    Draws draws = new Draws(seed, PURPOSE, id);
    int index = id <= namedAccounts ? namedGroup(id) : crowdGroups.draw(draws);
    GroupSpec group = groups.get(index);
    boolean isolated = draws.happens(group.isolated());
    long deposit = group.size().draw(draws);
    long use = group.use().draw(draws);
    long risk = group.risk().draw(draws);
    boolean tops = draws.happens(group.topUp().share());
    Set<Integer> instruments = instruments(group, draws);
    List<Stake> stakes = new ArrayList<>();
    for (int instrument : instruments) {
      if (!isolated && instruments.size() > 1) {
        use = Math.min(use, SHARED_USE_MAX);
      }
      Stake stake = stake(group, instrument, deposit / instruments.size(), use, risk, draws);
      if (stake.notional() > 0) {
        stakes.add(stake);
      }
    }
    return new Member(
        id,
        index,
        isolated,
        deposit,
        isolated ? Pledge.none(deposit) : pledge(group.pledge(), id, deposit),
        stakes,
        tops ? share(deposit, group.topUp().amount()) : 0,
        tops ? group.topUp().times() : 0);
  }

  private Pledge pledge(PledgeSpec spec, int id, long deposit) {
    return new Draws(seed, PLEDGE_PURPOSE, id).happens(spec.share())
        ? pledges.orElseThrow().of(deposit, spec.parts())
        : Pledge.none(deposit);
  }

  private int namedGroup(int id) {
    int first = id;
    for (int i = 0; ; i++) {
      first -= named.get(i).accounts();
      if (first <= 0) {
        return i;
      }
    }
  }

  private static Set<Integer> instruments(GroupSpec group, Draws draws) {
    long offered = group.instruments().parts().stream().filter(part -> part > 0).count();
    long wanted = Math.min(offered, group.positions().draw(draws));
    Set<Integer> chosen = new LinkedHashSet<>();
    while (chosen.size() < wanted) {
      chosen.add(group.instruments().draw(draws));
    }
    return chosen;
  }

  /** A notional of 0 says that there is none: the smallest quantity costs more than the money. */
  private Stake stake(
      GroupSpec group, int instrument, long money, long use, long risk, Draws draws) {
    Venue venue = venues.get(instrument);
    EntrySpec entry = group.entry();
    long first = firstPrices[instrument];
    boolean isLong = draws.happens(group.longs());
    int leverage = Math.min(venue.leverageMax(), group.leverage().draw(draws));
    boolean later = draws.happens(entry.during());
    long time = draws.between(entry.from(), entry.to());
    long off = draws.between(-PPB, PPB);
    long stop = distance(group.stopLoss(), draws);
    long profit = distance(group.takeProfit(), draws);

    long spread = Math.min(share(first, entry.spread()), first / (5L * leverage));
    long price = later ? first : first + share(spread, off);
    long planned = stop > 0 ? stop : group.stopLoss().distance().from();
    long quantity =
        group.isSizedByRisk()
            ? quantityAtRisk(venue, money, risk, planned, leverage, price)
            : quantity(venue, share(money, use), leverage, price);
    return new Stake(
        instrument,
        isLong,
        leverage,
        quantity == 0 ? 0 : venue.value(quantity, price),
        later ? time : -1,
        later ? 0 : quantity,
        later ? 0 : price,
        stop,
        profit);
  }

  private static long distance(StopSpec spec, Draws draws) {
    long distance = spec.distance().draw(draws);
    return draws.happens(spec.share()) ? distance : 0;
  }

  private static long quantityAtRisk(
      Venue venue, long money, long risk, long distance, int leverage, long price) {
    long lost = share(money, risk);
    long quantity = venue.quantityOf(scaled(lost, PPB, distance), price);
    return Math.min(quantity, quantity(venue, money, leverage, price));
  }

  /**
   * The largest quantity whose initial margin and fee a budget pays, as the tiers allow it.
   *
   * @param venue where
   * @param budget in units of money
   * @param leverage in whole multiples
   * @param price at which
   * @return in the quantity scale; 0 if the budget is too small
   */
  static long quantity(Venue venue, long budget, int leverage, long price) {
    long most =
        Math.min(venue.valueMax(leverage, price), Math.multiplyExact(budget, (long) leverage));
    long quantity = venue.quantityOf(most, price);
    for (int i = 0; i < SIZINGS && quantity > 0; i++) {
      long value = venue.value(quantity, price);
      long needed = venue.initialMargin(quantity, value, leverage) + venue.takerFee(value);
      if (needed <= budget) {
        return quantity;
      }
      most = scaled(most, budget, needed);
      quantity = Math.min(quantity - 1, venue.quantityOf(most, price));
    }
    return 0;
  }

  private static long scaled(long amount, long times, long divisor) {
    return BigInteger.valueOf(amount)
        .multiply(BigInteger.valueOf(times))
        .divide(BigInteger.valueOf(divisor))
        .longValueExact();
  }

  private static long share(long amount, long ppb) {
    return scaled(amount, ppb, PPB);
  }
}
