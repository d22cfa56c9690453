package io.plimsoll.tools.calc;

import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.tools.venue.VenueValue;
import java.util.List;

/**
 * What an engine says about a position. Prices, quantities and money are in the scales of the
 * instrument; 0 stands for a price that there is none of.
 *
 * @param question what was asked
 * @param quantity above 0
 * @param notional at the entry price
 * @param initialMargin that the engine asks for
 * @param fee trading fee of the entry
 * @param funds margin of the isolated position, or balance of the wallet, after the entry
 * @param maintenanceMargin requirement at the entry price; of the whole wallet in cross mode
 * @param liquidationPrice first mark at which it is liquidatable, the others standing still
 * @param bankruptcyPrice last mark at which equity is not below 0
 * @param steps the formulas with numbers
 * @param moves what a move of the mark does
 * @param table the same quantity at other leverages
 * @param assumptions values behind the answer that are not verified
 */
public record Answer(
    Question question,
    long quantity,
    long notional,
    long initialMargin,
    long fee,
    long funds,
    long maintenanceMargin,
    long liquidationPrice,
    long bankruptcyPrice,
    List<String> steps,
    List<Move> moves,
    List<Row> table,
    List<VenueValue> assumptions) {
  /**
   * What is left after the mark has moved step by step, the market filling forced orders at the
   * mark.
   *
   * @param move hundredths of a percent
   * @param mark where it ends
   * @param pnl unrealised at that mark if nobody is liquidated
   * @param left of all the account's money: balance, margin and unrealised PnL
   * @param before the same at the entry, after its fee
   * @param outcomes of the account's liquidations
   */
  public record Move(
      int move, long mark, long pnl, long left, long before, List<Outcome> outcomes) {}

  /**
   * One leverage.
   *
   * @param leverage in hundredths
   * @param allowed whether the venue allows it for this quantity; if not, the rest is 0
   * @param initialMargin that the engine asks for
   * @param liquidationPrice as above
   * @param bankruptcyPrice as above
   */
  public record Row(
      int leverage,
      boolean allowed,
      long initialMargin,
      long liquidationPrice,
      long bankruptcyPrice) {}
}
