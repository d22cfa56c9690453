/**
 * At which mark must whom be looked at again.
 *
 * <p>Each instrument has two indexes: low triggers (longs), highest first, and high triggers
 * (shorts), lowest first. A mark that passes no trigger costs two peeks.
 */
package io.plimsoll.engine.trigger;
