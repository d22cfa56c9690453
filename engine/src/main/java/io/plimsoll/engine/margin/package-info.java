/** Equity, requirement and free balance, and the marks at which they cross. */
package io.plimsoll.engine.margin;
