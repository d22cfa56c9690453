package io.plimsoll.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.ChargeInterestDecoder;
import io.plimsoll.protocol.codec.CollateralMode;
import io.plimsoll.protocol.codec.CollateralPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SetCollateralDecoder;
import io.plimsoll.protocol.codec.SetCollateralModeDecoder;
import java.util.Collections;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CollateralEncoderTest {
  private static final long TIME = 1_760_130_360_000_000_000L;

  private final UnsafeBuffer sent = new UnsafeBuffer(new byte[Messages.MAX_LENGTH]);
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CollateralEncoder encoder =
      new CollateralEncoder((buffer, offset, length) -> sent.putBytes(0, buffer, offset, length))
          .at(TIME)
          .correlationId(77);

  @Test
  void termsAreReadBackTierByTier() {
    CollateralTerms terms =
        new CollateralTerms(
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            false,
            List.of(new CollateralTier(0, 900), new CollateralTier(10, 800)));

    assertEquals(77, encoder.setCollateral(8, terms));

    SetCollateralDecoder c = new SetCollateralDecoder().wrapAndApplyHeader(sent, 0, header);
    assertEquals(TIME, c.timestamp());
    assertEquals(8, c.assetId());
    assertEquals(1, c.liabilityWeight());
    assertEquals(2, c.borrowMax());
    assertEquals(3, c.conversionDiscount());
    assertEquals(4, c.priceMax());
    assertEquals(5, c.fundAccountId());
    assertEquals(6, c.interestAccountId());
    assertEquals(7, c.priceScale());
    assertEquals(Bool.NO, c.valuation());
    SetCollateralDecoder.TiersDecoder tiers = c.tiers();
    assertEquals(0, tiers.next().floor());
    assertEquals(900, tiers.weight());
    assertEquals(10, tiers.next().floor());
    assertEquals(800, tiers.weight());
    assertFalse(tiers.hasNext());
  }

  @Test
  void valuationAssetCountsInFullAtPriceOne() {
    encoder.setCollateral(1, CollateralTerms.valuation(1_100_000_000, 5, 6, 7));

    SetCollateralDecoder c = new SetCollateralDecoder().wrapAndApplyHeader(sent, 0, header);
    assertEquals(Bool.YES, c.valuation());
    assertEquals(1, c.priceMax());
    assertEquals(1_000_000_000, c.tiers().next().weight());
  }

  @Test
  void priceModeAndInterestAreReadBack() {
    encoder.collateralPrice(2, 34);
    CollateralPriceDecoder price = new CollateralPriceDecoder().wrapAndApplyHeader(sent, 0, header);
    assertEquals(2, price.assetId());
    assertEquals(34, price.price());

    encoder.setCollateralMode(56, CollateralMode.MULTI_ASSET);
    SetCollateralModeDecoder mode =
        new SetCollateralModeDecoder().wrapAndApplyHeader(sent, 0, header);
    assertEquals(56, mode.accountId());
    assertEquals(CollateralMode.MULTI_ASSET, mode.mode());

    assertEquals(79, encoder.chargeInterest(7, 89));
    ChargeInterestDecoder interest =
        new ChargeInterestDecoder().wrapAndApplyHeader(sent, 0, header);
    assertEquals(7, interest.assetId());
    assertEquals(89, interest.rate());
  }

  @Test
  void moreTiersThanAMessageHoldsAreRefused() {
    List<CollateralTier> tiers = Collections.nCopies(5_000, new CollateralTier(0, 1));
    CollateralTerms terms = new CollateralTerms(1, 1, 1, 1, 1, 1, 1, false, tiers);

    assertThrows(IllegalArgumentException.class, () -> encoder.setCollateral(1, terms));
  }
}
