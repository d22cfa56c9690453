/** Benchmarks of the engine, and the scans that it is compared with. */
package io.plimsoll.bench;
