package io.plimsoll.tools.explain;

import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.ContractType;

/** What AddInstrument said, for as long as its message is gone. */
record ContractTerms(
    int id,
    int assetId,
    String symbol,
    ContractType type,
    long contractValue,
    int priceScale,
    int quantityScale,
    long priceMin,
    long priceMax,
    long fund) {
  static ContractTerms of(AddInstrumentDecoder message) {
    return new ContractTerms(
        message.instrumentId(),
        message.assetId(),
        message.symbol(),
        message.contractType(),
        message.contractValue(),
        message.priceScale(),
        message.quantityScale(),
        message.priceMin(),
        message.priceMax(),
        message.insuranceFundAccountId());
  }
}
