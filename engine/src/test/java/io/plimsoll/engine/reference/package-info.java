/**
 * The reference engine: docs/rules.md written down a second time, naive and exact, sharing no code
 * with the engine that it is compared with.
 */
package io.plimsoll.engine.reference;
