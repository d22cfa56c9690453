package io.plimsoll.tools.sim;

import io.plimsoll.protocol.codec.CollateralMode;
import io.plimsoll.tools.crowd.Member;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.venue.CollateralSpec;
import io.plimsoll.tools.venue.CollateralSpec.PooledAsset;
import io.plimsoll.tools.venue.Listing;
import io.plimsoll.tools.venue.PoolCommands;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The collateral of a scenario: its terms, who pools it, its prices, which follow the marks, and
 * interest on debts. Does nothing where nothing counts as collateral.
 */
final class CollateralDesk {
  private final EnginePort engine;
  private final RunStatistics statistics;
  private final PoolCommands pools;
  private final FundingCalendar interest;
  private final int[] followed;
  private final long[] told;

  /**
   * A desk.
   *
   * @param venues what is traded, an entry for each instrument
   * @param engine takes the commands
   * @param statistics knows the marks
   */
  CollateralDesk(List<Venue> venues, EnginePort engine, RunStatistics statistics) {
    Optional<CollateralSpec> spec = venues.get(0).spec().collateral();
    List<Listing> listings = venues.stream().map(Venue::listing).toList();
    this.engine = engine;
    this.statistics = statistics;
    this.pools = new PoolCommands(engine.commands(), engine.collateral(), spec, listings);
    this.interest = new FundingCalendar(List.of(), spec.flatMap(CollateralSpec::interest));
    this.followed =
        spec.map(CollateralSpec::assets).orElse(List.of()).stream()
            .filter(PooledAsset::followsMark)
            .mapToInt(asset -> PoolCommands.instrument(asset, listings))
            .distinct()
            .toArray();
    this.told = new long[followed.length];
  }

  /** Tells the terms, and the prices that stay. */
  void open() {
    pools.open();
  }

  /** The market begins, at a time in nanoseconds since 1970. */
  void begin(long time) {
    interest.begin(time);
  }

  /** A trader pays in what it pledges, and pools its wallets. */
  void admit(Member member) {
    long account = member.accountId();
    List<Long> amounts = member.pledge().amounts();
    for (int i = 0; i < amounts.size(); i++) {
      if (amounts.get(i) > 0) {
        engine.commands().deposit(account, PoolCommands.FIRST_ASSET_ID + i, amounts.get(i));
      }
    }
    if (member.pledge().isPooled()) {
      engine.collateral().setCollateralMode(account, CollateralMode.MULTI_ASSET);
      statistics.pools().opened();
    }
  }

  /** Where a mark has moved since the last call, so has the price of what follows it. */
  void followMarks() {
    if (followed.length == 0) {
      return;
    }
    long[] marks = statistics.marks();
    for (int i = 0; i < followed.length; i++) {
      long mark = marks[followed[i]];
      if (mark != told[i]) {
        told[i] = mark;
        int instrument = followed[i];
        engine.send(() -> pools.follow(instrument, mark));
      }
    }
  }

  /** Interest, if it is due. */
  void chargeInterest(long time) {
    OptionalLong rate = interest.due(time);
    if (rate.isPresent()) {
      // One that has not reached everybody yet is an answer to reckon with.
      engine.ask(() -> engine.collateral().chargeInterest(Venue.ASSET_ID, rate.getAsLong()));
    }
  }
}
