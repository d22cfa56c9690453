/** A market to close into: deterministic liquidity around the tape's price. */
package io.plimsoll.tools.market;
