/** Writes docs/protocol.md from the schema, and checks it. */
package io.plimsoll.protocol.docs;
