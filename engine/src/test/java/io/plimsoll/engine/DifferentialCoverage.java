package io.plimsoll.engine;

import io.plimsoll.engine.generated.HedgeCoverage;
import io.plimsoll.engine.generated.LiquidatedCoverage;
import io.plimsoll.engine.generated.PoolCoverage;
import io.plimsoll.engine.generated.PriceCoverage;
import io.plimsoll.engine.generated.TermCoverage;
import io.plimsoll.engine.generated.WaterfallCoverage;
import io.plimsoll.engine.generated.WorkCoverage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the streams of the differential test must have been through to be worth anything. */
final class DifferentialCoverage {
  private static final List<String> REQUIRED =
      List.of(
          "ConfigureVenue accepted",
          "AddAsset accepted",
          "AddInstrument accepted",
          "SetRiskTiers accepted",
          "SetFees accepted",
          "AddAccount accepted",
          "Deposit accepted",
          "Withdraw accepted",
          "SetLeverage accepted",
          "SetMarginMode accepted",
          "PlaceOrder accepted",
          "OrderDone accepted",
          "Fill accepted",
          "MarkPrice accepted",
          "Clock accepted",
          "TakeSnapshot accepted",
          "rejected MALFORMED",
          "rejected TIME_WENT_BACK",
          "rejected INVALID_VALUE",
          "rejected DUPLICATE_ID",
          "rejected UNKNOWN_ASSET",
          "rejected UNKNOWN_INSTRUMENT",
          "rejected UNKNOWN_ACCOUNT",
          "rejected UNKNOWN_ORDER",
          "rejected WRONG_ACCOUNT_KIND",
          "rejected VENUE_IN_USE",
          "rejected INSTRUMENT_IN_USE",
          "rejected INVALID_TIERS",
          "rejected NO_TIERS",
          "rejected NO_MARK_PRICE",
          "rejected PRICE_OUT_OF_RANGE",
          "rejected POSITION_EXISTS",
          "rejected LEVERAGE_TOO_HIGH",
          "rejected INSUFFICIENT_BALANCE",
          "rejected UNDER_LIQUIDATION",
          "rejected ORDER_MISMATCH",
          "rejected QUANTITY_EXCEEDED",
          "rejected WORSE_THAN_LIMIT",
          "rejected DUPLICATE_EXECUTION",
          "rejected REDUCE_ONLY",
          "rejected LIMIT_EXCEEDED",
          "rejected SELF_TRADE",
          "margin call CROSS",
          "started CROSS",
          "started CROSS, bankrupt",
          "finished CROSS RECOVERED",
          "finished CROSS REDUCED",
          "finished CROSS CLOSED",
          "finished CROSS TAKEN_OVER",
          "finished CROSS with a fee",
          "finished CROSS with a surplus to the fund",
          "finished CROSS closed in part, taken over in part",
          "position CROSS FILL",
          "position CROSS FORCED_FILL",
          "position CROSS TAKE_OVER",
          "position turned CROSS FILL",
          "margin call ISOLATED",
          "started ISOLATED",
          "started ISOLATED, bankrupt",
          "finished ISOLATED RECOVERED",
          "finished ISOLATED REDUCED",
          "finished ISOLATED CLOSED",
          "finished ISOLATED TAKEN_OVER",
          "finished ISOLATED with a fee",
          "finished ISOLATED with a surplus to the fund",
          "finished ISOLATED closed in part, taken over in part",
          "position ISOLATED FILL",
          "position ISOLATED FORCED_FILL",
          "position ISOLATED TAKE_OVER",
          "position turned ISOLATED FILL",
          "finished CROSS covered",
          "position ISOLATED SETTLEMENT",
          "started CROSS, a wallet below zero without positions",
          "started, waits for orders that another liquidation asked to cancel",
          "several forced orders of one command",
          "forced order CLOSE BUY",
          "forced order CLOSE SELL",
          "forced order UNWIND BUY",
          "forced order UNWIND SELL",
          "late fill FILLED",
          "late fill PARTLY_FILLED",
          "order of the engine PARTLY_FILLED",
          "order of the engine FILLED",
          "order of the engine DONE",
          "fund below zero",
          "fund REALISED_PNL",
          "position turned CROSS TAKE_OVER",
          "fund LIQUIDATION_FEE in a liquidation",
          "fund SURPLUS in a liquidation",
          "fund TAKE_OVER in a liquidation",
          "fund COVER in a liquidation",
          "Deposit rejected LIMIT_EXCEEDED field 4",
          "PlaceOrder rejected LIMIT_EXCEEDED field 3",
          "PlaceOrder rejected LIMIT_EXCEEDED field 5",
          "Fill rejected LIMIT_EXCEEDED field 4",
          "Fill rejected LIMIT_EXCEEDED field 6",
          "Fill rejected LIMIT_EXCEEDED field 8",
          "AddAccount rejected LIMIT_EXCEEDED field 3");

  /** What is refused of contracts and schedules, and where rounding leaves dust. */
  private static List<String> contracts() {
    List<String> names = new ArrayList<>();
    for (int field : new int[] {5, 6, 14, 15, 16}) {
      names.add("AddInstrument rejected INVALID_VALUE field " + field);
    }
    for (int field : new int[] {9, 10, 11, 13}) {
      names.add("SetRiskTiers rejected INVALID_VALUE field " + field);
    }
    for (int field : new int[] {4, 5, 6, 7, 8}) {
      names.add("SetRiskTiers rejected INVALID_TIERS field " + field);
    }
    for (String type : List.of("LINEAR", "INVERSE", "QUANTO")) {
      names.add("instrument " + type + " with expiry");
      names.add("taken over " + type);
    }
    names.add("balance ROUNDING");
    names.add("PlaceOrder accepted with a least initial rate");
    return names;
  }

  private DifferentialCoverage() {}

  /** All names that must have been counted. */
  static List<String> required() {
    return Stream.of(
            REQUIRED,
            contracts(),
            LiquidatedCoverage.required(),
            TermCoverage.REQUIRED,
            WaterfallCoverage.required(),
            PriceCoverage.required(),
            HedgeCoverage.required(),
            WorkCoverage.required(),
            PoolCoverage.required())
        .flatMap(List::stream)
        .toList();
  }
}
