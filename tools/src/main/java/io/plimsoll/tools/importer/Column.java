package io.plimsoll.tools.importer;

import io.plimsoll.tools.PowerOfTen;

/** What a row of market data can say; the names are the columns of the plain CSV. */
public enum Column {
  /** Price of a trade. */
  PRICE("price", Kind.PRICE),
  /** Quantity of a trade, in the unit of the file: coins, or contracts. */
  QUANTITY("quantity", Kind.AMOUNT),
  /** Side of a trade's taker. */
  SIDE("side", Kind.SIDE),
  /** Mark price. */
  MARK("mark", Kind.PRICE),
  /** Index price. */
  INDEX("index", Kind.PRICE),
  /** Price of the last trade, as a ticker tells it. */
  LAST("last", Kind.PRICE),
  /** Funding rate as a plain ratio, expected at the next funding. */
  FUNDING_RATE("funding_rate", Kind.RATE),
  /** When the next funding falls due. */
  NEXT_FUNDING("next_funding", Kind.TIME),
  /** Open interest, in the unit of the file. */
  OPEN_INTEREST("open_interest", Kind.AMOUNT),
  /** Best bid. */
  BID("bid", Kind.PRICE),
  /** Quantity at the best bid. */
  BID_QUANTITY("bid_quantity", Kind.AMOUNT),
  /** Best ask. */
  ASK("ask", Kind.PRICE),
  /** Quantity at the best ask. */
  ASK_QUANTITY("ask_quantity", Kind.AMOUNT),
  /** Quantity of all bids that the file shows. */
  BID_DEPTH("bid_depth", Kind.AMOUNT),
  /** Quantity of all asks that the file shows. */
  ASK_DEPTH("ask_depth", Kind.AMOUNT),
  /** Distance from the mid price in percent, up to which depth is counted; below 0 for bids. */
  BAND("band", Kind.SIGNED),
  /** Quantity between the mid price and a band. */
  DEPTH("depth", Kind.AMOUNT),
  /** Value of that quantity. */
  NOTIONAL("notional", Kind.AMOUNT),
  /** First price of a bar. */
  OPEN("open", Kind.PRICE),
  /** Highest price of a bar. */
  HIGH("high", Kind.PRICE),
  /** Lowest price of a bar. */
  LOW("low", Kind.PRICE),
  /** Last price of a bar. */
  CLOSE("close", Kind.PRICE),
  /** Quantity traded in a bar. */
  VOLUME("volume", Kind.AMOUNT);

  /** Value of {@link #SIDE}: nobody knows. */
  public static final long SIDE_UNKNOWN = 0;

  /** Value of {@link #SIDE}: the taker bought. */
  public static final long SIDE_BUY = 1;

  /** Value of {@link #SIDE}: the taker sold. */
  public static final long SIDE_SELL = 2;

  /** The kinds of value. */
  enum Kind {
    PRICE("a price above 0"),
    AMOUNT("an amount of 0 or above"),
    SIDE("buy, sell or unknown"),
    RATE("a ratio from -1 to 1, such as 0.0001"),
    TIME(Times.EXPECTED),
    SIGNED("a number");

    private final String expected;

    Kind(String expected) {
      this.expected = expected;
    }

    /** What is expected, for people. */
    String expected() {
      return expected;
    }

    boolean allows(long unscaled, int scale) {
      return switch (this) {
        case PRICE -> unscaled > 0;
        case AMOUNT -> unscaled >= 0;
        case RATE -> Math.abs(unscaled) <= PowerOfTen.of(scale);
        default -> true;
      };
    }
  }

  private final String label;
  private final Kind kind;

  Column(String label, Kind kind) {
    this.label = label;
    this.kind = kind;
  }

  /** Name of the column in the plain CSV. */
  public String label() {
    return label;
  }

  Kind kind() {
    return kind;
  }
}
