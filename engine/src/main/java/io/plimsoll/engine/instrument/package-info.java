/** Assets, contracts, their risk tiers and fees, and the rules of the venue. */
package io.plimsoll.engine.instrument;
