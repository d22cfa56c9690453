package io.plimsoll.engine.generated;

import io.plimsoll.protocol.CollateralEncoder;
import io.plimsoll.protocol.CollateralTerms;
import io.plimsoll.protocol.CollateralTier;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.CollateralMode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What counts as collateral, prices of it, and who pools it. */
final class CollateralActs {
  private static final long PPB = 1_000_000_000L;
  private static final long LIMIT = 1L << 60;

  private final Random random;
  private final VenueView view;
  private final double typicalNotional;
  private final int assets;

  CollateralActs(Random random, VenueView view, BigInteger typicalNotional, int assets) {
    this.random = random;
    this.view = view;
    this.typicalNotional = typicalNotional.doubleValue();
    this.assets = assets;
  }

  /** The terms and first prices of all assets, then half of the traders pool theirs. */
  List<Runnable> opening(CollateralEncoder encoder, int traders) {
    List<Runnable> steps = new ArrayList<>();
    int valuation = 1 + random.nextInt(assets);
    steps.add(() -> encoder.setCollateral(valuation, terms(true)));
    for (int asset = 1; asset <= assets; asset++) {
      int id = asset;
      if (id != valuation && random.nextInt(12) > 0) {
        steps.add(() -> encoder.setCollateral(id, terms(false)));
        steps.add(() -> price(encoder, id));
      }
    }
    for (int i = 0; i < traders; i++) {
      long id = 5L + i;
      if (random.nextInt(4) > 0) {
        steps.add(() -> encoder.setCollateralMode(id, CollateralMode.MULTI_ASSET));
      }
    }
    return steps;
  }

  /** Sends one such command, now and then one that is to be refused. */
  void act(CollateralEncoder encoder, long anyTrader, int anyAsset) {
    int dice = random.nextInt(100);
    if (dice < 62) {
      price(encoder, random.nextInt(12) == 0 ? anyAsset : anyPriced(anyAsset));
    } else if (dice < 80) {
      boolean pools = view.pools.contains(anyTrader) ? random.nextInt(5) == 0 : true;
      encoder.setCollateralMode(
          anyTrader, pools ? CollateralMode.MULTI_ASSET : CollateralMode.SINGLE_ASSET);
    } else if (dice < 96) {
      long rate = random.nextInt(4) == 0 ? PPB / 3 : 20_000_000;
      encoder.chargeInterest(anyAsset, 1 + (long) (rate * random.nextDouble()));
    } else {
      encoder.setCollateral(anyAsset, terms(random.nextInt(3) == 0));
    }
  }

  private void price(CollateralEncoder encoder, int asset) {
    CollateralView known = view.collateral.getOrDefault(asset, new CollateralView(1000, 3, 0));
    double last =
        known.price() > 0 ? (double) known.price() : Math.pow(10, known.priceScale()) * factor();
    double change = random.nextInt(4) == 0 ? 0.6 : 0.1;
    double next = last * (1 + change * (2 * random.nextDouble() - 1));
    long price = Math.max(1, (long) Math.min(next, (double) known.priceMax()));
    encoder.collateralPrice(asset, random.nextInt(60) == 0 ? known.priceMax() + 1 : price);
  }

  private int anyPriced(int otherwise) {
    List<Integer> priced =
        view.collateral.keySet().stream()
            .filter(asset -> view.collateral.get(asset).price() > 0)
            .toList();
    return priced.isEmpty() ? otherwise : priced.get(random.nextInt(priced.size()));
  }

  private double factor() {
    return 0.3 + 1.5 * random.nextDouble();
  }

  private CollateralTerms terms(boolean valuation) {
    long weight = random.nextBoolean() ? PPB : PPB + random.nextInt((int) PPB / 3);
    long borrowMax =
        switch (random.nextInt(6)) {
          case 0 -> 0;
          case 1, 2 -> amount(1);
          default -> LIMIT;
        };
    long fund = 1L + random.nextInt(2);
    long interest = random.nextBoolean() ? 3 : 1;
    if (valuation) {
      return CollateralTerms.valuation(weight, borrowMax, fund, interest);
    }
    long discount = random.nextInt(3) == 0 ? 0 : random.nextInt((int) PPB / 8);
    int scale = random.nextInt(5);
    long priceMax = (long) (Math.pow(10, scale) * (3 + random.nextInt(1000)));
    return new CollateralTerms(
        weight, borrowMax, discount, priceMax, fund, interest, scale, false, tiers(discount));
  }

  private List<CollateralTier> tiers(long discount) {
    List<CollateralTier> tiers = new ArrayList<>();
    long floor = 0;
    long weight = PPB - discount;
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      weight -= random.nextInt(3) == 0 ? 0 : (long) (weight * 0.2 * random.nextDouble());
      boolean nothing = i > 0 && random.nextInt(6) == 0;
      weight = nothing ? 0 : weight;
      tiers.add(new CollateralTier(floor, weight));
      floor += amount(0.3);
    }
    return tiers;
  }

  private long amount(double multiple) {
    return 1 + (long) Math.min(typicalNotional * multiple * random.nextDouble(), 0x1p57);
  }

  /** A trader that pools, or any. */
  long anyPool(long anyTrader) {
    List<Long> pools =
        view.pools.stream().filter(id -> view.accounts.get(id).kind == AccountKind.TRADER).toList();
    return pools.isEmpty() || random.nextInt(3) == 0
        ? anyTrader
        : pools.get(random.nextInt(pools.size()));
  }
}
