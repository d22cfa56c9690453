package io.plimsoll.tools.numbers;

import io.plimsoll.engine.instrument.ContractTerms;
import io.plimsoll.engine.instrument.Payoff;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.FundingFinishedDecoder;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;

/** What happened in one instrument. Prices, quantities and money are in its own scales. */
public final class InstrumentNumbers {
  private static final int TRACK_MOST = 4_096;
  private static final int BARS_MOST = 400;
  private static final int DOTS_MOST = 300;

  private final int id;
  private final String symbol;
  private final AssetNumbers asset;
  private final ContractTerms terms;
  private final Payoff payoff;
  private final Buckets<Range> marks = Buckets.fine(TRACK_MOST, Range::new);
  private final Buckets<Range> openInterest = Buckets.fine(TRACK_MOST, Range::new);
  private final Buckets<Range> traderLongs = Buckets.fine(TRACK_MOST, Range::new);
  private final Buckets<Range> traderShorts = Buckets.fine(TRACK_MOST, Range::new);
  private final Buckets<Bar> bars = Buckets.minutes(BARS_MOST, Bar::new);
  private final Map<Side, Buckets<Dot>> dots = new EnumMap<>(Side.class);
  private final Sum fundingPaid = new Sum();
  private final Sum fundingReceived = new Sum();
  private long fundings;
  private long mark;
  private long firstMark;
  private long markCount;
  private long lowestAt;
  private long highestAt;
  private long lowest;
  private long highest;
  private long allLong;
  private long tradersLong;
  private long tradersShort;
  private boolean interestChanged;

  InstrumentNumbers(AddInstrumentDecoder command, AssetNumbers asset) {
    this.id = command.instrumentId();
    this.symbol = command.symbol();
    this.asset = asset;
    this.terms =
        new ContractTerms(
            command.contractType(),
            command.contractValue(),
            command.priceScale(),
            command.quantityScale(),
            command.priceMin(),
            command.priceMax(),
            command.openInterestMax(),
            command.tickSize(),
            command.expiry());
    this.payoff = new Payoff(terms, asset.scale());
    dots.put(Side.LONG, Buckets.fine(DOTS_MOST, Dot::new));
    dots.put(Side.SHORT, Buckets.fine(DOTS_MOST, Dot::new));
  }

  void mark(long price, long time) {
    mark = price;
    if (markCount++ == 0) {
      firstMark = price;
    }
    if (markCount == 1 || price < lowest) {
      lowest = price;
      lowestAt = time;
    }
    if (markCount == 1 || price > highest) {
      highest = price;
      highestAt = time;
    }
    marks.at(time).add(price);
    bars.at(time).mark(price);
  }

  /** A position of anyone's had one quantity and now has another. */
  void quantity(long before, long after, boolean ofTrader) {
    if (before == after) {
      return;
    }
    long longs = Math.max(0, after) - Math.max(0, before);
    allLong += longs;
    if (ofTrader) {
      tradersLong += longs;
      tradersShort += Math.max(0, -after) - Math.max(0, -before);
    }
    interestChanged = true;
  }

  /**
   * All that happened at this time has been heard.
   *
   * @param isLast whether nothing comes after it: then the series end here, changed or not
   */
  void instantEnded(long time, boolean isLast) {
    if (interestChanged || (isLast && openInterest.size() > 0)) {
      openInterest.at(time).add(allLong);
      traderLongs.at(time).add(tradersLong);
      traderShorts.at(time).add(tradersShort);
      interestChanged = false;
    }
  }

  void started(Side side, long notional, long liquidation, long account, long time, long atMark) {
    bars.at(time).start(side);
    dots.get(side).at(time).add(notional, liquidation, account, time, atMark);
  }

  void closed(long time, Way way, Side side, long value) {
    bars.at(time).closed(way, side, Math.abs(value));
  }

  void deleveraging(long time) {
    bars.at(time).deleveraging();
  }

  void socialised(long time, long share) {
    bars.at(time).socialised(share);
  }

  void funded(FundingFinishedDecoder event) {
    fundings++;
    fundingPaid.add(event.paid());
    fundingReceived.add(event.received());
  }

  /** Signed value of a signed quantity at the mark, units of money; 0 before the first mark. */
  long value(long quantity) {
    return value(quantity, mark);
  }

  long value(long quantity, long price) {
    return price == 0 ? 0 : payoff.value(quantity, price);
  }

  /** Its id. */
  public int id() {
    return id;
  }

  /** Its name. */
  public String symbol() {
    return symbol;
  }

  /** What it settles in. */
  public AssetNumbers asset() {
    return asset;
  }

  /** What kind of contract it is. */
  public ContractTerms terms() {
    return terms;
  }

  /** The last mark; 0 if it had none. */
  public long mark() {
    return mark;
  }

  /** The first mark. */
  public long firstMark() {
    return firstMark;
  }

  /** How many marks there were. */
  public long markCount() {
    return markCount;
  }

  /** The lowest mark. */
  public long lowest() {
    return lowest;
  }

  /** When it was first reached, nanoseconds since 1970. */
  public long lowestAt() {
    return lowestAt;
  }

  /** The highest mark. */
  public long highest() {
    return highest;
  }

  /** When it was first reached, nanoseconds since 1970. */
  public long highestAt() {
    return highestAt;
  }

  /** Marks over time. */
  public Buckets<Range> marks() {
    return marks;
  }

  /** Sum of all long quantities over time, at the ends of instants. */
  public Buckets<Range> openInterest() {
    return openInterest;
  }

  /** What traders held long over time. */
  public Buckets<Range> traderLongs() {
    return traderLongs;
  }

  /** What traders held short over time, positive. */
  public Buckets<Range> traderShorts() {
    return traderShorts;
  }

  /** What liquidations did, minute by minute. */
  public Buckets<Bar> bars() {
    return bars;
  }

  /** Liquidations of a side over time. */
  public Buckets<Dot> dots(Side side) {
    return dots.get(side);
  }

  /** The bar in which most was closed by force; the first of those alike; -1 if nothing was. */
  public int worstBar() {
    int worst = -1;
    BigInteger most = BigInteger.ZERO;
    for (int i = 0; i < bars.size(); i++) {
      BigInteger closed = bars.get(i).closed();
      if (closed.compareTo(most) > 0) {
        most = closed;
        worst = i;
      }
    }
    return worst;
  }

  /** Fundings that reached every position. */
  public long fundings() {
    return fundings;
  }

  /** What payers paid in them, units of money. */
  public BigInteger fundingPaid() {
    return fundingPaid.value();
  }

  /** What receivers received in them, units of money. */
  public BigInteger fundingReceived() {
    return fundingReceived.value();
  }
}
