package io.plimsoll.tools.explain;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.CollateralConvertedDecoder;
import io.plimsoll.protocol.codec.DeleveragedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.FundBookedDecoder;
import io.plimsoll.protocol.codec.FundChangedDecoder;
import io.plimsoll.protocol.codec.LegsNettedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.LossSocialisedDecoder;
import io.plimsoll.protocol.codec.MarginCallDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.StageEnteredDecoder;
import io.plimsoll.protocol.codec.TakeOverDecoder;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Tells the way down the waterfall. */
final class Liquidations {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final MarginCallDecoder marginCall = new MarginCallDecoder();
  private final LiquidationStartedDecoder started = new LiquidationStartedDecoder();
  private final CancelRequestedDecoder cancelRequested = new CancelRequestedDecoder();
  private final ForcedOrderDecoder forcedOrder = new ForcedOrderDecoder();
  private final StageEnteredDecoder stageEntered = new StageEnteredDecoder();
  private final TakeOverDecoder takeOver = new TakeOverDecoder();
  private final DeleveragedDecoder deleveraged = new DeleveragedDecoder();
  private final LegsNettedDecoder legsNetted = new LegsNettedDecoder();
  private final CollateralConvertedDecoder converted = new CollateralConvertedDecoder();
  private final LossSocialisedDecoder socialised = new LossSocialisedDecoder();
  private final FundBookedDecoder booked = new FundBookedDecoder();
  private final LiquidationFinishedDecoder finished = new LiquidationFinishedDecoder();

  private final Setting setting;
  private final Script script;
  private final Person person;
  private final Stages stages;
  private final ForcedOrders forcedOrders;
  private final TakeOvers takeOvers;
  private final SharedLosses sharedLosses;

  /** Liquidations of the account, in their order. */
  private final Map<Long, Case> own = new LinkedHashMap<>();

  /** Of all accounts: another's may end at the account's cost. */
  private final Map<Long, Case> all = new HashMap<>();

  Liquidations(Setting setting, Script script, Person person) {
    this.setting = setting;
    this.script = script;
    this.person = person;
    stages = new Stages(setting, script, person);
    forcedOrders = new ForcedOrders(script, person);
    takeOvers = new TakeOvers(setting, script, person);
    sharedLosses = new SharedLosses(setting, script, person);
  }

  int count() {
    return own.size();
  }

  void onEvent(int templateId, DirectBuffer buffer, int offset, boolean byMark) {
    switch (templateId) {
      case MarginCallDecoder.TEMPLATE_ID ->
          onMarginCall(marginCall.wrapAndApplyHeader(buffer, offset, header));
      case LiquidationStartedDecoder.TEMPLATE_ID ->
          onStarted(started.wrapAndApplyHeader(buffer, offset, header), byMark);
      case CancelRequestedDecoder.TEMPLATE_ID -> {
        cancelRequested.wrapAndApplyHeader(buffer, offset, header);
        if (cancelRequested.accountId() == person.id) {
          script.tell("the market is asked to cancel order " + cancelRequested.orderId());
        }
      }
      case StageEnteredDecoder.TEMPLATE_ID ->
          onStage(stageEntered.wrapAndApplyHeader(buffer, offset, header));
      case ForcedOrderDecoder.TEMPLATE_ID -> {
        forcedOrder.wrapAndApplyHeader(buffer, offset, header);
        if (own.containsKey(forcedOrder.liquidationId())) {
          forcedOrders.tell(forcedOrder, own.get(forcedOrder.liquidationId()));
        }
      }
      case TakeOverDecoder.TEMPLATE_ID -> {
        takeOver.wrapAndApplyHeader(buffer, offset, header);
        Case of = all.get(takeOver.liquidationId());
        of.takenOver(takeOver.fundPnlAtMark());
        if (of.account == person.id) {
          takeOvers.tell(takeOver, of);
        }
      }
      case DeleveragedDecoder.TEMPLATE_ID -> {
        deleveraged.wrapAndApplyHeader(buffer, offset, header);
        sharedLosses.onDeleveraged(deleveraged, all.get(deleveraged.liquidationId()));
      }
      case LegsNettedDecoder.TEMPLATE_ID -> {
        legsNetted.wrapAndApplyHeader(buffer, offset, header);
        if (legsNetted.accountId() == person.id) {
          tellNetting(legsNetted);
        }
      }
      case CollateralConvertedDecoder.TEMPLATE_ID ->
          onConverted(converted.wrapAndApplyHeader(buffer, offset, header));
      case LossSocialisedDecoder.TEMPLATE_ID -> {
        socialised.wrapAndApplyHeader(buffer, offset, header);
        sharedLosses.onSocialised(socialised, all.get(socialised.liquidationId()));
      }
      case FundBookedDecoder.TEMPLATE_ID ->
          onBooked(booked.wrapAndApplyHeader(buffer, offset, header));
      case LiquidationFinishedDecoder.TEMPLATE_ID ->
          onFinished(finished.wrapAndApplyHeader(buffer, offset, header));
      default -> {
        // Nothing of the waterfall's.
      }
    }
  }

  private void onMarginCall(MarginCallDecoder call) {
    if (call.accountId() != person.id) {
      return;
    }
    script.tell("margin call");
    Stake stake = person.stake(call.instrumentId(), call.positionSide(), call.assetId());
    script.because(stake.show(0, 0));
    BigInteger line = stake.requirement(0, 0, BigInteger.valueOf(setting.marginCallRatio()));
    int scale = setting.asset(call.assetId()).scale();
    script.because(
        "margin call line = requirement x "
            + Contract.rate(setting.marginCallRatio())
            + ", rounded up = "
            + Contract.money(line, scale)
            + ", equity "
            + Contract.money(BigInteger.valueOf(call.equity()), scale));
  }

  private void onStarted(LiquidationStartedDecoder start, boolean byMark) {
    Case opened = new Case(start);
    all.put(opened.id, opened);
    if (opened.account != person.id) {
      return;
    }
    own.put(opened.id, opened);
    String what =
        start.mode() == MarginMode.ISOLATED
            ? isolated(start.positionSide())
            : person.isPooled() ? "the pool" : "the cross wallet";
    script.tell(
        "LIQUIDATION "
            + start.liquidationId()
            + " of "
            + what
            + " starts: equity "
            + setting.money(start.equity(), start.assetId())
            + " is past the requirement "
            + setting.money(start.requirement(), start.assetId()));
    Stake stake = person.stake(start.instrumentId(), start.positionSide(), start.assetId());
    if (stake.holdings().isEmpty()) {
      script.because("the wallet is below zero");
      return;
    }
    Contract contract = moved(stake);
    if (byMark && contract.markBefore > 0) {
      script.because("the mark before, " + contract.price(contract.markBefore) + ":");
      stake.show(contract.id, contract.markBefore).forEach(line -> script.because("  " + line));
      script.because("the mark that crossed, " + contract.price(contract.mark) + ":");
    }
    stake.show(0, 0).forEach(line -> script.because("  " + line));
    if (stake.holdings().size() == 1) {
      Holding holding = stake.holdings().get(0);
      long price = stake.liquidationPrice(holding, setting.triggerRule());
      script.because("liquidation price = " + (price == 0 ? "none" : contract.price(price)));
    }
  }

  private static String isolated(PositionSide side) {
    return switch (side) {
      case LONG -> "the isolated long leg";
      case SHORT -> "the isolated short leg";
      default -> "the isolated position";
    };
  }

  /** The contract whose mark moved; with one position that is no question. */
  private static Contract moved(Stake stake) {
    for (Holding holding : stake.holdings()) {
      if (holding.contract.mark != holding.contract.markBefore) {
        return holding.contract;
      }
    }
    return stake.holdings().get(0).contract;
  }

  private void onStage(StageEnteredDecoder entered) {
    Case of = all.get(entered.liquidationId());
    if (of.account == person.id) {
      stages.tell(of, entered);
    }
    of.enter(entered, setting.waterfall().stages().get(entered.stage() - 1));
  }

  private void tellNetting(LegsNettedDecoder netted) {
    Contract contract = setting.contract(netted.instrumentId());
    script.tell(
        "LEGS NETTED: "
            + contract.lot(netted.quantity())
            + " of the long leg and as much of the short leg are closed against each other at the"
            + " mark "
            + contract.price(netted.markPrice()));
    script.because(
        "value = "
            + contract.payoff.show(netted.quantity(), netted.markPrice())
            + " = "
            + contract.money(netted.value())
            + ", for both legs; no market, no other side, no fee");
    script.because(
        "PnL of the long leg "
            + contract.money(netted.longPnl())
            + ", of the short leg "
            + contract.money(netted.shortPnl()));
  }

  private void onConverted(CollateralConvertedDecoder change) {
    if (change.accountId() != person.id) {
      return;
    }
    Setting.Asset given = setting.asset(change.assetId());
    Setting.Asset owed = setting.asset(change.repaidAssetId());
    script.tell(
        "COLLATERAL CONVERTED: account "
            + change.fundAccountId()
            + " takes "
            + setting.money(change.given(), change.assetId())
            + " "
            + given.symbol()
            + " and repays "
            + setting.money(change.repaid(), change.repaidAssetId())
            + " "
            + owed.symbol());
    script.because(
        "at the price "
            + setting.collateral.price(change.assetId())
            + ", less "
            + Contract.rate(change.discount())
            + " that converting costs, it is worth "
            + setting.money(change.value(), setting.collateral.valuation()));
  }

  private void onBooked(FundBookedDecoder income) {
    setting.funds.onBooked(income);
    if (income.accountId() == person.id) {
      script.tell(
          "income of "
              + setting.money(income.income(), income.assetId())
              + " is booked: available are now "
              + setting.money(income.available(), income.assetId()));
    }
  }

  void onAnyPosition(PositionChangedDecoder change) {
    takeOvers.onAnyPosition(change);
    if (change.accountId() == person.id && change.reason() == PositionReason.FORCED_FILL) {
      Holding holding = person.holding(change.instrumentId(), change.positionSide());
      own.values().stream()
          .filter(of -> of.isAbout(holding, person.isPooled()))
          .forEach(
              of ->
                  of.forcedFill(
                      BigInteger.valueOf(change.tradeValue()),
                      holding.contract.liquidationFee,
                      change.timestamp(),
                      fee -> inAssetOf(of, holding, fee)));
    }
  }

  /** An amount of a position's asset in that of its liquidation. */
  private BigInteger inAssetOf(Case of, Holding holding, BigInteger amount) {
    boolean pool = person.isPooled() && !of.isolated;
    return pool ? setting.collateral.fullUp(holding.contract.assetId, amount) : amount;
  }

  /** A fund's change; what sharers pay is told with their shares. */
  void onFund(FundChangedDecoder change) {
    if (own.containsKey(change.liquidationId())
        && change.reason() != BalanceReason.SOCIALISED_LOSS) {
      script.tell(
          "fund: "
              + change.reason()
              + " "
              + setting.money(change.amount(), change.assetId())
              + ", its balance "
              + setting.money(change.balance(), change.assetId()));
    }
  }

  private void onFinished(LiquidationFinishedDecoder end) {
    Case of = all.get(end.liquidationId());
    long feeAccount = setting.waterfall().liquidationFeeAccountId();
    of.finish(end, feeAccount == 0);
    if (of.account != person.id) {
      return;
    }
    script.tell("liquidation " + end.liquidationId() + " finished: " + end.outcome());
    if (!of.chain.isEmpty()) {
      script.because("stages                " + String.join(", ", of.chain));
    }
    tellSum("closed on the market  ", end.closedNotional(), of, "");
    tellSum("taken over            ", end.takenOverNotional(), of, "");
    if (end.nettedNotional() != 0) {
      tellSum("legs netted           ", end.nettedNotional(), of, "");
    }
    if (end.deleveragedNotional() != 0) {
      tellSum("deleveraged           ", end.deleveragedNotional(), of, "");
    }
    tellSum("realised PnL          ", end.realisedPnl(), of, "");
    tellSum(
        "liquidation fee       ",
        end.liquidationFee(),
        of,
        " (due on each forced fill, rounded up; paid out of what is left"
            + (feeAccount == 0 ? ")" : ", to account " + feeAccount + ")"));
    tellSum("surplus to the fund   ", end.surplus(), of, "");
    tellSum("covered by the fund   ", end.covered(), of, "");
    if (end.socialised() != 0) {
      tellSum("to be shared          ", end.socialised(), of, "");
    }
    if (of.isolated) {
      Ledger ledger = person.ledger(of.asset);
      ledger.add(Balances.feeName(setting), BigInteger.valueOf(end.liquidationFee()).negate());
      ledger.add("surplus, to the fund", BigInteger.valueOf(end.surplus()).negate());
      ledger.add("shortfalls that the fund covered", end.covered());
    }
  }

  private void tellSum(String what, long amount, Case of, String more) {
    script.because(what + setting.money(amount, of.asset) + more);
  }

  /** What became of it all. */
  void finish() {
    takeOvers.finish();
    if (!own.isEmpty()) {
      script.title("Who paid (losses and gains of others as of the mark of the moment)");
      own.values().forEach(of -> script.plain(of.bill(setting.asset(of.asset).scale())));
    }
  }
}
