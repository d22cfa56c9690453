package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.ForcedOrderKind;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.TimeInForce;

/** Sends the engine's own orders: forced closes, and the unwinding of a fund's inventory. */
final class ForcedOrders {
  private final Books books;
  private final LiquidationEvents events;
  private final LiquidationTable liquidations;
  private final MarginCalculator margins;
  private final Stages stages;

  ForcedOrders(
      Books books,
      LiquidationEvents events,
      LiquidationTable liquidations,
      MarginCalculator margins,
      Stages stages) {
    this.books = books;
    this.events = events;
    this.liquidations = liquidations;
    this.margins = margins;
    this.stages = stages;
  }

  /**
   * Closes a position in whole or in part, at no worse than the limit that the stage asks for.
   *
   * @param liquidation record number
   * @param look the liquidation as last looked at
   * @param stage REDUCE or CLOSE
   * @param quantity how much, 1 or above
   */
  void close(int liquidation, Look look, WaterfallStage stage, int position, long quantity) {
    boolean sells = books.positions().quantity(position) > 0;
    boolean whole = stage.kind() == StageKind.CLOSE;
    int order =
        send(
            position,
            sells ? -quantity : quantity,
            limit(look, stage, position),
            liquidations.id(liquidation),
            whole ? ForcedOrderKind.CLOSE : ForcedOrderKind.REDUCE,
            stage.timeInForce());
    books.orders().closesFor(order, liquidation);
    liquidations.sent(liquidation);
  }

  private long limit(Look look, WaterfallStage stage, int position) {
    Instrument instrument = books.instrumentOf(position);
    long quantity = books.positions().quantity(position);
    return switch (stage.pricing()) {
      case BANKRUPTCY -> instrument.payoff().limitFor(quantity, look.bankruptcyValue(position));
      case FILLABLE ->
          instrument.payoff().limitFor(quantity, fillableValue(look, position, stage.spread()));
      default -> marketLimit(instrument, quantity > 0, stage.spread());
    };
  }

  /**
   * The value at the mark less a part of the requirement that grows from nothing, at equity =
   * requirement, to the spread, at equity 0 (dYdX v4's fillable price).
   */
  private long fillableValue(Look look, int position, long spread) {
    long part = Int128.mulDivFloor(shortOfRequirement(look), spread, Int128.PPB);
    long requirement = look.requirementOf(position);
    return margins.valueAtMark(position) - Int128.mulDivFloor(part, requirement, Int128.PPB);
  }

  /** How far equity is below the requirement, parts per billion of the requirement: 0 to PPB. */
  private static long shortOfRequirement(Look look) {
    long equity = look.equity();
    long requirement = look.requirement();
    if (requirement == 0 || equity <= 0) {
      return Int128.PPB;
    }
    return equity >= requirement
        ? 0
        : Int128.PPB - Int128.mulDivFloor(equity, Int128.PPB, requirement);
  }

  private static long marketLimit(Instrument instrument, boolean sells, long spread) {
    if (spread == 0) {
      return sells ? instrument.payoff().lowestTick() : instrument.payoff().highestTick();
    }
    return nearMark(instrument, sells, spread);
  }

  /** A limit at most this part of the mark away from it, in parts per billion, on a tick. */
  private static long nearMark(Instrument instrument, boolean sells, long spread) {
    long mark = instrument.markPrice();
    long distance = Int128.mulDivFloor(mark, spread, Int128.PPB);
    return sells
        ? instrument.tickAtOrAbove(mark - distance)
        : instrument.tickAtOrBelow(mark + distance);
  }

  /** Sends the next slice of every fund's inventory, one instrument after the other. */
  void unwind() {
    if (books.rules().unwindFraction() == 0) {
      return;
    }
    InstrumentTable instruments = books.instruments();
    for (int i = 0; i < instruments.instrumentCount(); i++) {
      Instrument instrument = instruments.instrumentAt(i);
      if (!instrument.isClosed()) {
        unwind(instrument);
      }
    }
  }

  private void unwind(Instrument instrument) {
    unwind(instrument, instrument.fundAccountId());
    for (int n = 1; n <= stages.size(); n++) {
      long taker = stages.at(n).takerAccountId();
      if (taker != 0 && taker != instrument.fundAccountId() && isNamedFirst(n, taker)) {
        unwind(instrument, taker);
      }
    }
  }

  private boolean isNamedFirst(int stage, long taker) {
    for (int n = 1; n < stage; n++) {
      if (stages.at(n).takerAccountId() == taker) {
        return false;
      }
    }
    return true;
  }

  private void unwind(Instrument instrument, long holderId) {
    VenueRules rules = books.rules();
    PositionTable positions = books.positions();
    int position = positions.find(books.accounts().find(holderId), instrument.id());
    // The only orders of a fund are those that unwind.
    if (position == 0 || positions.quantity(position) == 0 || positions.openOrders(position) > 0) {
      return;
    }
    long held = positions.quantity(position);
    long slice = Int128.mulDivFloor(Math.abs(held), rules.unwindFraction(), Int128.PPB);
    long quantity = Math.max(1, slice);
    boolean sells = held > 0;
    send(
        position,
        sells ? -quantity : quantity,
        nearMark(instrument, sells, rules.unwindSlippage()),
        0,
        ForcedOrderKind.UNWIND,
        TimeInForce.IOC);
  }

  private int send(
      int position,
      long signedQuantity,
      long limit,
      long liquidationId,
      ForcedOrderKind kind,
      TimeInForce timeInForce) {
    Instrument instrument = books.instrumentOf(position);
    Side side = signedQuantity > 0 ? Side.BUY : Side.SELL;
    long quantity = Math.abs(signedQuantity);
    int order = books.openEngineOrder(position, side, limit, quantity);
    events.forcedOrder(
        liquidationId,
        books.orders().id(order),
        books.accounts().id(books.positions().account(position)),
        quantity,
        limit,
        instrument.markPrice(),
        instrument.id(),
        side,
        kind,
        timeInForce,
        books.positions().side(position));
    return order;
  }
}
