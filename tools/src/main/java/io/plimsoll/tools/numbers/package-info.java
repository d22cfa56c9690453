/** Collects from a journal what a report tells: exact sums, and series in bounded memory. */
package io.plimsoll.tools.numbers;
