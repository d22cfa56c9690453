package io.plimsoll.tools.page;

import io.plimsoll.tools.numbers.AssetNumbers;
import io.plimsoll.tools.numbers.CollateralNumbers;
import io.plimsoll.tools.numbers.JournalNumbers;
import io.plimsoll.tools.numbers.Party;
import io.plimsoll.tools.page.AssetView.TogetherRow;
import io.plimsoll.tools.report.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What groups of accounts have of all assets that count as collateral, valued. */
final class Together {
  private Together() {}

  /** What was paid in, and what is left. */
  private record Sums(BigInteger paidIn, BigInteger left) {
    Sums plus(BigInteger paid, BigInteger kept) {
      return new Sums(paidIn.add(paid), left.add(kept));
    }
  }

  /**
   * Groups with their money, and with their collateral: what they paid in at its first price, what
   * they have at its last one.
   *
   * @param asset in which values are
   * @return nothing unless it is the valuation asset of some collateral
   */
  static List<TogetherRow> rows(AssetNumbers asset, JournalNumbers numbers) {
    List<CollateralNumbers> collateral =
        numbers.collateral().stream().filter(each -> each.valuation() == asset).toList();
    if (collateral.isEmpty()) {
      return List.of();
    }
    Map<String, Sums> groups = new LinkedHashMap<>();
    for (Party party : numbers.parties(asset)) {
      add(groups, party, party.paidIn(), party.held().add(party.unrealised()));
    }
    for (CollateralNumbers each : collateral) {
      for (Party party : numbers.parties(each.asset())) {
        add(
            groups,
            party,
            each.worth(party.paidIn(), each.first()),
            each.worth(party.held().add(party.unrealised()), each.last()));
      }
    }
    List<TogetherRow> rows = new ArrayList<>();
    groups.forEach(
        (name, sums) ->
            rows.add(
                new TogetherRow(
                    name,
                    Cell.money(asset, sums.paidIn()),
                    Cell.money(asset, sums.left()),
                    Cell.money(asset, sums.left().subtract(sums.paidIn())))));
    return rows;
  }

  private static void add(
      Map<String, Sums> groups, Party party, BigInteger paidIn, BigInteger left) {
    groups.merge(
        AssetView.name(party),
        new Sums(paidIn, left),
        (sums, more) -> sums.plus(more.paidIn(), more.left()));
  }

  /** What an asset was worth as collateral, and what became of that. */
  static String story(CollateralNumbers collateral, List<Party> parties) {
    BigInteger pledged =
        parties.stream().map(Party::paidIn).reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger funds = held(parties);
    AssetNumbers in = collateral.valuation();
    return String.format(
        Locale.ROOT,
        "It stands behind positions as collateral. Its price went from %s to %s %s: the %s that"
            + " was paid in was worth %s %s at first, and would be worth %s at the end. Funds were"
            + " given %s of it for debts that they repaid, worth %s at the end.",
        Text.exact(collateral.first(), collateral.priceScale()),
        Text.exact(collateral.last(), collateral.priceScale()),
        in.symbol(),
        Cell.money(collateral.asset(), pledged).text(),
        Cell.money(in, collateral.worth(pledged, collateral.first())).text(),
        in.symbol(),
        Cell.money(in, collateral.worth(pledged, collateral.last())).text(),
        Cell.money(collateral.asset(), funds).text(),
        Cell.money(in, collateral.worth(funds, collateral.last())).text());
  }

  private static BigInteger held(List<Party> parties) {
    return parties.stream()
        .filter(
            party -> party.kind() == Party.Kind.INSURANCE_FUND || party.kind() == Party.Kind.VAULT)
        .map(Party::held)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
