package io.plimsoll.engine.core;

import io.plimsoll.engine.event.PriceEvents;
import io.plimsoll.engine.instrument.FundingRate;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.protocol.codec.FundingPriceKind;

/** Sets the funding rates that are due and has them charged: docs/prices.md, section 5. */
final class FundingRates {
  /** Charges a funding. */
  @FunctionalInterface
  interface Charge {
    /**
     * Starts a funding, as an accepted Funding command does.
     *
     * @param rate parts per billion, not 0
     * @param price at which positions are valued
     */
    void start(Instrument instrument, long rate, long price);
  }

  private final InstrumentTable instruments;
  private final PriceEvents events;
  private final Charge charge;

  FundingRates(InstrumentTable instruments, PriceEvents events, Charge charge) {
    this.instruments = instruments;
    this.events = events;
    this.charge = charge;
  }

  /** For every instrument in order of id: a payment that is due now. */
  void chargeDue(long timestamp) {
    for (int i = 0; i < instruments.instrumentCount(); i++) {
      Instrument instrument = instruments.instrumentAt(i);
      FundingRate rate = instrument.fundingRate();
      if (rate != null && canPay(instrument) && rate.isDue(timestamp)) {
        rate.charge(timestamp);
        charge(instrument, rate);
      }
    }
  }

  private static boolean canPay(Instrument instrument) {
    return instrument.markPrice() != 0
        && !instrument.isClosed()
        && !instrument.funding().isUnderWay();
  }

  private void charge(Instrument instrument, FundingRate rate) {
    long charged = rate.chargedRate();
    long index = instrument.prices() == null ? 0 : instrument.prices().index();
    boolean atIndex = rate.rule().chargePrice() == FundingPriceKind.INDEX && index != 0;
    long price = atIndex ? index : instrument.markPrice();
    events.fundingRateSet(
        rate.rate(),
        charged,
        rate.premium(),
        index,
        instrument.markPrice(),
        charged == 0 ? 0 : price,
        rate.samplesAveraged(),
        instrument.id());
    if (charged != 0) {
      charge.start(instrument, charged, price);
    }
  }
}
