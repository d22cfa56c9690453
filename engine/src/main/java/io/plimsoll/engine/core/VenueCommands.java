package io.plimsoll.engine.core;

import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.ConfigureVenueDecoder;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;

/** What the venue is: its rules and assets. */
final class VenueCommands {
  private static final int SCALE_MAX = 12;

  private final Books books;
  private final Checks checks;

  VenueCommands(Books books, Checks checks) {
    this.books = books;
    this.checks = checks;
  }

  boolean configureVenue(ConfigureVenueDecoder c) {
    long ratio = c.marginCallRatio();
    boolean ratioIsValid = ratio == 0 || (ratio > PPB && ratio <= 10 * PPB);
    boolean accepted =
        checks.that(
                ratioIsValid,
                RejectReason.INVALID_VALUE,
                ConfigureVenueDecoder.marginCallRatioId(),
                ratio)
            && checks.range(c.unwindFraction(), 0, PPB, ConfigureVenueDecoder.unwindFractionId())
            && checks.range(
                c.unwindSlippage(), 0, PPB / 2, ConfigureVenueDecoder.unwindSlippageId())
            && checks.range(c.triggerRuleRaw(), 1, 2, ConfigureVenueDecoder.triggerRuleId())
            && checks.range(
                c.closingFeeCountedRaw(), 0, 1, ConfigureVenueDecoder.closingFeeCountedId())
            && checks.range(
                c.isolatedSurplusToRaw(), 1, 2, ConfigureVenueDecoder.isolatedSurplusToId())
            && checks.range(c.crossSurplusToRaw(), 1, 2, ConfigureVenueDecoder.crossSurplusToId())
            && checks.range(
                c.changesWithPositionRaw(), 0, 1, ConfigureVenueDecoder.changesWithPositionId())
            && checks.that(
                !books.rules().configured() && books.instruments().instrumentCount() == 0,
                RejectReason.VENUE_IN_USE,
                0,
                0);
    if (accepted) {
      books
          .rules()
          .configure(
              ratio,
              c.unwindFraction(),
              c.unwindSlippage(),
              TriggerRule.get(c.triggerRuleRaw()),
              c.closingFeeCountedRaw() == Bool.YES.value(),
              SurplusTo.get(c.isolatedSurplusToRaw()),
              SurplusTo.get(c.crossSurplusToRaw()),
              c.changesWithPositionRaw() == Bool.YES.value());
    }
    return accepted;
  }

  boolean addAsset(AddAssetDecoder c) {
    int id = c.assetId();
    boolean accepted =
        checks.range(id, 1, InstrumentTable.ASSET_ID_MAX, AddAssetDecoder.assetIdId())
            && checks.that(
                books.instruments().asset(id) == null,
                RejectReason.DUPLICATE_ID,
                AddAssetDecoder.assetIdId(),
                id)
            && checks.range(c.moneyScale(), 0, SCALE_MAX, AddAssetDecoder.moneyScaleId())
            && checks.that(
                Checks.isSymbol(c.buffer(), c.offset() + AddAssetDecoder.symbolEncodingOffset()),
                RejectReason.INVALID_VALUE,
                AddAssetDecoder.symbolId(),
                0);
    if (accepted) {
      books.instruments().add(new Asset(id, c.moneyScale()));
    }
    return accepted;
  }
}
