package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.BalanceChangedDecoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.DeleveragedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.LossSocialisedDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.ReduceBy;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import io.plimsoll.protocol.codec.StageCondition;
import io.plimsoll.protocol.codec.StageEnteredDecoder;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.StageMode;
import io.plimsoll.protocol.codec.TakeOverDecoder;
import io.plimsoll.protocol.codec.TimeInForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Names the stages that liquidations entered, with what each of them did. */
public final class WaterfallCoverage {
  private static final List<String> NAMES =
      List.of(
          "forced orders FOK",
          "REDUCE, a round above 1",
          "REDUCE, a cooldown passed",
          "REDUCE, whole because it is small",
          "limited takeover of a part",
          "limited takeover refused",
          "takeover by a vault",
          "takeover by the instrument's fund",
          "socialised by a cover",
          "finished ISOLATED DELEVERAGED",
          "finished CROSS DELEVERAGED",
          "finished ISOLATED SOCIALISED",
          "finished CROSS SOCIALISED",
          "liquidation fee to another account",
          "surplus kept ISOLATED",
          "surplus kept CROSS",
          "a stage of several contract types",
          "deleveraging goes on after a Clock",
          "deleveraged in another pass",
          "deleveraging asks to cancel an order",
          "rejected WITHDRAWALS_GATED",
          "event FundBooked",
          "SetWaterfall accepted",
          "SetFund accepted",
          "SetWaterfall rejected VENUE_IN_USE field 0",
          "SetWaterfall rejected INVALID_VALUE field 3",
          "SetWaterfall rejected UNKNOWN_ACCOUNT field 4",
          "SetWaterfall rejected INVALID_VALUE field 5",
          "SetFund rejected UNKNOWN_ACCOUNT field 3",
          "SetFund rejected WRONG_ACCOUNT_KIND field 3",
          "SetFund rejected UNKNOWN_ASSET field 9");

  private final HeldPositions positions = new HeldPositions();
  private final List<Stage> stages = new ArrayList<>();
  private final Map<Long, Case> cases = new TreeMap<>();
  private final Map<Wallet, Long> balances = new HashMap<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  private record Wallet(long accountId, int assetId) {}

  /** What of a stage is of interest, as SetWaterfall set it. */
  private record Stage(
      StageKind kind,
      StageMode mode,
      StageCondition condition,
      ReduceBy reduceBy,
      OrderPricing pricing,
      AdlPricing adlPricing,
      LossOver lossOver,
      boolean limited,
      long takerAccountId,
      long cooldown,
      long wholeBelow) {}

  /** A liquidation. */
  private static final class Case {
    MarginMode mode;
    long accountId;
    int instrumentId;
    Stage stage;
    boolean open = true;
    boolean nothingTaken;
    int firstRanks;
    int clocks;

    boolean in(StageKind kind) {
      return stage != null && stage.kind == kind;
    }
  }

  /** What must be counted. */
  public static List<String> required() {
    List<String> names = new ArrayList<>(NAMES);
    for (StageKind kind : WaterfallPlan.kinds()) {
      for (ContractType type :
          List.of(ContractType.LINEAR, ContractType.INVERSE, ContractType.QUANTO)) {
        if (kind != StageKind.NET_LEGS) {
          names.add("stage " + kind + " " + type + " ISOLATED");
        }
        names.add("stage " + kind + " " + type + " CROSS");
      }
    }
    each(StageCondition.class, names, "entered on ");
    each(OrderPricing.class, names, "forced orders at ");
    each(ReduceBy.class, names, "reduced by ");
    each(AdlRanking.class, names, "deleveraged by ");
    each(AdlPricing.class, names, "deleveraged ");
    each(LossOver.class, names, "socialised over ");
    for (int field = 6; field <= 25; field++) {
      names.add("SetWaterfall rejected INVALID_WATERFALL field " + field);
    }
    for (int field = 4; field <= 8; field++) {
      names.add("SetFund rejected INVALID_VALUE field " + field);
    }
    return names;
  }

  private static void each(Class<? extends Enum<?>> values, List<String> names, String prefix) {
    for (Enum<?> value : values.getEnumConstants()) {
      if (!value.name().equals("NULL_VAL")) {
        names.add(prefix + value);
      }
    }
  }

  void startStream() {
    positions.clear();
    stages.clear();
    cases.clear();
    balances.clear();
  }

  void applied(byte[] command, List<byte[]> events, Consumer<String> count) {
    if (MessageText.templateId(events.get(events.size() - 1))
        != CommandAcceptedDecoder.TEMPLATE_ID) {
      return;
    }
    positions.accepted(command);
    String name = MessageText.name(MessageText.templateId(command));
    if (name.equals("SetWaterfall")) {
      waterfall(new SetWaterfallDecoder().wrapAndApplyHeader(new UnsafeBuffer(command), 0, header));
    }
    for (int i = 0; i < events.size(); i++) {
      event(name, events.get(i), events.get(Math.min(i + 1, events.size() - 1)), count);
      positions.event(events.get(i));
    }
    if (name.equals("Clock")) {
      for (Case c : cases.values()) {
        if (c.open && c.in(StageKind.DELEVERAGE) && ++c.clocks == 2) {
          count.accept("deleveraging goes on after a Clock");
        }
      }
    }
  }

  private void waterfall(SetWaterfallDecoder c) {
    for (SetWaterfallDecoder.StagesDecoder s : c.stages()) {
      stages.add(
          new Stage(
              s.kind(),
              s.mode(),
              s.condition(),
              s.reduceBy(),
              s.pricing(),
              s.adlPricing(),
              s.lossOver(),
              s.limitedRaw() == 1,
              s.takerAccountId(),
              s.cooldown(),
              s.wholeBelow()));
    }
  }

  private void event(String command, byte[] event, byte[] next, Consumer<String> count) {
    UnsafeBuffer b = new UnsafeBuffer(event);
    header.wrap(b, 0);
    switch (header.templateId()) {
      case LiquidationStartedDecoder.TEMPLATE_ID -> {
        LiquidationStartedDecoder e =
            new LiquidationStartedDecoder().wrapAndApplyHeader(b, 0, header);
        Case started = new Case();
        started.mode = e.mode();
        started.accountId = e.accountId();
        started.instrumentId = e.instrumentId();
        cases.put(e.liquidationId(), started);
      }
      case StageEnteredDecoder.TEMPLATE_ID ->
          entered(command, new StageEnteredDecoder().wrapAndApplyHeader(b, 0, header), count);
      case ForcedOrderDecoder.TEMPLATE_ID ->
          forced(new ForcedOrderDecoder().wrapAndApplyHeader(b, 0, header), count);
      case TakeOverDecoder.TEMPLATE_ID ->
          taken(new TakeOverDecoder().wrapAndApplyHeader(b, 0, header), count);
      case DeleveragedDecoder.TEMPLATE_ID ->
          deleveraged(new DeleveragedDecoder().wrapAndApplyHeader(b, 0, header), count);
      case LossSocialisedDecoder.TEMPLATE_ID ->
          socialised(new LossSocialisedDecoder().wrapAndApplyHeader(b, 0, header), count);
      case BalanceChangedDecoder.TEMPLATE_ID -> {
        BalanceChangedDecoder e = new BalanceChangedDecoder().wrapAndApplyHeader(b, 0, header);
        balances.put(new Wallet(e.accountId(), e.assetId()), e.balance());
        if (e.reason() == BalanceReason.LIQUIDATION_FEE && e.amount() > 0) {
          count.accept("liquidation fee to another account");
        }
      }
      case CancelRequestedDecoder.TEMPLATE_ID -> {
        CancelRequestedDecoder e = new CancelRequestedDecoder().wrapAndApplyHeader(b, 0, header);
        Case c = cases.get(e.liquidationId());
        if (c != null && c.accountId != e.accountId()) {
          count.accept("deleveraging asks to cancel an order");
        }
      }
      case PositionChangedDecoder.TEMPLATE_ID -> {
        PositionChangedDecoder e = new PositionChangedDecoder().wrapAndApplyHeader(b, 0, header);
        if (e.reason() == PositionReason.SETTLEMENT && transfers(next)) {
          count.accept("surplus kept ISOLATED");
        }
        if (e.reason() == PositionReason.EXPIRY) {
          expired(e.accountId(), e.instrumentId(), count);
        }
      }
      case LiquidationFinishedDecoder.TEMPLATE_ID ->
          finished(new LiquidationFinishedDecoder().wrapAndApplyHeader(b, 0, header), count);
      default -> {}
    }
  }

  private boolean transfers(byte[] event) {
    return MessageText.templateId(event) == BalanceChangedDecoder.TEMPLATE_ID
        && new BalanceChangedDecoder()
                .wrapAndApplyHeader(new UnsafeBuffer(event), 0, header)
                .reason()
            == BalanceReason.MARGIN_TRANSFER;
  }

  private void expired(long accountId, int instrumentId, Consumer<String> count) {
    for (Case c : cases.values()) {
      boolean meant = c.instrumentId == 0 || c.instrumentId == instrumentId;
      if (c.open && c.accountId == accountId && meant && c.in(StageKind.DELEVERAGE)) {
        count.accept("a position is settled while it is under deleveraging");
      }
    }
  }

  private void entered(String command, StageEnteredDecoder e, Consumer<String> count) {
    Case c = cases.get(e.liquidationId());
    left(c, count);
    c.stage = stages.isEmpty() ? null : stages.get(e.stage() - 1);
    c.clocks = 0;
    c.firstRanks = 0;
    if (c.stage == null) {
      return;
    }
    count.accept("entered on " + c.stage.condition);
    types(c, e, count);
    c.nothingTaken = c.stage.limited;
    if (e.round() > 1) {
      count.accept("REDUCE, a round above 1");
      if (c.stage.cooldown > 0 && command.equals("Clock")) {
        count.accept("REDUCE, a cooldown passed");
      }
    }
  }

  /** A stage counts for every type of contract among the positions. */
  private void types(Case c, StageEnteredDecoder e, Consumer<String> count) {
    Set<ContractType> types =
        c.instrumentId == 0
            ? positions.crossTypes(e.accountId(), e.assetId())
            : Set.of(positions.type(c.instrumentId));
    types.forEach(type -> count.accept("stage " + c.stage.kind + " " + type + " " + c.mode));
    if (types.size() > 1) {
      count.accept("a stage of several contract types");
    }
  }

  private static void left(Case c, Consumer<String> count) {
    if (c.nothingTaken) {
      count.accept("limited takeover refused");
    }
    c.nothingTaken = false;
  }

  private void forced(ForcedOrderDecoder e, Consumer<String> count) {
    if (e.liquidationId() == 0) {
      return;
    }
    Stage stage = cases.get(e.liquidationId()).stage;
    if (stage == null) {
      return;
    }
    count.accept("forced orders at " + stage.pricing);
    if (e.timeInForce() == TimeInForce.FOK) {
      count.accept("forced orders FOK");
    }
    if (stage.kind == StageKind.REDUCE) {
      count.accept("reduced by " + stage.reduceBy);
      long quantity = positions.of(e.accountId(), e.instrumentId(), e.positionSide()).quantity();
      if (stage.wholeBelow > 0 && e.quantity() == Math.abs(quantity)) {
        count.accept("REDUCE, whole because it is small");
      }
    }
  }

  private void taken(TakeOverDecoder e, Consumer<String> count) {
    Case c = cases.get(e.liquidationId());
    c.nothingTaken = false;
    if (!c.in(StageKind.TAKE_OVER)) {
      return;
    }
    count.accept(
        c.stage.takerAccountId == 0 ? "takeover by the instrument's fund" : "takeover by a vault");
    long quantity = positions.of(e.accountId(), e.instrumentId(), e.positionSide()).quantity();
    if (Math.abs(e.quantity()) < Math.abs(quantity)) {
      count.accept("limited takeover of a part");
    }
  }

  private void deleveraged(DeleveragedDecoder e, Consumer<String> count) {
    Case c = cases.get(e.liquidationId());
    count.accept("deleveraged by " + e.ranking());
    count.accept("deleveraged " + c.stage.adlPricing);
    if (e.rank() == 1 && ++c.firstRanks == 2) {
      count.accept("deleveraged in another pass");
    }
  }

  /** A loss that the fund covered is spread as the first stage of the kind says. */
  private void socialised(LossSocialisedDecoder e, Consumer<String> count) {
    Case c = cases.get(e.liquidationId());
    boolean staged = c.in(StageKind.SOCIALISE);
    StageMode other = c.mode == MarginMode.CROSS ? StageMode.ISOLATED_ONLY : StageMode.CROSS_ONLY;
    Stage over =
        staged
            ? c.stage
            : stages.stream()
                .filter(s -> s.kind == StageKind.SOCIALISE && s.mode != other)
                .findFirst()
                .orElseThrow();
    count.accept("socialised over " + over.lossOver);
    if (!staged) {
      count.accept("socialised by a cover");
    }
  }

  private void finished(LiquidationFinishedDecoder e, Consumer<String> count) {
    Case c = cases.get(e.liquidationId());
    left(c, count);
    c.open = false;
    boolean settled = e.outcome() != Outcome.RECOVERED && e.outcome() != Outcome.REDUCED;
    if (settled && e.instrumentId() == 0 && e.surplus() == 0) {
      if (balances.getOrDefault(new Wallet(e.accountId(), e.assetId()), 0L) > 0) {
        count.accept("surplus kept CROSS");
      }
    }
  }
}
