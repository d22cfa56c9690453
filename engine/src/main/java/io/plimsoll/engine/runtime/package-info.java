/**
 * Runs an engine: on the caller's thread ({@link io.plimsoll.engine.runtime.InThreadEngine}), or on
 * a thread of its own behind ring buffers ({@link io.plimsoll.engine.runtime.EngineHost}).
 *
 * <pre>
 *   producers ──► ManyToOneRingBuffer ──► EngineAgent ─┐
 *                                                      ├─► CommandProcessor ──► EventSink
 *   one caller ─────────────────────► InThreadEngine ──┘    1 journal the command
 *                                                           2 apply it
 *                                                           3 journal each event, hand it out
 * </pre>
 */
package io.plimsoll.engine.runtime;
