package io.plimsoll.engine.waterfall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.event.EventWriter;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.ContractTerms;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionReason;
import org.junit.jupiter.api.Test;

class TradeTest {
  private static final long LIMIT = 1L << 50;

  private final EventWriter writer = new EventWriter((buffer, offset, length) -> {});
  private final Books books = new Books(writer);

  // W29: dYdX v4 TestGetBankruptcyPriceInQuoteQuantums: 21,347 of 10^8 quantums of a long that cost
  // 13 (of 10^6) stand for 2,775.11: it must get 2,776; a short must pay 2,775.
  @Test
  void costIsReleasedTowardsPlusInfinityOnBothSides() {
    assertEquals(13_000_000 - 2_776, costAfter(100_000_000, 13_000_000, -21_347));
    assertEquals(-13_000_000 + 2_775, costAfter(-100_000_000, -13_000_000, 21_347));
  }

  @Test
  void aTransferByForceLeavesTheMarginOfAnIsolatedPositionToBearItsPnl() {
    int position = position(10, 1_000);
    books.positions().mode(position, MarginMode.ISOLATED);
    books.setMargin(position, 100);

    transfer(position, -4, -390, true);
    // Sold for 390 what cost 400.
    assertEquals(90, books.positions().margin(position));

    transfer(position, -3, -290, false);
    // Half of the margin goes to the wallet with the PnL of 290 - 300.
    assertEquals(45, books.positions().margin(position));
    assertEquals(45 - 10, books.wallets().balance(books.positions().wallet(position)));
  }

  private long costAfter(long quantity, long cost, long traded) {
    int position = position(quantity, cost);
    transfer(position, traded, traded, false);
    return books.positions().cost(position);
  }

  private void transfer(int position, long quantity, long value, boolean byForce) {
    Trade trade = new Trade(books, new LiquidationEvents(writer));
    trade.planTransfer(position, quantity, value, PositionReason.DELEVERAGE, byForce);
    trade.book(0);
  }

  private int position(long quantity, long cost) {
    if (books.instruments().asset(1) == null) {
      Asset asset = new Asset(1, 0);
      books.instruments().add(asset);
      ContractTerms terms = new ContractTerms(ContractType.LINEAR, 0, 0, 0, 1, 1_000, LIMIT, 1, 0);
      books.instruments().add(new Instrument(1, asset, terms, 1_000, 1_001));
      books.accounts().add(1_000, AccountKind.FEE);
    }
    int account = books.accounts().add(books.accounts().size() + 1L, AccountKind.TRADER);
    int position = books.positions().findOrAdd(account, 1, 1);
    books.setQuantity(position, quantity, cost);
    return position;
  }
}
