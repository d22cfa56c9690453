/**
 * The state of an engine in a file, from which another goes on.
 *
 * <pre>
 *   journal/snapshots/0000000000000123456.snapshot     the state after that sequence
 *
 *   header, 168 bytes     what it is, where its journal goes on, its checksum: {@link
 *                         io.plimsoll.engine.snapshot.SnapshotDescriptor}
 *   blocks                length (int), checksum (int), that many bytes of state; up to 1 MiB each
 * </pre>
 *
 * <p>All numbers are little endian. The state is what {@link io.plimsoll.engine.memory.StateStream}
 * carries: the memory of the engine as it lies there, so a snapshot is read by the versions whose
 * memory lies alike, and the journal by all.
 */
package io.plimsoll.engine.snapshot;
