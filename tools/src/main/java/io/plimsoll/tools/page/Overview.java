package io.plimsoll.tools.page;

import io.plimsoll.tools.numbers.AssetNumbers;
import io.plimsoll.tools.numbers.AssetNumbers.Amount;
import io.plimsoll.tools.numbers.Bar;
import io.plimsoll.tools.numbers.Buckets;
import io.plimsoll.tools.numbers.CollateralNumbers;
import io.plimsoll.tools.numbers.FundNumbers;
import io.plimsoll.tools.numbers.InstrumentNumbers;
import io.plimsoll.tools.numbers.JournalNumbers;
import io.plimsoll.tools.numbers.Party;
import io.plimsoll.tools.numbers.Range;
import io.plimsoll.tools.page.PageView.Tile;
import io.plimsoll.tools.report.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The head of the page: title, what happened in a few sentences, the figures that matter. */
final class Overview {
  private final JournalNumbers numbers;
  private final Map<String, String> notes;

  Overview(JournalNumbers numbers, Map<String, String> notes) {
    this.numbers = numbers;
    this.notes = notes;
  }

  String title() {
    if (notes.containsKey("title")) {
      return notes.get("title");
    }
    String what = notes.getOrDefault("scenario", notes.getOrDefault("tape", ""));
    if (what.isEmpty()) {
      return "What a journal tells";
    }
    return notes.containsKey("venue") ? what + " at venue " + notes.get("venue") : what;
  }

  String lede() {
    StringBuilder text = new StringBuilder();
    for (InstrumentNumbers instrument : numbers.instruments()) {
      if (instrument.markCount() > 0) {
        boolean fell =
            instrument.firstMark() - instrument.lowest()
                >= instrument.highest() - instrument.firstMark();
        long far = fell ? instrument.lowest() : instrument.highest();
        int scale = instrument.terms().priceScale();
        text.append("The mark price of ")
            .append(instrument.symbol())
            .append(fell ? " fell from " : " rose from ")
            .append(Text.exact(instrument.firstMark(), scale))
            .append(fell ? " to as low as " : " to as high as ")
            .append(Text.exact(far, scale))
            .append(" (")
            .append(InstrumentView.change(instrument.firstMark(), far))
            .append("). ");
      }
    }
    text.append(Text.count(numbers.liquidated()))
        .append(" of ")
        .append(Text.count(numbers.traders()))
        .append(" traders were liquidated.");
    return text.toString();
  }

  List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    tiles.add(
        new Tile(
            "Traders liquidated",
            Text.count(numbers.liquidated()),
            Text.percent((double) numbers.liquidated(), (double) numbers.traders())
                + " of "
                + Text.count(numbers.traders())));
    for (AssetNumbers asset : numbers.assets()) {
      if (isTraded(asset)) {
        lost(asset, tiles);
        closed(asset, tiles);
      }
    }
    for (InstrumentNumbers instrument : numbers.instruments()) {
      worst(instrument, tiles);
    }
    for (FundNumbers fund : numbers.funds()) {
      if (numbers.isInsuranceFund(fund.account()) && isTraded(fund.asset())) {
        fund(fund, tiles);
      }
    }
    numbers.collateral().forEach(each -> collateral(each, tiles));
    tiles.add(
        new Tile(
            "Traders deleveraged",
            Text.count(numbers.deleveraged()),
            numbers.deleveraged() == 0 ? "no ADL" : "as counterparties of ADL"));
    numbers.assets().forEach(asset -> socialised(asset, tiles));
    for (InstrumentNumbers instrument : numbers.instruments()) {
      interest(instrument, tiles);
    }
    long calls = numbers.assets().stream().mapToLong(AssetNumbers::marginCalls).sum();
    tiles.add(new Tile("Margin calls", Text.count(calls), "warnings on the way to the line"));
    return tiles;
  }

  /** Whether an instrument settles in it; else it is collateral alone. */
  private boolean isTraded(AssetNumbers asset) {
    return numbers.instruments().stream().anyMatch(each -> each.asset() == asset);
  }

  private static void collateral(CollateralNumbers collateral, List<Tile> tiles) {
    int scale = collateral.priceScale();
    tiles.add(
        new Tile(
            "Collateral " + collateral.asset().symbol() + ", " + collateral.valuation().symbol(),
            InstrumentView.change(collateral.first(), collateral.last()),
            "its price, from "
                + Text.exact(collateral.first(), scale)
                + " to "
                + Text.exact(collateral.last(), scale)));
  }

  private void lost(AssetNumbers asset, List<Tile> tiles) {
    for (Party party : numbers.parties(asset)) {
      if (party.kind() == Party.Kind.LIQUIDATED) {
        tiles.add(
            new Tile(
                (party.gain().signum() > 0 ? "Gained" : "Lost") + " by them, " + asset.symbol(),
                Cell.money(asset, party.gain().abs()).text(),
                "of " + Cell.money(asset, party.paidIn()).text() + " that they paid in"));
      }
    }
  }

  private void interest(InstrumentNumbers instrument, List<Tile> tiles) {
    Buckets<Range> all = instrument.openInterest();
    if (all.size() == 0) {
      return;
    }
    int scale = instrument.terms().quantityScale();
    long before = all.get(0).last();
    long after = all.get(all.size() - 1).last();
    tiles.add(
        new Tile(
            "Open interest, " + instrument.symbol(),
            Text.exact(after, scale),
            "at the end; before "
                + Text.exact(before, scale)
                + (before == 0 ? "" : " (" + InstrumentView.change(before, after) + ")")));
  }

  private void closed(AssetNumbers asset, List<Tile> tiles) {
    BigInteger all =
        asset
            .sum(Amount.CLOSED)
            .add(asset.sum(Amount.TAKEN_OVER))
            .add(asset.sum(Amount.DELEVERAGED));
    if (all.signum() == 0) {
      return;
    }
    tiles.add(
        new Tile(
            "Closed by force, " + asset.symbol(),
            Cell.money(asset, all).text(),
            share(asset, Amount.CLOSED, all)
                + " on the book, "
                + share(asset, Amount.TAKEN_OVER, all)
                + " taken over, "
                + share(asset, Amount.DELEVERAGED, all)
                + " by ADL"));
  }

  private static String share(AssetNumbers asset, Amount amount, BigInteger all) {
    return Text.percent(asset.sum(amount).doubleValue(), all.doubleValue());
  }

  private void worst(InstrumentNumbers instrument, List<Tile> tiles) {
    int worst = instrument.worstBar();
    if (worst < 0) {
      return;
    }
    Bar bar = instrument.bars().get(worst);
    tiles.add(
        new Tile(
            "Worst "
                + InstrumentView.width(instrument.bars().width())
                + (numbers.instruments().size() > 1 ? ", " + instrument.symbol() : ""),
            Text.minute(instrument.bars().time(worst)) + " UTC",
            Cell.money(instrument.asset(), bar.closed()).text()
                + " "
                + instrument.asset().symbol()
                + " closed by force"));
  }

  private void fund(FundNumbers fund, List<Tile> tiles) {
    AssetNumbers asset = fund.asset();
    tiles.add(
        new Tile(
            "Insurance fund, " + asset.symbol(),
            Cell.money(asset, fund.equityAtEnd()).text(),
            "at the end; lowest "
                + Cell.money(asset, fund.lowestEquity()).text()
                + (fund.belowZeroAt() == 0 ? "" : ": exhausted")));
  }

  private void socialised(AssetNumbers asset, List<Tile> tiles) {
    BigInteger loss = asset.sum(Amount.SOCIALISED);
    if (loss.signum() != 0) {
      tiles.add(
          new Tile(
              "Socialised loss, " + asset.symbol(),
              Cell.money(asset, loss).text(),
              "borne by " + Text.count(numbers.sharedLoss()) + " traders"));
    }
  }
}
