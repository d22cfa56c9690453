/** How the engine speaks: one encoder for each event, into one sink. */
package io.plimsoll.engine.event;
