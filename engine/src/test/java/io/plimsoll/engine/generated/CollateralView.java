package io.plimsoll.engine.generated;

/** What of an asset's terms as collateral matters to those who send prices; no price is 0. */
record CollateralView(long priceMax, int priceScale, long price) {}
