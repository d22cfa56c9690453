package io.plimsoll.tools.numbers;

import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.CollateralPriceDecoder;
import io.plimsoll.protocol.codec.SetCollateralDecoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What assets are worth in the valuation asset: the full value of docs/rules.md, section 10. */
final class CollateralPrices {
  private final Map<Integer, AssetNumbers> assets = new TreeMap<>();
  private final Map<Integer, Integer> scales = new TreeMap<>();
  private final Map<Integer, Long> firsts = new TreeMap<>();
  private final Map<Integer, Long> prices = new TreeMap<>();
  private AssetNumbers valuation;

  void set(SetCollateralDecoder terms, AssetNumbers asset) {
    if (terms.valuation() == Bool.YES) {
      valuation = asset;
    } else {
      assets.put(asset.id(), asset);
      scales.put(asset.id(), (int) terms.priceScale());
      prices.remove(asset.id());
    }
  }

  void price(CollateralPriceDecoder command) {
    firsts.putIfAbsent(command.assetId(), command.price());
    prices.put(command.assetId(), command.price());
  }

  /** An amount, 0 or above, in units of the valuation asset, rounded down; 0 without a price. */
  long value(AssetNumbers asset, long amount) {
    if (asset == valuation) {
      return amount;
    }
    Long price = prices.get(asset.id());
    return price == null
        ? 0
        : numbers(asset, price, price).worth(BigInteger.valueOf(amount), price).longValue();
  }

  private CollateralNumbers numbers(AssetNumbers asset, long first, long last) {
    return new CollateralNumbers(asset, valuation, first, last, scales.get(asset.id()));
  }

  /** All assets that have a price, by id; the valuation asset is none of them. */
  List<CollateralNumbers> all() {
    List<CollateralNumbers> all = new ArrayList<>();
    prices.forEach(
        (id, last) -> {
          if (assets.containsKey(id)) {
            all.add(numbers(assets.get(id), firsts.get(id), last));
          }
        });
    return all;
  }
}
