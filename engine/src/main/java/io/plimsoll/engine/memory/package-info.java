/** Paged records, maps and 128-bit arithmetic: what the state is made of. */
package io.plimsoll.engine.memory;
