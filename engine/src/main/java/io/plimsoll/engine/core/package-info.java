/** The state machine: a command in, handlers, events out. */
package io.plimsoll.engine.core;
