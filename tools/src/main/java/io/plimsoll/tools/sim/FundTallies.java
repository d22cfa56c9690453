package io.plimsoll.tools.sim;

import io.plimsoll.protocol.codec.FundChangedDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.venue.VenueSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The insurance fund and the vaults, looked at after every instant in which anything changed. */
final class FundTallies {
  private final Map<Long, FundTally> funds = new LinkedHashMap<>();
  private final Map<Long, Map<Integer, Long>> otherAssets = new LinkedHashMap<>();
  private boolean changed;

  FundTallies(List<Venue> venues) {
    funds.put(Venue.FUND_ACCOUNT, new FundTally(venues));
    for (int i = 0; i < venues.get(0).spec().vaults().size(); i++) {
      funds.put(VenueSpec.FIRST_VAULT_ACCOUNT + i, new FundTally(venues));
    }
  }

  void changed(FundChangedDecoder event) {
    if (event.assetId() != Venue.ASSET_ID) {
      // Collateral that a fund was given; it is no part of its equity in the settlement asset.
      otherAssets
          .computeIfAbsent(event.accountId(), key -> new LinkedHashMap<>())
          .put(event.assetId(), event.balance());
      return;
    }
    of(event.accountId()).changed(event.reason(), event.amount(), event.balance());
    changed = true;
  }

  /** Takes the position of a fund; false if it is that of somebody else. */
  boolean position(PositionChangedDecoder event) {
    FundTally fund = funds.get(event.accountId());
    if (fund == null) {
      return false;
    }
    fund.inventory(event.instrumentId() - 1, event.quantity(), event.cost());
    changed = true;
    return true;
  }

  /** A mark has moved. */
  void marked() {
    changed = true;
  }

  /** All that happened at this time has been heard. */
  void instantEnded(long time, long... marks) {
    if (changed) {
      changed = false;
      funds.values().forEach(fund -> fund.instantEnded(time, marks));
    }
  }

  void beginTape() {
    funds.values().forEach(FundTally::beginTape);
  }

  FundTally of(long account) {
    return funds.get(account);
  }

  /** What a fund has of another asset than the settlement asset, in units of it. */
  long otherAsset(long account, int assetId) {
    return otherAssets.getOrDefault(account, Map.of()).getOrDefault(assetId, 0L);
  }
}
