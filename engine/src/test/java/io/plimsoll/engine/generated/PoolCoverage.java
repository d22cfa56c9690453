package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.BalanceChangedDecoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.CollateralConvertedDecoder;
import io.plimsoll.protocol.codec.CollateralMode;
import io.plimsoll.protocol.codec.CollateralValuedDecoder;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.DeleveragedDecoder;
import io.plimsoll.protocol.codec.InterestChargedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.LossSocialisedDecoder;
import io.plimsoll.protocol.codec.MarginCallDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.SetCollateralModeDecoder;
import io.plimsoll.protocol.codec.StageEnteredDecoder;
import io.plimsoll.protocol.codec.StageKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Names what happened to accounts in mode MULTI_ASSET. */
public final class PoolCoverage {
  private static final List<String> NAMES =
      List.of(
          "SetCollateral accepted",
          "CollateralPrice accepted",
          "SetCollateralMode accepted",
          "ChargeInterest accepted",
          "SetCollateralMode MULTI_ASSET with positions",
          "SetCollateralMode SINGLE_ASSET with positions",
          "POOL margin call",
          "POOL margin call at CollateralPrice",
          "POOL started at CollateralPrice",
          "POOL started at MarkPrice",
          "POOL started without a position",
          "POOL started at Clock",
          "POOL converted in part",
          "POOL converted in full",
          "POOL converted twice for one debt",
          "POOL owes more than one asset",
          "POOL covered",
          "POOL surplus to the fund",
          "POOL surplus kept",
          "POOL deleveraged as counterparty",
          "POOL shares a loss",
          "POOL position EXPIRY",
          "POOL position FUNDING",
          "POOL finished RECOVERED",
          "POOL finished REDUCED",
          "POOL finished CLOSED",
          "POOL finished TAKEN_OVER",
          "POOL finished DELEVERAGED",
          "POOL finished SOCIALISED",
          "POOL positions in several assets",
          "interest charged",
          "interest, none owed",
          "rejected COLLATERAL_IN_USE",
          "rejected NO_VALUATION_ASSET",
          "rejected NO_COLLATERAL_TERMS",
          "rejected INTEREST_UNDER_WAY",
          "SetCollateral rejected UNKNOWN_ASSET field 9",
          "SetCollateral rejected VENUE_IN_USE field 11",
          "SetCollateral rejected INVALID_VALUE field 3",
          "SetCollateral rejected INVALID_VALUE field 4",
          "SetCollateral rejected INVALID_VALUE field 5",
          "SetCollateral rejected INVALID_VALUE field 6",
          "SetCollateral rejected UNKNOWN_ACCOUNT field 7",
          "SetCollateral rejected UNKNOWN_ACCOUNT field 8",
          "SetCollateral rejected WRONG_ACCOUNT_KIND field 7",
          "SetCollateral rejected WRONG_ACCOUNT_KIND field 8",
          "SetCollateral rejected INVALID_VALUE field 10",
          "SetCollateral rejected INVALID_TIERS field 12",
          "SetCollateral rejected INVALID_TIERS field 13",
          "SetCollateral rejected INVALID_TIERS field 14",
          "CollateralPrice rejected PRICE_OUT_OF_RANGE field 3",
          "CollateralPrice rejected INVALID_VALUE field 4",
          "SetCollateralMode rejected UNDER_LIQUIDATION field 3",
          "SetCollateralMode rejected POSITION_EXISTS field 3",
          "SetCollateralMode rejected INSUFFICIENT_BALANCE field 4",
          "ChargeInterest rejected INVALID_VALUE field 3",
          "SetCollateralMode rejected LEGS_NOT_POOLED field 4",
          "SetPositionMode rejected LEGS_NOT_POOLED field 5",
          "PlaceOrder rejected NO_COLLATERAL_TERMS field 7");

  private final HeldPositions positions = new HeldPositions();
  private final Set<Long> pools = new HashSet<>();
  private final Set<Long> cases = new HashSet<>();
  private final Map<Long, Integer> lastDebt = new HashMap<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private Consumer<String> count;

  /** What must be counted. */
  public static List<String> required() {
    List<String> names = new ArrayList<>(NAMES);
    List<StageKind> kinds = new ArrayList<>(WaterfallPlan.kinds());
    kinds.add(StageKind.REPAY);
    // A pool has no legs.
    kinds.remove(StageKind.NET_LEGS);
    for (StageKind kind : kinds) {
      for (ContractType type :
          List.of(ContractType.LINEAR, ContractType.INVERSE, ContractType.QUANTO)) {
        names.add("POOL stage " + kind + " " + type);
      }
    }
    return names;
  }

  void startStream() {
    positions.clear();
    pools.clear();
    cases.clear();
    lastDebt.clear();
  }

  void applied(byte[] command, List<byte[]> events, Consumer<String> counter) {
    if (MessageText.templateId(events.get(events.size() - 1))
        != CommandAcceptedDecoder.TEMPLATE_ID) {
      return;
    }
    count = counter;
    positions.accepted(command);
    String name = MessageText.name(MessageText.templateId(command));
    if (name.equals("SetCollateralMode")) {
      mode(new SetCollateralModeDecoder().wrapAndApplyHeader(buffer(command), 0, header));
    }
    Set<Integer> debts = new HashSet<>();
    for (byte[] event : events) {
      event(name, event, debts);
      positions.event(event);
    }
  }

  private static UnsafeBuffer buffer(byte[] message) {
    return new UnsafeBuffer(message);
  }

  private void mode(SetCollateralModeDecoder c) {
    boolean changes =
        c.mode() == CollateralMode.MULTI_ASSET
            ? pools.add(c.accountId())
            : pools.remove(c.accountId());
    if (changes && !positions.crossTypes(c.accountId()).isEmpty()) {
      count.accept("SetCollateralMode " + c.mode() + " with positions");
    }
  }

  private void event(String command, byte[] event, Set<Integer> debts) {
    UnsafeBuffer b = buffer(event);
    header.wrap(b, 0);
    switch (header.templateId()) {
      case MarginCallDecoder.TEMPLATE_ID -> {
        MarginCallDecoder e = new MarginCallDecoder().wrapAndApplyHeader(b, 0, header);
        if (e.instrumentId() == 0 && pools.contains(e.accountId())) {
          count.accept("POOL margin call");
          count.accept("POOL margin call at " + command);
        }
      }
      case LiquidationStartedDecoder.TEMPLATE_ID ->
          started(command, new LiquidationStartedDecoder().wrapAndApplyHeader(b, 0, header));
      case CollateralValuedDecoder.TEMPLATE_ID -> {
        CollateralValuedDecoder e = new CollateralValuedDecoder().wrapAndApplyHeader(b, 0, header);
        if (e.balance() < 0 && debts.add(e.assetId()) && debts.size() > 1) {
          count.accept("POOL owes more than one asset");
        }
      }
      case StageEnteredDecoder.TEMPLATE_ID -> {
        StageEnteredDecoder e = new StageEnteredDecoder().wrapAndApplyHeader(b, 0, header);
        if (cases.contains(e.liquidationId())) {
          positions
              .crossTypes(e.accountId())
              .forEach(type -> count.accept("POOL stage " + e.kind() + " " + type));
        }
      }
      case CollateralConvertedDecoder.TEMPLATE_ID -> {
        CollateralConvertedDecoder e =
            new CollateralConvertedDecoder().wrapAndApplyHeader(b, 0, header);
        Integer last = lastDebt.put(e.liquidationId(), e.repaidAssetId());
        if (last != null && last == e.repaidAssetId()) {
          count.accept("POOL converted twice for one debt");
        }
      }
      case DeleveragedDecoder.TEMPLATE_ID -> {
        DeleveragedDecoder e = new DeleveragedDecoder().wrapAndApplyHeader(b, 0, header);
        if (isCross(e.counterpartyId(), e.instrumentId())) {
          count.accept("POOL deleveraged as counterparty");
        }
      }
      case LossSocialisedDecoder.TEMPLATE_ID -> {
        LossSocialisedDecoder e = new LossSocialisedDecoder().wrapAndApplyHeader(b, 0, header);
        if (isCross(e.accountId(), e.instrumentId())) {
          count.accept("POOL shares a loss");
        }
      }
      case PositionChangedDecoder.TEMPLATE_ID -> {
        PositionChangedDecoder e = new PositionChangedDecoder().wrapAndApplyHeader(b, 0, header);
        if (e.reason() == PositionReason.EXPIRY && isCross(e.accountId(), e.instrumentId())) {
          count.accept("POOL position EXPIRY");
        }
      }
      case BalanceChangedDecoder.TEMPLATE_ID ->
          balance(new BalanceChangedDecoder().wrapAndApplyHeader(b, 0, header));
      case InterestChargedDecoder.TEMPLATE_ID -> {
        InterestChargedDecoder e = new InterestChargedDecoder().wrapAndApplyHeader(b, 0, header);
        count.accept(e.charged() > 0 ? "interest charged" : "interest, none owed");
      }
      case LiquidationFinishedDecoder.TEMPLATE_ID ->
          finished(new LiquidationFinishedDecoder().wrapAndApplyHeader(b, 0, header));
      default -> {}
    }
  }

  private boolean isCross(long accountId, int instrumentId) {
    return pools.contains(accountId)
        && positions.of(accountId, instrumentId, PositionSide.NET).mode() == MarginMode.CROSS;
  }

  private void started(String command, LiquidationStartedDecoder e) {
    if (e.instrumentId() != 0 || !pools.contains(e.accountId())) {
      return;
    }
    cases.add(e.liquidationId());
    count.accept("POOL started at " + command);
    if (positions.crossTypes(e.accountId()).isEmpty()) {
      count.accept("POOL started without a position");
    }
    if (positions.crossAssets(e.accountId()).size() > 1) {
      count.accept("POOL positions in several assets");
    }
  }

  private void balance(BalanceChangedDecoder e) {
    if (!pools.contains(e.accountId())) {
      return;
    }
    if (e.reason() == BalanceReason.REPAY && e.amount() > 0) {
      count.accept("POOL converted in " + (e.balance() == 0 ? "full" : "part"));
    }
    if (e.reason() == BalanceReason.FUNDING) {
      count.accept("POOL position FUNDING");
    }
  }

  private void finished(LiquidationFinishedDecoder e) {
    if (!cases.contains(e.liquidationId())) {
      return;
    }
    count.accept("POOL finished " + e.outcome());
    if (e.covered() > 0) {
      count.accept("POOL covered");
    }
    boolean settled = e.outcome() != Outcome.RECOVERED && e.outcome() != Outcome.REDUCED;
    if (settled) {
      count.accept("POOL surplus " + (e.surplus() > 0 ? "to the fund" : "kept"));
    }
  }
}
