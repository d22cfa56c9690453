package io.plimsoll.tools.sim;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.BalanceChangedDecoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.venue.CollateralWorth;
import java.math.BigInteger;
import java.util.List;
import org.agrona.DirectBuffer;

/** What each trader has, as the engine's events tell. Traders are accounts 1 and up. */
public final class Holdings implements EventSink {
  private final List<Venue> venues;
  private final int accounts;
  private final long[][] quantities;
  private final long[][] costs;
  private final long[][] margins;
  private final CollateralWorth worth;
  private final long[][] balances;
  private final long[][] paidIn;
  private final byte[] underLiquidation;
  private final boolean[] wasLiquidated;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final BalanceChangedDecoder balance = new BalanceChangedDecoder();
  private final PositionChangedDecoder position = new PositionChangedDecoder();
  private final LiquidationStartedDecoder started = new LiquidationStartedDecoder();
  private final LiquidationFinishedDecoder finished = new LiquidationFinishedDecoder();

  /**
   * Nobody has anything.
   *
   * @param venues what is traded, an entry for each instrument
   * @param accounts traders
   */
  Holdings(List<Venue> venues, int accounts) {
    this.venues = List.copyOf(venues);
    this.accounts = accounts;
    this.quantities = new long[venues.size()][accounts + 1];
    this.costs = new long[venues.size()][accounts + 1];
    this.margins = new long[venues.size()][accounts + 1];
    this.worth =
        new CollateralWorth(
            venues.get(0).spec().collateral(), venues.stream().map(Venue::listing).toList());
    this.balances = new long[worth.assets()][accounts + 1];
    this.paidIn = new long[worth.assets()][accounts + 1];
    this.underLiquidation = new byte[accounts + 1];
    this.wasLiquidated = new boolean[accounts + 1];
  }

  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    switch (Messages.templateId(buffer, offset)) {
      case BalanceChangedDecoder.TEMPLATE_ID -> {
        balance.wrapAndApplyHeader(buffer, offset, header);
        if (isTrader(balance.accountId())) {
          onBalance((int) balance.accountId());
        }
      }
      case PositionChangedDecoder.TEMPLATE_ID -> {
        position.wrapAndApplyHeader(buffer, offset, header);
        if (isTrader(position.accountId())) {
          onPosition((int) position.accountId(), position.instrumentId() - 1);
        }
      }
      case LiquidationStartedDecoder.TEMPLATE_ID -> {
        started.wrapAndApplyHeader(buffer, offset, header);
        underLiquidation[(int) started.accountId()]++;
        wasLiquidated[(int) started.accountId()] = true;
      }
      case LiquidationFinishedDecoder.TEMPLATE_ID -> {
        finished.wrapAndApplyHeader(buffer, offset, header);
        underLiquidation[(int) finished.accountId()]--;
      }
      default -> {
        // Changes nothing of what somebody has.
      }
    }
  }

  private boolean isTrader(long accountId) {
    return accountId <= accounts;
  }

  private void onBalance(int account) {
    int asset = balance.assetId() - Venue.ASSET_ID;
    balances[asset][account] = balance.balance();
    if (balance.reason() == BalanceReason.DEPOSIT) {
      paidIn[asset][account] += balance.amount();
    }
  }

  private void onPosition(int account, int instrument) {
    quantities[instrument][account] = position.quantity();
    costs[instrument][account] = position.cost();
    margins[instrument][account] = position.mode() == MarginMode.ISOLATED ? position.margin() : 0;
  }

  /**
   * A position, signed.
   *
   * @param instrument by index
   * @param account whose; 0 if it is none of a trader
   */
  public long quantity(int instrument, long account) {
    return isTrader(account) ? quantities[instrument][(int) account] : 0;
  }

  /**
   * All that a trader paid in, in units of money.
   *
   * @param account whose
   * @param marks of the instruments when collateral was paid in
   */
  public BigInteger paidIn(long account, long... marks) {
    return sum(paidIn, account, marks);
  }

  private BigInteger sum(long[][] amounts, long account, long... marks) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < amounts.length; i++) {
      sum = sum.add(worth.of(Venue.ASSET_ID + i, amounts[i][(int) account], marks));
    }
    return sum;
  }

  /** Whether any of it is being liquidated. */
  public boolean isUnderLiquidation(long account) {
    return underLiquidation[(int) account] > 0;
  }

  /** Whether any of it ever was. */
  public boolean wasLiquidated(long account) {
    return wasLiquidated[(int) account];
  }

  /** Whether it holds any position. */
  public boolean holdsAny(long account) {
    for (long[] each : quantities) {
      if (each[(int) account] != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Balances, margins and unrealised PnL, in units of money; collateral counts in full.
   *
   * @param account whose
   * @param marks of the instruments
   */
  public BigInteger equity(long account, long... marks) {
    int index = (int) account;
    BigInteger equity = sum(balances, account, marks);
    for (int i = 0; i < quantities.length; i++) {
      if (quantities[i][index] != 0) {
        equity =
            equity
                .add(BigInteger.valueOf(margins[i][index]))
                .add(venues.get(i).signedValue(quantities[i][index], marks[i]))
                .subtract(BigInteger.valueOf(costs[i][index]));
      }
    }
    return equity;
  }
}
