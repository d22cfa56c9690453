/** Drives a tape and a crowd through the engine and a market, one mark after the other. */
package io.plimsoll.tools.sim;
