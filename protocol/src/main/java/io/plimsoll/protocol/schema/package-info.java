/** The SBE schema as data: which messages there are, their fields, units, enums and offsets. */
package io.plimsoll.protocol.schema;
