/** Writes the report of a journal: one page for people, the same numbers as JSON and CSV. */
package io.plimsoll.tools.page;
