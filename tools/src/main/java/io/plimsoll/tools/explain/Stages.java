package io.plimsoll.tools.explain;

import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.StageEnteredDecoder;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.StageMode;
import io.plimsoll.tools.report.Text;
import java.math.BigInteger;
import java.util.List;

/** Tells which stage of the waterfall a liquidation enters, why, and why it skipped others. */
final class Stages {
  private final Setting setting;
  private final Script script;
  private final Person person;

  Stages(Setting setting, Script script, Person person) {
    this.setting = setting;
    this.script = script;
    this.person = person;
  }

  void tell(Case of, StageEnteredDecoder entered) {
    List<WaterfallStage> stages = setting.waterfall().stages();
    WaterfallStage stage = stages.get(entered.stage() - 1);
    Look look = new Look(of, entered.equity(), entered.requirement());
    int from = of.stageNumber;
    for (int i = from; i < entered.stage() - 1; i++) {
      script.tell(
          "stage "
              + (i + 1)
              + " of "
              + stages.size()
              + ", "
              + stages.get(i).kind()
              + ", is skipped: "
              + whySkipped(stages.get(i), look));
    }
    script.tell(
        "stage "
            + entered.stage()
            + " of "
            + stages.size()
            + ", "
            + entered.kind()
            + (entered.round() > 0 ? ", round " + entered.round() : "")
            + ": equity "
            + setting.money(entered.equity(), of.asset)
            + ", requirement "
            + setting.money(entered.requirement(), of.asset));
    tellWhyItGoesOn(of, entered);
    if (stage.mode() != StageMode.ANY) {
      script.because("it is for " + modeText(stage));
    }
    String condition = condition(stage, look, true);
    if (!condition.isEmpty()) {
      script.because("its condition holds: " + condition);
    }
    describe(stage, of);
  }

  /** Where equity alone would end it: the fee due counts, and the exit ratio. */
  private void tellWhyItGoesOn(Case of, StageEnteredDecoder entered) {
    int scale = setting.asset(of.asset).scale();
    BigInteger equity = BigInteger.valueOf(entered.equity());
    BigInteger fee = of.feeDue().min(equity.max(BigInteger.ZERO));
    if (fee.signum() > 0) {
      script.because(
          "less the liquidation fee due, "
              + Contract.money(fee, scale)
              + ", equity is "
              + Contract.money(equity.subtract(fee), scale));
    }
    if (of.stageNumber > 0 && setting.waterfall().exitRatio() > Contract.PPB.longValueExact()) {
      script.because(
          "it would end above "
              + Contract.rate(setting.waterfall().exitRatio())
              + " of the requirement");
    }
  }

  /** Equity and requirement of a liquidation as it looks at its stages. */
  private record Look(Case of, long equity, long requirement) {}

  private static String modeText(WaterfallStage stage) {
    return stage.mode() == StageMode.ISOLATED_ONLY
        ? "isolated positions only"
        : "cross wallets only";
  }

  private String whySkipped(WaterfallStage stage, Look look) {
    boolean otherMode =
        stage.mode() == (look.of().isolated ? StageMode.CROSS_ONLY : StageMode.ISOLATED_ONLY);
    if (otherMode) {
      return "it is for " + modeText(stage);
    }
    String condition = condition(stage, look, false);
    String nothing = nothingFor(stage.kind());
    if (condition.isEmpty()) {
      return nothing;
    }
    boolean needs =
        stage.kind() == StageKind.REDUCE
            || stage.kind() == StageKind.NET_LEGS
            || stage.kind() == StageKind.REPAY;
    return needs && holdsByEquity(stage, look) ? nothing : condition;
  }

  private static String nothingFor(StageKind kind) {
    return switch (kind) {
      case NET_LEGS -> "there are no two legs of a cross wallet";
      case REPAY -> "there is no debt that collateral could repay";
      default -> "there is nothing that it would reduce";
    };
  }

  private static boolean holdsByEquity(WaterfallStage stage, Look look) {
    boolean below =
        BigInteger.valueOf(look.equity())
                .multiply(Contract.PPB)
                .compareTo(
                    BigInteger.valueOf(stage.conditionRatio())
                        .multiply(BigInteger.valueOf(look.requirement())))
            < 0;
    return switch (stage.condition()) {
      case EQUITY_BELOW -> below;
      case EQUITY_NOT_BELOW -> !below;
      case NEGATIVE_EQUITY -> look.equity() < 0;
      default -> false;
    };
  }

  /** The condition as it was found, with its numbers; nothing for ALWAYS. */
  private String condition(WaterfallStage stage, Look look, boolean holds) {
    String equity = "equity " + setting.money(look.equity(), look.of().asset);
    String line =
        Contract.rate(stage.conditionRatio())
            + " of the requirement "
            + setting.money(look.requirement(), look.of().asset);
    return switch (stage.condition()) {
      case EQUITY_BELOW ->
          equity + (holdsByEquity(stage, look) ? " is" : " is not") + " below " + line;
      case EQUITY_NOT_BELOW ->
          equity + (holdsByEquity(stage, look) ? " is not" : " is") + " below " + line;
      case NEGATIVE_EQUITY -> equity + (look.equity() < 0 ? " is" : " is not") + " below 0";
      case FUND_EMPTY ->
          "the fund's available balance "
              + setting.money(
                  setting.funds.available(fund(look.of()), look.of().asset), look.of().asset)
              + (holds ? " is 0 or below" : " is above 0");
      case FUND_DRAWDOWN -> "the fund's drawdown is" + (holds ? "" : " not") + " under way";
      default -> "";
    };
  }

  /** The fund that conditions look at: that of the first position. */
  private long fund(Case of) {
    List<Holding> holdings = person.stake(of).holdings();
    if (holdings.isEmpty() && person.isPooled()) {
      return setting.collateral.fund();
    }
    return of.isolated || holdings.isEmpty()
        ? setting.fund(of.instrument, of.asset)
        : holdings.get(0).contract.fund;
  }

  /** What a stage does, where its name does not say it all. */
  private void describe(WaterfallStage stage, Case of) {
    switch (stage.kind()) {
      case TAKE_OVER -> {
        if (stage.limited()) {
          tellLimits(stage.takerAccountId() == 0 ? fund(of) : stage.takerAccountId(), of.asset);
        }
      }
      case REDUCE ->
          script.because(
              (stage.rounds() == 0 ? "as many rounds as it takes" : "at most " + rounds(stage))
                  + (stage.cooldown() == 0
                      ? ""
                      : ", " + Text.duration(stage.cooldown()) + " between two"));
      case DELEVERAGE -> script.because("ranked by " + stage.ranking() + ", " + stage.adlPricing());
      case SOCIALISE ->
          script.because(
              "the fund takes the rest; what it lacks is borne by "
                  + (stage.lossOver() == LossOver.WINNERS
                      ? "positions in profit, in proportion to it"
                      : "all positions, in proportion to quantity"));
      default -> {
        // The name says it.
      }
    }
  }

  private static String rounds(WaterfallStage stage) {
    return stage.rounds() == 1 ? "1 round" : stage.rounds() + " rounds";
  }

  private void tellLimits(long taker, int asset) {
    FundLimits limits = setting.funds.limits(taker, asset);
    script.because(
        "within the limits of account "
            + taker
            + ": equity at least "
            + (limits.equityMin() == FundLimits.NONE.equityMin()
                ? "anything"
                : setting.money(limits.equityMin(), asset))
            + " (it has "
            + Contract.money(setting.funds.equity(taker, asset), setting.asset(asset).scale())
            + "), inventory at most "
            + (limits.inventoryMax() == FundLimits.NONE.inventoryMax()
                ? "anything"
                : setting.money(limits.inventoryMax(), asset))
            + " (it holds "
            + Contract.money(setting.funds.inventory(taker, asset), setting.asset(asset).scale())
            + ")");
  }
}
