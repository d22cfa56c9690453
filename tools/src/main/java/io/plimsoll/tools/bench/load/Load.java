package io.plimsoll.tools.bench.load;

import io.plimsoll.protocol.CommandEncoder;

/**
 * A stream of commands on a timetable. The command with a given index is always the same, so that
 * every run of a load ends in the same state.
 */
public interface Load {
  /** The account of the market, which takes the other side of forced orders. */
  long MARKET_ACCOUNT_ID = BenchVenue.MARKET_ACCOUNT_ID;

  /** Sends what sets the venue and its accounts up. */
  void open(CommandEncoder commands);

  /**
   * Sends exactly one command.
   *
   * @param index counts the commands of the timetable from 0, the warm-up included; each is sent
   *     once, in order
   * @param commands at a time and with a correlationId that the caller has set
   */
  void send(long index, CommandEncoder commands);

  /**
   * Which command of the timetable caused a forced order.
   *
   * @param accountId whose position is closed
   * @return its index; -1 if this load causes none
   */
  default long causeOf(long accountId) {
    return -1;
  }
}
