package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.StateStream;

/** The collateral terms of all assets, and which of them is the valuation asset. */
public final class CollateralTable {
  /** Most assets that may have terms. */
  public static final int TERMS_MAX = 16;

  private final Collateral[] byAsset = new Collateral[InstrumentTable.ASSET_ID_MAX + 1];
  private int valuationAssetId;

  /** No asset has terms. */
  public CollateralTable() {
    for (int id = 0; id < byAsset.length; id++) {
      byAsset[id] = new Collateral(id);
    }
  }

  /** The terms of a known asset; empty ones if it has none. */
  public Collateral of(int assetId) {
    return byAsset[assetId];
  }

  /** The asset in which pools are valued; 0 = none yet. */
  public int valuationAssetId() {
    return valuationAssetId;
  }

  /** The terms of the valuation asset. */
  public Collateral valuation() {
    return byAsset[valuationAssetId];
  }

  /** Names the valuation asset. */
  public void valuationAssetId(int assetId) {
    valuationAssetId = assetId;
  }

  /** How many assets have terms. */
  public int size() {
    int count = 0;
    for (Collateral collateral : byAsset) {
      count += collateral.hasTerms() ? 1 : 0;
    }
    return count;
  }

  /** Carries all terms and prices. */
  public void state(StateStream stream) {
    valuationAssetId = stream.of(valuationAssetId);
    for (Collateral collateral : byAsset) {
      collateral.state(stream);
    }
  }
}
