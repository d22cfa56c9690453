package io.plimsoll.tools.tape;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.tools.importer.Column;
import io.plimsoll.tools.importer.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells which fundings happened: at each time that rows announced as that of the next funding, once
 * a later row shows that it passed, at the rate that was announced last.
 */
final class FundingTrack {
  private static final long NONE = Long.MAX_VALUE;

  private final List<FundingPoint> happened = new ArrayList<>();
  private long next = NONE;
  private long rate;

  void accept(Row row) {
    if (row.time() >= next) {
      happened.add(new FundingPoint(next, rate));
      next = NONE;
    }
    if (row.has(Column.FUNDING_RATE)
        && row.has(Column.NEXT_FUNDING)
        && row.unscaled(Column.NEXT_FUNDING) > row.time()) {
      next = row.unscaled(Column.NEXT_FUNDING);
      rate = row.at(Column.FUNDING_RATE, Decimals.PPB_SCALE);
    }
  }

  List<FundingPoint> happened() {
    return happened;
  }
}
