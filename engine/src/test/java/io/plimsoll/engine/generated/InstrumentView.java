package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.ContractType;
import java.math.BigInteger;
import java.util.List;

/** An instrument as the commands that were accepted made it. */
final class InstrumentView {
  final int id;
  final int assetId;
  final int quantityScale;
  final long priceMin;
  final long priceMax;
  final long openInterestMax;
  final long tickSize;
  final long expiry;
  final PayoffView payoff;
  int leverageMax = 100;
  boolean hasTiers;
  long mark;
  long lastExecutionId;

  /** Ids of its index sources. */
  List<Integer> sources = List.of();

  /** Whether its mark comes from them. */
  boolean computed;

  /** Whether it is settled or being settled. */
  boolean closed;

  InstrumentView(AddInstrumentDecoder c, int moneyScale) {
    id = c.instrumentId();
    assetId = c.assetId();
    quantityScale = c.quantityScale();
    priceMin = c.priceMin();
    priceMax = c.priceMax();
    openInterestMax = c.openInterestMax();
    tickSize = c.tickSize();
    expiry = c.expiry();
    BigInteger factor =
        c.contractType() == ContractType.LINEAR
            ? BigInteger.TEN.pow(moneyScale - c.priceScale() - c.quantityScale())
            : BigInteger.valueOf(c.contractValue());
    payoff = new PayoffView(c.contractType(), factor);
  }

  long clamp(long price) {
    return Math.max(priceMin, Math.min(priceMax, price));
  }

  long toTick(long price) {
    long lowest = Math.floorDiv(priceMin + tickSize - 1, tickSize) * tickSize;
    long highest = priceMax / tickSize * tickSize;
    return Math.max(lowest, Math.min(highest, price / tickSize * tickSize));
  }

  /** How much one can hold of it at the mark for a notional. */
  long quantityFor(BigInteger notional) {
    BigInteger most = BigInteger.valueOf(openInterestMax);
    return payoff.quantityFor(notional, mark).min(most).max(BigInteger.ONE).longValueExact();
  }
}
