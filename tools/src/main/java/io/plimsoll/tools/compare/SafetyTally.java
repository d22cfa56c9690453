package io.plimsoll.tools.compare;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.BalanceChangedDecoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.DeleveragedDecoder;
import io.plimsoll.protocol.codec.FundChangedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.TakeOverDecoder;
import io.plimsoll.tools.crowd.Venue;
import java.util.HashSet;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * What margins did not suffice for, and how long a venue was unsafe: a liquidation under way, or a
 * fund or vault with a position.
 */
final class SafetyTally implements EventSink {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final LiquidationStartedDecoder started = new LiquidationStartedDecoder();
  private final LiquidationFinishedDecoder finished = new LiquidationFinishedDecoder();
  private final TakeOverDecoder takeOver = new TakeOverDecoder();
  private final DeleveragedDecoder deleveraged = new DeleveragedDecoder();
  private final PositionChangedDecoder position = new PositionChangedDecoder();
  private final BalanceChangedDecoder balance = new BalanceChangedDecoder();
  private final FundChangedDecoder fund = new FundChangedDecoder();
  private final Set<Long> holders = new HashSet<>();
  private final Venue venue;
  private long liquidations;
  private long firstAt;
  private long safeAt;
  private double beyondMargin;
  private final long[] traderDeposits;
  private final long[] fundDeposits;

  /**
   * A tally.
   *
   * @param venue where
   * @param assets that it has, with the settlement asset
   */
  SafetyTally(Venue venue, int assets) {
    this.venue = venue;
    this.traderDeposits = new long[assets];
    this.fundDeposits = new long[assets];
  }

  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    switch (Messages.templateId(buffer, offset)) {
      case LiquidationStartedDecoder.TEMPLATE_ID -> {
        started.wrapAndApplyHeader(buffer, offset, header);
        firstAt = firstAt == 0 ? started.timestamp() : firstAt;
        liquidations++;
      }
      case LiquidationFinishedDecoder.TEMPLATE_ID -> {
        finished.wrapAndApplyHeader(buffer, offset, header);
        liquidations--;
        beyondMargin += finished.covered();
        noteSafe(finished.timestamp());
      }
      case TakeOverDecoder.TEMPLATE_ID -> {
        takeOver.wrapAndApplyHeader(buffer, offset, header);
        beyondMargin += Math.max(0, -takeOver.fundPnlAtMark());
      }
      case DeleveragedDecoder.TEMPLATE_ID -> {
        deleveraged.wrapAndApplyHeader(buffer, offset, header);
        double atMark =
            venue.signedValue(deleveraged.quantity(), deleveraged.markPrice()).doubleValue();
        beyondMargin += Math.max(0, deleveraged.value() - atMark);
      }
      case PositionChangedDecoder.TEMPLATE_ID -> {
        position.wrapAndApplyHeader(buffer, offset, header);
        onPosition();
      }
      case BalanceChangedDecoder.TEMPLATE_ID -> {
        balance.wrapAndApplyHeader(buffer, offset, header);
        if (balance.reason() == BalanceReason.DEPOSIT) {
          add(traderDeposits, balance.assetId(), balance.amount());
        }
      }
      case FundChangedDecoder.TEMPLATE_ID -> {
        fund.wrapAndApplyHeader(buffer, offset, header);
        if (fund.reason() == BalanceReason.DEPOSIT) {
          add(fundDeposits, fund.assetId(), fund.amount());
        }
      }
      default -> {
        // Of no interest here.
      }
    }
  }

  private static void add(long[] deposits, int assetId, long amount) {
    int index = assetId - Venue.ASSET_ID;
    deposits[index] = Math.addExact(deposits[index], amount);
  }

  private void onPosition() {
    long account = position.accountId();
    if (account < Venue.FEE_ACCOUNT || account == Venue.MARKET_ACCOUNT) {
      return;
    }
    if (position.quantity() == 0) {
      holders.remove(account);
      noteSafe(position.timestamp());
    } else {
      holders.add(account);
    }
  }

  private void noteSafe(long time) {
    if (isSafe()) {
      safeAt = time;
    }
  }

  /** Whether nothing is under way and nobody but traders and the market has a position. */
  boolean isSafe() {
    return liquidations == 0 && holders.isEmpty();
  }

  /** From the first liquidation to the last moment at which the venue became safe, nanoseconds. */
  long timeToSafe() {
    return firstAt == 0 ? 0 : safeAt - firstAt;
  }

  /**
   * By how much the mark was worse than the price at which positions were handed over, and what
   * funds covered; units of money.
   */
  double beyondMargin() {
    return beyondMargin;
  }

  /** What traders paid in of an asset, in units of it. */
  long traderDeposits(int assetId) {
    return traderDeposits[assetId - Venue.ASSET_ID];
  }

  /** What funds and vaults were given of an asset, in units of it. */
  long fundDeposits(int assetId) {
    return fundDeposits[assetId - Venue.ASSET_ID];
  }
}
