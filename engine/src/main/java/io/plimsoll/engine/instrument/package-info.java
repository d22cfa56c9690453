/** Assets, contracts, their risk tiers and fees, their computed prices, and the rules of the venue. */
package io.plimsoll.engine.instrument;
