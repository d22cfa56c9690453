/**
 * A market that forced orders walk and move: an order book of price-time priority, makers that
 * quote around a fair price, and what of it the engine's mark is made of.
 *
 * <pre>
 *   outside index ──► Makers ──► quotes ──► OrderBook ◄── orders of traders and of the engine
 *                       ▲                      │
 *                       └── how far the quotes ┤
 *                           were eaten         ├──► trades, done: BookReports ──► Fill, OrderDone
 *                                              └──► BookPrices ──► BookPrice ──► the engine's mark
 * </pre>
 */
package io.plimsoll.tools.market.book;
