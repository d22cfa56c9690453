package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.codec.ContractType;

/** Carries what an instrument is made of and never changes. */
final class ContractState {
  private static final ContractTerms NONE =
      new ContractTerms(ContractType.LINEAR, 0, 0, 0, 0, 0, 0, 0, 0);

  private ContractState() {}

  /**
   * An instrument.
   *
   * @param there itself; on the way in nothing
   * @param assets by id
   * @return itself; on the way in a new one
   */
  static Instrument of(int id, Instrument there, Asset[] assets, StateStream stream) {
    int assetId = stream.of(there == null ? 0 : there.asset().id());
    ContractTerms terms = terms(there == null ? NONE : there.terms(), stream);
    long feeAccountId = stream.of(there == null ? 0 : there.feeAccountId());
    long fundAccountId = stream.of(there == null ? 0 : there.fundAccountId());
    return stream.isReading()
        ? new Instrument(id, assets[assetId], terms, feeAccountId, fundAccountId)
        : there;
  }

  private static ContractTerms terms(ContractTerms terms, StateStream stream) {
    return new ContractTerms(
        ContractType.get((short) stream.of(terms.type().value())),
        stream.of(terms.contractValue()),
        stream.of(terms.priceScale()),
        stream.of(terms.quantityScale()),
        stream.of(terms.priceMin()),
        stream.of(terms.priceMax()),
        stream.of(terms.openInterestMax()),
        stream.of(terms.tickSize()),
        stream.of(terms.expiry()));
  }
}
