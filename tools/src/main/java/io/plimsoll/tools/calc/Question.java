package io.plimsoll.tools.calc;

import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.tools.venue.VenueDocument;
import io.plimsoll.tools.venue.VenueSpec;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is asked about a position. Prices, quantities and money are in the scales of the instrument.
 *
 * @param document the venue's file
 * @param instrument which one, counted from 1 in the order of the file
 * @param isLong side
 * @param leverage in hundredths
 * @param entry price
 * @param quantity above 0; none if the margin decides
 * @param margin initial margin that decides the quantity; none if the quantity is given
 * @param mode isolated or cross
 * @param balance of the wallet; none for just what the position needs
 * @param others cross positions in the same wallet
 * @param moves of the mark, in hundredths of a percent
 */
public record Question(
    VenueDocument document,
    int instrument,
    boolean isLong,
    int leverage,
    long entry,
    OptionalLong quantity,
    OptionalLong margin,
    MarginMode mode,
    OptionalLong balance,
    List<Other> others,
    List<Integer> moves) {
  /**
   * Another position in the wallet.
   *
   * @param instrument which one, from 1
   * @param quantity signed
   * @param leverage in hundredths
   * @param entry price
   * @param mark of its instrument
   */
  public record Other(int instrument, long quantity, int leverage, long entry, long mark) {}

  /** Copies the lists. */
  public Question {
    others = List.copyOf(others);
    moves = List.copyOf(moves);
  }

  VenueSpec venue() {
    return document.leveraged();
  }

  /** The same with another leverage, quantity and balance. */
  Question with(int newLeverage, long newQuantity) {
    return new Question(
        document,
        instrument,
        isLong,
        newLeverage,
        entry,
        OptionalLong.of(newQuantity),
        OptionalLong.empty(),
        mode,
        balance,
        others,
        moves);
  }
}
