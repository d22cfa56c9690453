/**
 * At which mark must whom be looked at again.
 *
 * <p>Each instrument has two ladders: low triggers (longs), highest first, and high triggers
 * (shorts), lowest first. A mark that passes no trigger costs two comparisons.
 */
package io.plimsoll.engine.trigger;
