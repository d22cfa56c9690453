package io.plimsoll.engine.event;

import io.plimsoll.protocol.codec.FundingFinishedEncoder;
import io.plimsoll.protocol.codec.InstrumentSettledEncoder;

/** The events of a whole instrument, through an {@link EventWriter}. */
public final class InstrumentEvents {
  private final EventWriter writer;
  private final FundingFinishedEncoder fundingFinished = new FundingFinishedEncoder();
  private final InstrumentSettledEncoder settled = new InstrumentSettledEncoder();

  /**
   * Events through a writer.
   *
   * @param writer sends them
   */
  public InstrumentEvents(EventWriter writer) {
    this.writer = writer;
  }

  /** FundingFinished. */
  public void fundingFinished(
      long rate, long price, long paid, long received, int round, int instrumentId) {
    fundingFinished
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .rate(rate)
        .price(price)
        .paid(paid)
        .received(received)
        .round(round)
        .instrumentId(instrumentId);
    writer.send(fundingFinished.encodedLength());
  }

  /** InstrumentSettled. */
  public void settled(long price, int instrumentId) {
    settled
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .price(price)
        .instrumentId(instrumentId);
    writer.send(settled.encodedLength());
  }
}
