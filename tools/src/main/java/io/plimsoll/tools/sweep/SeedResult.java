package io.plimsoll.tools.sweep;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.tools.UserError;
import java.util.List;

/**
 * What one seed did. Money in units of the settlement asset.
 *
 * @param seed of crowd and chance
 * @param before the fund at the start
 * @param lowest the lowest of its balance plus inventory at the mark, looked at after each instant
 * @param after the same at the end
 * @param liquidated accounts liquidated at least once
 * @param deleveraged traders that were deleveraged
 * @param socialised loss that others bore
 * @param digest of the state at the end, in hex
 */
public record SeedResult(
    long seed,
    long before,
    long lowest,
    long after,
    int liquidated,
    long deleveraged,
    long socialised,
    String digest) {
  /** The columns of a row. */
  static final List<String> COLUMNS =
      List.of(
          "seed",
          "fund_before",
          "fund_lowest",
          "fund_after",
          "liquidated",
          "deleveraged",
          "socialised",
          "digest");

  private static final int DIGEST_CHARACTERS = 64;

  /** How far the fund fell below what it began with, at worst; 0 or above. */
  public long loss() {
    return Math.max(0, Math.subtractExact(before, lowest));
  }

  /**
   * As a line of CSV, without its end.
   *
   * @param scale decimal digits of money
   */
  String line(int scale) {
    return String.join(
        ",",
        Long.toString(seed),
        Decimals.format(before, scale),
        Decimals.format(lowest, scale),
        Decimals.format(after, scale),
        Integer.toString(liquidated),
        Long.toString(deleveraged),
        Decimals.format(socialised, scale),
        digest);
  }

  /**
   * Reads such a line.
   *
   * @param line without its end
   * @param scale decimal digits of money
   * @param where file and line, for people
   * @throws UserError if it is none
   */
  static SeedResult parse(String line, int scale, String where) {
    String[] cells = line.split(",", -1);
    try {
      if (cells.length == COLUMNS.size() && cells[7].length() == DIGEST_CHARACTERS) {
        return new SeedResult(
            Long.parseLong(cells[0]),
            Decimals.parse(cells[1], scale),
            Decimals.parse(cells[2], scale),
            Decimals.parse(cells[3], scale),
            Integer.parseInt(cells[4]),
            Long.parseLong(cells[5]),
            Decimals.parse(cells[6], scale),
            cells[7]);
      }
    } catch (NumberFormatException e) {
      throw bad(where, e);
    }
    throw bad(where, null);
  }

  private static UserError bad(String where, Throwable cause) {
    return new UserError(
        where + ": not a row of a sweep; expected " + String.join(",", COLUMNS), cause);
  }
}
