/** Reads a journal, record by record, and prints it in three formats. */
package io.plimsoll.tools.inspect;
