package io.plimsoll.tools.calc;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.EngineView;
import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.InThreadEngine;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.BalanceChangedDecoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.FundingRateSetDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.tools.venue.FundingCommands;
import io.plimsoll.tools.venue.Listing;
import io.plimsoll.tools.venue.VenueCommands;
import io.plimsoll.tools.venue.VenueSpec;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * An engine with a venue's first contract and its funding rule, and no market: a test tells mark,
 * index and impact prices, all in hundredths, and fills orders when it likes.
 */
final class BareVenue implements AutoCloseable {
  private static final int PRICE_SCALE = 2;
  private static final int SPAN = 20;
  private static final int SOURCE = 1;
  private static final int INSTRUMENT = 1;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CommandRejectedDecoder rejected = new CommandRejectedDecoder();
  private final FundingRateSetDecoder rateSet = new FundingRateSetDecoder();
  private final ForcedOrderDecoder forced = new ForcedOrderDecoder();
  private final BalanceChangedDecoder balance = new BalanceChangedDecoder();
  private final InThreadEngine engine;
  private final CommandEncoder commands;
  private final PriceEncoder prices;
  private long executionId;
  private long rate;
  private long chargedRate;
  private int rates;
  private long forcedOrder;
  private long forcedQuantity;
  private long liquidationFee;

  BareVenue(VenueSpec venue, long price) {
    engine =
        InThreadEngine.launch(
            EngineOptions.builder()
                .limits(new EngineLimits(16, 1))
                .events((buffer, offset, length) -> onEvent(buffer, offset))
                .build());
    commands = new CommandEncoder(engine).at(0);
    prices = new PriceEncoder(engine).at(0);
    Listing listing =
        Listing.of(
            venue.instruments().get(0),
            venue.name(),
            PRICE_SCALE,
            price / SPAN,
            Listing.roundUp(price * SPAN));
    new VenueCommands(commands, venue).open(0, List.of(listing));
    prices.setPriceRule(INSTRUMENT, PriceRule.direct(List.of(new IndexSource(SOURCE, 1)), 1));
    new FundingCommands(prices, venue.funding()).open(INSTRUMENT);
    mark(price);
  }

  private void onEvent(DirectBuffer buffer, int offset) {
    int type = Messages.templateId(buffer, offset);
    if (type == CommandRejectedDecoder.TEMPLATE_ID) {
      rejected.wrapAndApplyHeader(buffer, offset, header);
      throw new AssertionError(rejected.toString());
    }
    if (type == FundingRateSetDecoder.TEMPLATE_ID) {
      rateSet.wrapAndApplyHeader(buffer, offset, header);
      rate = rateSet.rate();
      chargedRate = rateSet.chargedRate();
      rates++;
    }
    if (type == ForcedOrderDecoder.TEMPLATE_ID) {
      forced.wrapAndApplyHeader(buffer, offset, header);
      forcedOrder = forced.orderId();
      forcedQuantity = forced.quantity();
    }
    if (type == BalanceChangedDecoder.TEMPLATE_ID) {
      balance.wrapAndApplyHeader(buffer, offset, header);
      if (balance.reason() == BalanceReason.LIQUIDATION_FEE && balance.amount() < 0) {
        liquidationFee -= balance.amount();
      }
    }
  }

  void mark(long price) {
    commands.markPrice(INSTRUMENT, price);
  }

  void index(long price) {
    prices.sourcePrice(INSTRUMENT, SOURCE, price);
  }

  void book(long impactBid, long impactAsk) {
    prices.bookPrice(INSTRUMENT, impactBid, impactAsk, impactBid, impactAsk, 0);
  }

  /** The time from now on, in nanoseconds. */
  void at(long nanos) {
    commands.at(nanos);
    prices.at(nanos);
  }

  /** A clock at a time, in nanoseconds. */
  void clock(long nanos) {
    at(nanos);
    commands.clock();
  }

  /** An account with money. */
  void account(long account, long money) {
    commands.addAccount(account, AccountKind.TRADER);
    commands.deposit(account, VenueCommands.ASSET_ID, money);
  }

  /** Leverage in hundredths. */
  void leverage(long account, int leverage) {
    commands.setLeverage(account, INSTRUMENT, leverage);
  }

  /** A purchase, or a sale if below 0, from the market. */
  void trade(long account, long quantity, long price) {
    trade(account, 0, quantity, price);
  }

  /** Fills the last forced order, a sale, whole. */
  void fillForced(long account, long price) {
    trade(account, forcedOrder, -forcedQuantity, price);
  }

  private void trade(long account, long order, long quantity, long price) {
    boolean buys = quantity > 0;
    commands.fill(
        ++executionId,
        INSTRUMENT,
        price,
        Math.abs(quantity),
        buys ? account : VenueCommands.MARKET_ACCOUNT,
        buys ? order : 0,
        buys ? VenueCommands.MARKET_ACCOUNT : account,
        buys ? 0 : order,
        buys ? Side.BUY : Side.SELL);
  }

  EngineView view() {
    return engine.view();
  }

  /** Quantity of the last forced order. */
  long forcedQuantity() {
    return forcedQuantity;
  }

  /** Liquidation fees that anybody paid. */
  long liquidationFee() {
    return liquidationFee;
  }

  /** The last rate, for the rule's period, in parts per billion. */
  long rate() {
    return rate;
  }

  /** What was charged of it. */
  long chargedRate() {
    return chargedRate;
  }

  /** How often a rate was computed. */
  int rates() {
    return rates;
  }

  @Override
  public void close() {
    engine.close();
  }
}
