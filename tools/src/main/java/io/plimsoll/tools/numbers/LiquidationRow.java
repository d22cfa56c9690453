package io.plimsoll.tools.numbers;

import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Outcome;
import java.util.Optional;

/**
 * One liquidation. Money is in units of its asset.
 *
 * @param id rising from 1
 * @param account whose
 * @param asset in which it settles
 * @param mode isolated position or cross wallet
 * @param started nanoseconds since 1970
 * @param finished nanoseconds since 1970; 0 if it had not when the journal ended
 * @param positions how many positions it had
 * @param instrument of the position with the largest notional; empty if it had none
 * @param side of that position; long if it had none
 * @param mark of that instrument at the start
 * @param notional of all its positions at the start, at the mark
 * @param equity at the start
 * @param requirement at the start
 * @param stages those entered, in order, such as {@code 1 CANCEL_ORDERS, 2 CLOSE}
 * @param outcome how it ended; empty if it had not
 * @param closed on the book
 * @param takenOver by funds and vaults
 * @param deleveraged against others
 * @param netted leg against leg
 * @param socialised losses that others were asked to bear
 * @param realisedPnl that it realised
 * @param fee liquidation fee paid
 * @param surplus left to the fund
 * @param covered by the fund
 */
public record LiquidationRow(
    long id,
    long account,
    AssetNumbers asset,
    MarginMode mode,
    long started,
    long finished,
    int positions,
    Optional<InstrumentNumbers> instrument,
    Side side,
    long mark,
    long notional,
    long equity,
    long requirement,
    String stages,
    Optional<Outcome> outcome,
    long closed,
    long takenOver,
    long deleveraged,
    long netted,
    long socialised,
    long realisedPnl,
    long fee,
    long surplus,
    long covered) {}
