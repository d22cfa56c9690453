/** Assets, contracts, their risk tiers, fees and computed prices, and the rules of the venue. */
package io.plimsoll.engine.instrument;
