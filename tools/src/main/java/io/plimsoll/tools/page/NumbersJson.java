package io.plimsoll.tools.page;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.tools.numbers.AssetNumbers;
import io.plimsoll.tools.numbers.CollateralNumbers;
import io.plimsoll.tools.numbers.FundNumbers;
import io.plimsoll.tools.numbers.JournalNumbers;
import io.plimsoll.tools.numbers.LiquidationRow;
import io.plimsoll.tools.numbers.Party;
import io.plimsoll.tools.numbers.StageNumbers;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * {@code numbers.json}: docs/report.md describes it. Amounts, prices and quantities are JSON
 * numbers, exact to the last unit. The text can stand inside a script element as it is.
 */
final class NumbersJson {
  static final int VERSION = 1;

  private final JsonGenerator json;
  private final JournalNumbers numbers;

  private NumbersJson(JsonGenerator json, JournalNumbers numbers) {
    this.json = json;
    this.numbers = numbers;
  }

  /**
   * The text.
   *
   * @param numbers finished
   * @param notes what the journal says about itself
   */
  static String text(JournalNumbers numbers, Map<String, String> notes) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = ScriptJson.generator(out)) {
      new NumbersJson(json, numbers).write(notes);
    } catch (IOException e) {
      throw new IllegalStateException("a string writer does not fail", e);
    }
    return out.append('\n').toString();
  }

  private void write(Map<String, String> notes) throws IOException {
    json.writeStartObject();
    json.writeStringField("format", "plimsoll-report");
    json.writeNumberField("version", VERSION);
    json.writeObjectFieldStart("run");
    json.writeObjectFieldStart("notes");
    for (Map.Entry<String, String> note : notes.entrySet()) {
      json.writeStringField(note.getKey(), note.getValue());
    }
    json.writeEndObject();
    json.writeStringField("from", Figures.iso(numbers.began()));
    json.writeStringField("to", Figures.iso(numbers.ended()));
    json.writeNumberField("commands", numbers.commands());
    json.writeNumberField("events", numbers.events());
    json.writeNumberField("rejected", numbers.rejected());
    json.writeStringField("digest", numbers.digest());
    json.writeNumberField("traders", numbers.traders());
    json.writeNumberField("liquidated", numbers.liquidated());
    json.writeNumberField("deleveraged", numbers.deleveraged());
    json.writeNumberField("sharedLoss", numbers.sharedLoss());
    json.writeEndObject();
    json.writeArrayFieldStart("assets");
    for (AssetNumbers asset : numbers.assets()) {
      asset(asset);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("instruments");
    InstrumentJson instruments = new InstrumentJson(json, numbers.instruments().size());
    for (var instrument : numbers.instruments()) {
      instruments.write(instrument);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void asset(AssetNumbers asset) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", asset.id());
    json.writeStringField("symbol", asset.symbol());
    json.writeNumberField("decimals", asset.scale());
    json.writeNumberField("marginCalls", asset.marginCalls());
    json.writeNumberField("liquidations", asset.liquidations());
    json.writeObjectFieldStart("outcomes");
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.NULL_VAL) {
        json.writeNumberField(outcome.name(), asset.outcomes(outcome));
      }
    }
    json.writeNumberField("UNFINISHED", asset.unfinished());
    json.writeEndObject();
    json.writeNumberField("deleveragings", asset.deleveragings());
    json.writeObjectFieldStart("sums");
    for (AssetNumbers.Amount amount : AssetNumbers.Amount.values()) {
      json.writeNumberField(amount.name(), money(asset, asset.sum(amount)));
    }
    json.writeEndObject();
    for (CollateralNumbers collateral : numbers.collateral()) {
      if (collateral.asset() == asset) {
        collateral(collateral);
      }
    }
    json.writeArrayFieldStart("stages");
    for (StageNumbers stage : asset.stages()) {
      stage(asset, stage);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("parties");
    for (Party party : numbers.parties(asset)) {
      party(asset, party);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("funds");
    for (FundNumbers fund : numbers.funds()) {
      if (fund.asset() == asset) {
        fund(fund);
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("largest");
    for (LiquidationRow row : asset.largest()) {
      liquidation(row);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void collateral(CollateralNumbers collateral) throws IOException {
    json.writeObjectFieldStart("collateral");
    json.writeStringField("valuation", collateral.valuation().symbol());
    json.writeNumberField(
        "firstPrice", BigDecimal.valueOf(collateral.first(), collateral.priceScale()));
    json.writeNumberField(
        "lastPrice", BigDecimal.valueOf(collateral.last(), collateral.priceScale()));
    json.writeEndObject();
  }

  private void stage(AssetNumbers asset, StageNumbers stage) throws IOException {
    json.writeStartObject();
    json.writeNumberField("stage", stage.number());
    json.writeStringField("kind", stage.kind().name());
    json.writeNumberField("liquidations", stage.liquidations());
    json.writeNumberField("rounds", stage.rounds());
    json.writeNumberField("closed", money(asset, stage.closed()));
    json.writeNumberField("takenOver", money(asset, stage.takenOver()));
    json.writeNumberField("deleveraged", money(asset, stage.deleveraged()));
    json.writeNumberField("netted", money(asset, stage.netted()));
    json.writeEndObject();
  }

  private void party(AssetNumbers asset, Party party) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", party.kind().name());
    json.writeNumberField("account", party.account());
    json.writeNumberField("accounts", party.accounts());
    json.writeNumberField("paidIn", money(asset, party.paidIn()));
    json.writeNumberField("held", money(asset, party.held()));
    json.writeNumberField("unrealised", money(asset, party.unrealised()));
    json.writeNumberField("gain", money(asset, party.gain()));
    json.writeEndObject();
  }

  private void fund(FundNumbers fund) throws IOException {
    AssetNumbers asset = fund.asset();
    json.writeStartObject();
    json.writeNumberField("account", fund.account());
    json.writeStringField(
        "kind", numbers.isInsuranceFund(fund.account()) ? "INSURANCE_FUND" : "VAULT");
    json.writeNumberField("balance", money(asset, fund.balance()));
    json.writeNumberField("equity", money(asset, fund.equityAtEnd()));
    json.writeNumberField("lowest", money(asset, fund.lowestEquity()));
    json.writeStringField("lowestAt", Figures.iso(fund.lowestAt()));
    if (fund.belowZeroAt() != 0) {
      json.writeStringField("belowZeroAt", Figures.iso(fund.belowZeroAt()));
    }
    json.writeNumberField("largestInventory", money(asset, fund.largestInventory()));
    json.writeObjectFieldStart("ledger");
    for (BalanceReason reason : BalanceReason.values()) {
      if (fund.flow(reason).signum() != 0) {
        json.writeNumberField(reason.name(), money(asset, fund.flow(reason)));
      }
    }
    json.writeEndObject();
    Series series = new Series(json, InstrumentJson.SERIES_MOST);
    series.begin("series", fund.equity());
    series.column("equityLow", fund.equity(), asset.scale(), range -> range.low());
    series.column("equity", fund.equity(), asset.scale(), range -> range.last());
    series.column("balance", fund.balances(), asset.scale(), range -> range.last());
    series.column("inventory", fund.inventory(), asset.scale(), range -> range.last());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void liquidation(LiquidationRow row) throws IOException {
    AssetNumbers asset = row.asset();
    json.writeStartObject();
    json.writeNumberField("liquidation", row.id());
    json.writeNumberField("account", row.account());
    json.writeStringField("mode", row.mode().name());
    json.writeStringField("started", Figures.iso(row.started()));
    json.writeNumberField("positions", row.positions());
    if (row.instrument().isPresent()) {
      var instrument = row.instrument().get();
      json.writeStringField("instrument", instrument.symbol());
      json.writeStringField("side", row.side().name());
      json.writeNumberField(
          "mark", BigDecimal.valueOf(row.mark(), instrument.terms().priceScale()));
    }
    json.writeNumberField("notional", money(asset, row.notional()));
    json.writeNumberField("realisedPnl", money(asset, row.realisedPnl()));
    json.writeStringField("stages", row.stages());
    json.writeStringField("outcome", Figures.outcome(row));
    json.writeEndObject();
  }

  private static BigDecimal money(AssetNumbers asset, long amount) {
    return BigDecimal.valueOf(amount, asset.scale());
  }

  private static BigDecimal money(AssetNumbers asset, BigInteger amount) {
    return new BigDecimal(amount, asset.scale());
  }
}
