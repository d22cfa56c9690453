/** The text form: every message as one JSON object a line, and back. */
package io.plimsoll.protocol.text;
