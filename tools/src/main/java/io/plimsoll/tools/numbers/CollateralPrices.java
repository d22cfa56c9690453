package io.plimsoll.tools.numbers;

import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.CollateralPriceDecoder;
import io.plimsoll.protocol.codec.SetCollateralDecoder;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** What assets are worth in the valuation asset: the full value of docs/rules.md, section 10. */
final class CollateralPrices {
  private final Map<Integer, Integer> scales = new HashMap<>();
  private final Map<Integer, Long> prices = new HashMap<>();
  private int valuationScale;

  void set(SetCollateralDecoder terms, AssetNumbers asset) {
    scales.put(asset.id(), asset.scale() + terms.priceScale());
    if (terms.valuation() == Bool.YES) {
      valuationScale = asset.scale();
      prices.put(asset.id(), 1L);
    } else {
      prices.remove(asset.id());
    }
  }

  void price(CollateralPriceDecoder command) {
    prices.put(command.assetId(), command.price());
  }

  /** An amount, 0 or above, in units of the valuation asset, rounded down; 0 without a price. */
  long value(AssetNumbers asset, long amount) {
    BigInteger price = BigInteger.valueOf(prices.getOrDefault(asset.id(), 0L));
    int digits = scales.getOrDefault(asset.id(), valuationScale) - valuationScale;
    return BigInteger.valueOf(amount)
        .multiply(price)
        .divide(BigInteger.TEN.pow(digits))
        .longValue();
  }
}
