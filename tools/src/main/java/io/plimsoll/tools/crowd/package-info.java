/** The simulated venue and who trades on it: seeded, documented, an assumption. */
package io.plimsoll.tools.crowd;
