package io.plimsoll.tools.venue;

import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.CancelScope;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.ReduceBy;
import io.plimsoll.protocol.codec.StageCondition;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.StageMode;
import io.plimsoll.protocol.codec.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the section {@code waterfall}. */
final class WaterfallReader {
  private static final long PPB = VenueReader.PPB;
  private static final long MONEY_MAX = VenueReader.MONEY_MAX;
  private static final long RATIO_MAX = 10 * PPB;
  private static final long COOLDOWN_MAX = 1_000_000_000_000_000L;
  private static final int TIERS_MAX = 32;
  private static final int ROUNDS_MAX = 1_000;
  private static final int STAGES_MAX = 16;

  private final ContractSpec contract;
  private final List<FundSpec> vaults;

  WaterfallReader(ContractSpec contract, List<FundSpec> vaults) {
    this.contract = contract;
    this.vaults = vaults;
  }

  /** The waterfall; nothing if the section says nothing. */
  Optional<Waterfall> read(Section section) {
    boolean given = section.hasAny("exitRatio", "liquidationFeesTo", "withdrawalGate", "stages");
    section.end();
    if (!given) {
      return Optional.empty();
    }
    long exitRatio = section.number("exitRatio", Measure.ratio(PPB, RATIO_MAX), PPB);
    long feesTo = account(section, "liquidationFeesTo");
    boolean gate = section.flag("withdrawalGate", false);
    List<WaterfallStage> stages =
        section.has("stages") ? stages(section) : Waterfall.DEFAULT.stages();
    return Optional.of(new Waterfall(exitRatio, feesTo, gate, stages));
  }

  private List<WaterfallStage> stages(Section section) {
    List<Section> entries = section.list("stages").orElseThrow();
    if (entries.isEmpty() || entries.size() > STAGES_MAX) {
      throw section.wrong("stages", "1 to " + STAGES_MAX + " stages; it has " + entries.size());
    }
    List<WaterfallStage> stages = new ArrayList<>();
    for (Section entry : entries) {
      stages.add(stage(entry));
    }
    if (!ends(stages.get(stages.size() - 1))) {
      throw entries
          .get(entries.size() - 1)
          .wrong(
              "kind",
              "in the last stage socialise, or takeOver by the fund without limits, for any mode"
                  + " and always, so that every liquidation ends");
    }
    return stages;
  }

  private static boolean ends(WaterfallStage stage) {
    boolean takesAll =
        stage.kind() == StageKind.TAKE_OVER && stage.takerAccountId() == 0 && !stage.limited();
    return (takesAll || stage.kind() == StageKind.SOCIALISE)
        && stage.mode() == StageMode.ANY
        && stage.condition() == StageCondition.ALWAYS;
  }

  private WaterfallStage stage(Section entry) {
    StageKind kind = entry.named("kind", StageKind.class);
    WaterfallStage stage =
        switch (kind) {
          case CANCEL_ORDERS ->
              WaterfallStage.cancelOrders()
                  .scope(entry.named("scope", CancelScope.class, CancelScope.OWN));
          case REDUCE -> orders(entry, reduce(entry));
          case NET_LEGS -> WaterfallStage.netLegs();
          case CLOSE -> orders(entry, WaterfallStage.close(OrderPricing.BANKRUPTCY));
          case TAKE_OVER -> takeOver(entry);
          case DELEVERAGE ->
              WaterfallStage.deleverage(
                  entry.named("ranking", AdlRanking.class, AdlRanking.PROFIT_LEVERAGE),
                  entry.named("adlPricing", AdlPricing.class, AdlPricing.AT_BANKRUPTCY));
          case REPAY -> WaterfallStage.repay();
          case SOCIALISE, NULL_VAL ->
              WaterfallStage.socialise(entry.named("lossOver", LossOver.class, LossOver.WINNERS));
        };
    stage = stage.onlyFor(entry.named("mode", StageMode.class, StageMode.ANY));
    stage = condition(entry, stage);
    entry.end();
    return stage;
  }

  private static WaterfallStage condition(Section entry, WaterfallStage stage) {
    StageCondition condition =
        entry.named("condition", StageCondition.class, StageCondition.ALWAYS);
    boolean ratio =
        condition == StageCondition.EQUITY_BELOW || condition == StageCondition.EQUITY_NOT_BELOW;
    return ratio
        ? stage.when(condition, entry.number("conditionRatio", Measure.ratio(1, RATIO_MAX)))
        : stage.when(condition);
  }

  private WaterfallStage reduce(Section entry) {
    int rounds = (int) entry.number("rounds", Measure.count(0, ROUNDS_MAX), 0);
    long cooldown = entry.number("cooldown", Measure.duration(0, COOLDOWN_MAX), 0);
    WaterfallStage stage =
        switch (entry.named("reduceBy", ReduceBy.class)) {
          case FRACTION, NULL_VAL ->
              WaterfallStage.reduceFraction(
                  entry.number("fraction", Measure.percent(1, PPB)), rounds, cooldown);
          case TIERS ->
              WaterfallStage.reduceTiers(
                  (int) entry.number("tiers", Measure.count(1, TIERS_MAX)), rounds, cooldown);
          case TARGET ->
              WaterfallStage.reduceToTarget(
                  entry.number("target", Measure.ratio(PPB, RATIO_MAX)), rounds, cooldown);
        };
    Measure money = Measure.amount(contract.asset(), contract.moneyScale(), 0, MONEY_MAX);
    return stage
        .notionalMax(entry.number("notionalMax", money, 0))
        .wholeBelow(entry.number("wholeBelow", money, 0));
  }

  private static WaterfallStage orders(Section entry, WaterfallStage stage) {
    OrderPricing pricing = entry.named("pricing", OrderPricing.class, OrderPricing.BANKRUPTCY);
    long spread =
        switch (pricing) {
          case MARKET -> entry.number("spread", Measure.percent(0, PPB - 1), 0);
          case FILLABLE -> entry.number("spread", Measure.ratio(1, RATIO_MAX));
          case BANKRUPTCY, NULL_VAL -> 0;
        };
    return stage
        .pricing(pricing)
        .spread(spread)
        .timeInForce(entry.named("timeInForce", TimeInForce.class, TimeInForce.IOC));
  }

  private WaterfallStage takeOver(Section entry) {
    WaterfallStage stage = WaterfallStage.takeOver().by(account(entry, "taker"));
    return entry.flag("limited", false) ? stage.withinLimits() : stage;
  }

  /** The account of the fund or vault that a key names; 0 for the instrument's fund. */
  private long account(Section section, String key) {
    String name = section.text(key).orElse(FundSpec.FUND);
    if (name.equals(FundSpec.FUND)) {
      return 0;
    }
    for (int i = 0; i < vaults.size(); i++) {
      if (vaults.get(i).name().equals(name)) {
        return VenueSpec.FIRST_VAULT_ACCOUNT + i;
      }
    }
    throw section.wrong(
        key,
        Stream.concat(Stream.of(FundSpec.FUND), vaults.stream().map(FundSpec::name))
            .collect(Collectors.joining(", ", "one of ", "")));
  }
}
