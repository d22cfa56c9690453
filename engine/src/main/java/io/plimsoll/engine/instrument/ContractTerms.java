package io.plimsoll.engine.instrument;

import io.plimsoll.protocol.codec.ContractType;

/**
 * What a contract is: fixed when the instrument is added. Values are checked by the caller.
 *
 * @param type how it pays
 * @param contractValue 0 for LINEAR; for QUANTO money units in one price unit × quantity unit; for
 *     INVERSE money units × price units in one quantity unit
 * @param priceScale decimal digits of a price
 * @param quantityScale decimal digits of a quantity
 * @param priceMin lowest price accepted, 1 or above
 * @param priceMax highest price accepted
 * @param openInterestMax highest open interest; its largest value is at most 2^60
 * @param tickSize order prices are multiples of this; at least one lies between the prices
 * @param expiry from when it may be settled, nanoseconds; 0 = perpetual
 */
public record ContractTerms(
    ContractType type,
    long contractValue,
    int priceScale,
    int quantityScale,
    long priceMin,
    long priceMax,
    long openInterestMax,
    long tickSize,
    long expiry) {}
