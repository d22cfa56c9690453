package io.plimsoll.tools.explain;

import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.DeleveragedDecoder;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.LossSocialisedDecoder;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.StageMode;
import io.plimsoll.tools.report.Text;
import java.math.BigInteger;

/** Tells losses that others bear, from both sides: deleveraging, and losses that are socialised. */
final class SharedLosses {
  /** So many sharers of a loss are named one by one. */
  private static final int NAMED = 10;

  private final Setting setting;
  private final Script script;
  private final Person person;

  SharedLosses(Setting setting, Script script, Person person) {
    this.setting = setting;
    this.script = script;
    this.person = person;
  }

  void onDeleveraged(DeleveragedDecoder event, Case of) {
    Contract contract = setting.contract(event.instrumentId());
    BigInteger atMark = contract.value(event.quantity(), contract.mark);
    BigInteger cost = BigInteger.valueOf(event.value()).subtract(atMark);
    of.deleveraged(cost);
    if (event.accountId() == person.id) {
      tellLiquidated(event, of, contract, cost);
    } else if (event.counterpartyId() == person.id) {
      tellCounterparty(event, of, contract, cost);
    }
  }

  private void tellLiquidated(
      DeleveragedDecoder event, Case of, Contract contract, BigInteger cost) {
    Holding holding = person.holding(event.instrumentId(), event.positionSide());
    script.tell(
        "DELEVERAGED: account "
            + event.counterpartyId()
            + " closes "
            + contract.lot(event.quantity())
            + " of it for exactly "
            + contract.money(event.value()));
    script.because(
        event.ranking() == AdlRanking.PRO_RATA
            ? "in proportion to its quantity " + contract.quantity(event.score())
            : "it ranked "
                + ordinal(event.rank())
                + " with score "
                + Text.count(event.score())
                + ": "
                + AdlScores.words(event.ranking()));
    if (isAtBankruptcy(of)) {
      script.because(
          "bankruptcy price = " + ForcedOrders.bankruptcyPrice(person.stake(holding), holding));
    } else {
      script.because("at " + pricing(of) + " " + contract.price(event.price()));
    }
    script.because(
        "the other side "
            + paid(cost)
            + ", at the mark: "
            + difference(event, contract, cost)
            + " = "
            + contract.money(cost.abs()));
  }

  private void tellCounterparty(
      DeleveragedDecoder event, Case of, Contract contract, BigInteger cost) {
    Holding holding = person.holding(event.instrumentId(), event.counterpartySide());
    boolean whole = event.quantity() == -holding.quantity;
    String winning = holding.unrealised(contract.mark).signum() > 0 ? "winning " : "";
    script.tell(
        "DELEVERAGED: "
            + (whole ? "" : contract.quantity(Math.abs(event.quantity())) + " of ")
            + "your "
            + winning
            + holding.side()
            + " of "
            + contract.lot(Math.abs(holding.quantity))
            + (whole ? " was" : " were")
            + " closed at "
            + pricing(of)
            + " "
            + contract.price(event.price())
            + (isAtBankruptcy(of) ? " of account " : " against account ")
            + of.account
            + " (liquidation "
            + of.id
            + ")");
    if (event.ranking() == AdlRanking.PRO_RATA) {
      script.because(
          "everyone on the other side is, in proportion to quantity; yours was "
              + contract.quantity(event.score()));
    } else {
      script.because(
          "because you ranked "
              + ordinal(event.rank())
              + " with score "
              + Text.count(event.score())
              + ": "
              + AdlScores.words(event.ranking()));
      AdlScores.show(event.ranking(), event.score(), holding, person.stake(holding), person.kind())
          .forEach(line -> script.because("  " + line));
    }
    script.because(
        (cost.signum() < 0 ? "you gained " : "it cost you ")
            + contract.money(cost.abs())
            + " against the mark: "
            + difference(event, contract, cost));
  }

  /** What it passed at and its value at the mark, the larger first. */
  private static String difference(DeleveragedDecoder event, Contract contract, BigInteger cost) {
    String passed = contract.money(event.value());
    String atMark = "(" + contract.payoff.show(event.quantity(), contract.mark) + ")";
    return cost.signum() < 0 ? atMark + " - " + passed : passed + " - " + atMark;
  }

  private static String paid(BigInteger cost) {
    return cost.signum() < 0 ? "gains by it" : "pays for it";
  }

  static String ordinal(int rank) {
    int tens = rank % 100;
    String ending =
        tens >= 11 && tens <= 13
            ? "th"
            : switch (rank % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return rank + ending;
  }

  private static boolean isAtBankruptcy(Case of) {
    return pricing(of).startsWith("the bankruptcy");
  }

  private static String pricing(Case of) {
    return switch (of.stage.adlPricing()) {
      case AT_MARK -> "the mark";
      case AT_PREVIOUS_MARK -> "the mark before";
      default -> "the bankruptcy price";
    };
  }

  void onSocialised(LossSocialisedDecoder event, Case of) {
    of.shared(event.share());
    Contract contract = setting.contract(event.instrumentId());
    if (of.account == person.id) {
      if (of.sharers() <= NAMED) {
        script.tell(
            "LOSS SHARED: account "
                + event.accountId()
                + " bears "
                + contract.money(event.share())
                + " of the loss of liquidation "
                + of.id);
        script.because(share(event, contract, lossOver(of)));
      } else if (of.sharers() == NAMED + 1) {
        script.tell("LOSS SHARED: and so on; the sum is at the end");
      }
    } else if (event.accountId() == person.id) {
      tellSharer(event, of, contract);
    }
  }

  private void tellSharer(LossSocialisedDecoder event, Case of, Contract contract) {
    Holding holding = person.holding(event.instrumentId(), event.positionSide());
    LossOver over = lossOver(of);
    boolean winners = over == LossOver.WINNERS;
    script.tell(
        "LOSS SHARED: you bear "
            + contract.money(event.share())
            + " of the loss of account "
            + of.account
            + " (liquidation "
            + of.id
            + ")");
    script.because(
        "your weight is your "
            + (winners ? "unrealised profit: " : "quantity: ")
            + (winners
                ? holding.showUnrealised(contract.mark) + " = " + contract.money(event.weight())
                : contract.quantity(event.weight())));
    script.because(share(event, contract, over));
    BigInteger cost = BigInteger.valueOf(holding.cost);
    script.because(
        "the cost of your "
            + holding.side()
            + " rises by it: "
            + contract.money(cost)
            + " + "
            + contract.money(event.share())
            + " = "
            + contract.money(cost.add(BigInteger.valueOf(event.share()))));
  }

  private static String share(LossSocialisedDecoder event, Contract contract, LossOver over) {
    boolean winners = over == LossOver.WINNERS;
    long weight = event.weight();
    long left = event.weightLeft();
    return "share = loss left "
        + contract.money(event.lossLeft())
        + " x "
        + (winners ? contract.money(weight) : contract.quantity(weight))
        + " / weights left "
        + (winners ? contract.money(left) : contract.quantity(left))
        + ", rounded down = "
        + contract.money(event.share());
  }

  /** As its stage says; a shortfall that the fund covered goes by the first stage of this kind. */
  private LossOver lossOver(Case of) {
    if (of.stage != null && of.stage.kind() == StageKind.SOCIALISE) {
      return of.stage.lossOver();
    }
    StageMode other = of.isolated ? StageMode.CROSS_ONLY : StageMode.ISOLATED_ONLY;
    return setting.waterfall().stages().stream()
        .filter(stage -> stage.kind() == StageKind.SOCIALISE && stage.mode() != other)
        .findFirst()
        .map(WaterfallStage::lossOver)
        .orElse(LossOver.WINNERS);
  }
}
