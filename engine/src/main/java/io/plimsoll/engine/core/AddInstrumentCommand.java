package io.plimsoll.engine.core;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.ContractTerms;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.instrument.Payoff;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.trigger.Triggers;
import io.plimsoll.engine.waterfall.Waterfall;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.RejectReason;

/** A new contract: whether its terms fit together, and its table entries. */
final class AddInstrumentCommand {
  private static final int SCALE_MAX = 12;
  private static final long LIMIT = Payoff.VALUE_MAX;

  private final Books books;
  private final Checks checks;
  private final Triggers triggers;
  private final Waterfall waterfall;

  AddInstrumentCommand(Books books, Checks checks, Triggers triggers, Waterfall waterfall) {
    this.books = books;
    this.checks = checks;
    this.triggers = triggers;
    this.waterfall = waterfall;
  }

  boolean addInstrument(AddInstrumentDecoder c) {
    Asset asset = books.instruments().asset(c.assetId());
    boolean accepted =
        idsFit(c, asset)
            && scalesFit(c, asset)
            && limitsFit(c, asset)
            && ticksFit(c)
            && hasKind(c.feeAccountId(), AccountKind.FEE, AddInstrumentDecoder.feeAccountIdId())
            && hasKind(
                c.insuranceFundAccountId(),
                AccountKind.INSURANCE_FUND,
                AddInstrumentDecoder.insuranceFundAccountIdId());
    if (accepted) {
      ContractTerms terms =
          new ContractTerms(
              ContractType.get(c.contractTypeRaw()),
              c.contractValue(),
              c.priceScale(),
              c.quantityScale(),
              c.priceMin(),
              c.priceMax(),
              c.openInterestMax(),
              c.tickSize(),
              c.expiry());
      Instrument instrument =
          new Instrument(
              c.instrumentId(), asset, terms, c.feeAccountId(), c.insuranceFundAccountId());
      books.instruments().add(instrument);
      triggers.add(instrument);
      books.holders().open(instrument.id());
      waterfall.open(instrument);
    }
    return accepted;
  }

  private boolean idsFit(AddInstrumentDecoder c, Asset asset) {
    int id = c.instrumentId();
    int field = AddInstrumentDecoder.instrumentIdId();
    return checks.range(id, 1, InstrumentTable.INSTRUMENT_ID_MAX, field)
        && checks.that(
            books.instruments().instrument(id) == null, RejectReason.DUPLICATE_ID, field, id)
        && checks.that(
            asset != null,
            RejectReason.UNKNOWN_ASSET,
            AddInstrumentDecoder.assetIdId(),
            c.assetId());
  }

  private boolean scalesFit(AddInstrumentDecoder c, Asset asset) {
    return checks.range(c.contractTypeRaw(), 1, 3, AddInstrumentDecoder.contractTypeId())
        && checks.range(c.priceScale(), 0, SCALE_MAX, AddInstrumentDecoder.priceScaleId())
        && checks.range(c.quantityScale(), 0, SCALE_MAX, AddInstrumentDecoder.quantityScaleId())
        && checks.that(
            !isLinear(c) || c.priceScale() + c.quantityScale() <= asset.moneyScale(),
            RejectReason.INVALID_VALUE,
            AddInstrumentDecoder.priceScaleId(),
            c.priceScale())
        && checks.that(
            Checks.isSymbol(c.buffer(), c.offset() + AddInstrumentDecoder.symbolEncodingOffset()),
            RejectReason.INVALID_VALUE,
            AddInstrumentDecoder.symbolId(),
            0);
  }

  private boolean limitsFit(AddInstrumentDecoder c, Asset asset) {
    long valueMin = isLinear(c) ? 0 : 1;
    long valueMax = isLinear(c) ? 0 : LIMIT;
    long priceMax = c.priceMax();
    return checks.range(
            c.contractValue(), valueMin, valueMax, AddInstrumentDecoder.contractValueId())
        && checks.range(priceMax, 1, LIMIT, AddInstrumentDecoder.priceMaxId())
        && checks.range(
            c.priceMin(), 1, isInverse(c) ? priceMax : 1, AddInstrumentDecoder.priceMinId())
        && checks.range(c.expiry(), 0, Long.MAX_VALUE, AddInstrumentDecoder.expiryId())
        && checks.range(c.openInterestMax(), 1, LIMIT, AddInstrumentDecoder.openInterestMaxId())
        && checks.that(
            largestValueFits(c, asset),
            RejectReason.INVALID_VALUE,
            AddInstrumentDecoder.priceMaxId(),
            priceMax);
  }

  /** Whether the largest value of the highest open interest is at most 2^60. */
  private static boolean largestValueFits(AddInstrumentDecoder c, Asset asset) {
    long quantity = c.openInterestMax();
    if (isInverse(c)) {
      return Int128.compareProducts(quantity, c.contractValue(), LIMIT, c.priceMin()) <= 0;
    }
    long unit =
        isLinear(c)
            ? Payoff.linearUnit(asset.moneyScale(), c.priceScale(), c.quantityScale())
            : c.contractValue();
    return c.priceMax() <= LIMIT / unit
        && Int128.compareProducts(c.priceMax() * unit, quantity, LIMIT, 1) <= 0;
  }

  private boolean ticksFit(AddInstrumentDecoder c) {
    long tick = c.tickSize();
    int field = AddInstrumentDecoder.tickSizeId();
    return checks.range(tick, 1, c.priceMax(), field)
        && checks.that(
            c.priceMax() / tick * tick >= c.priceMin(), RejectReason.INVALID_VALUE, field, tick);
  }

  private boolean hasKind(long accountId, AccountKind kind, int field) {
    AccountTable accounts = books.accounts();
    int account = accounts.find(accountId);
    return checks.that(account != 0, RejectReason.UNKNOWN_ACCOUNT, field, accountId)
        && checks.that(
            accounts.kind(account) == kind.value(),
            RejectReason.WRONG_ACCOUNT_KIND,
            field,
            accountId);
  }

  private static boolean isLinear(AddInstrumentDecoder c) {
    return c.contractTypeRaw() == ContractType.LINEAR.value();
  }

  private static boolean isInverse(AddInstrumentDecoder c) {
    return c.contractTypeRaw() == ContractType.INVERSE.value();
  }
}
