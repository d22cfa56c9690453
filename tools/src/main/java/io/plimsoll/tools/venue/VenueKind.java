package io.plimsoll.tools.venue;

/** What can be done at a venue. */
public enum VenueKind {
  /** Leveraged positions. */
  DERIVATIVES,
  /** Buying and selling only: nobody borrows, nobody is liquidated. */
  SPOT_ONLY
}
