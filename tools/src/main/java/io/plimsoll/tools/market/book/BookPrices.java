package io.plimsoll.tools.market.book;

/**
 * What the engine is told of a book with a BookPrice command. Prices in the price scale; 0 is none.
 *
 * @param bestBid highest price at which one can sell
 * @param bestAsk lowest price at which one can buy; not below bestBid
 * @param impactBid average price at which the impact notional is sold, rounded down
 * @param impactAsk average price at which it is bought, rounded up
 * @param lastTrade price of the last trade
 */
public record BookPrices(
    long bestBid, long bestAsk, long impactBid, long impactAsk, long lastTrade) {}
