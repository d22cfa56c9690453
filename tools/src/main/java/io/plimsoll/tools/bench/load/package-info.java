/**
 * What the harness sends: one class a scenario, each a function of its size and the index alone.
 */
package io.plimsoll.tools.bench.load;
