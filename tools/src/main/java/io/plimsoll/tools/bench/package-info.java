/**
 * The open-loop latency harness behind {@code plimsoll bench}.
 *
 * <pre>
 *   driver's thread                                            engine's thread
 *
 *   timetable ──► command i is due at start + i / rate
 *                 │
 *                 └──► command ring ───────────────────────►  decode ► journal ► apply
 *                                                                                 │
 *   histogram ◄── now − planned time of i  ◄── event ring  ◄──────────────────────┘
 *
 *   a third thread only sleeps, and notes how late it wakes: what the machine itself does
 * </pre>
 *
 * <p>A latency counts from the planned time, never from the time of sending: when the chain, or the
 * driver, falls behind, the commands that were due meanwhile all show it. That is what corrects for
 * coordinated omission, by construction. The harness is a package of the tools, not of the module
 * with the JMH benchmarks: whoever has the command line can measure a machine, and no JMH class
 * comes with it.
 */
package io.plimsoll.tools.bench;
