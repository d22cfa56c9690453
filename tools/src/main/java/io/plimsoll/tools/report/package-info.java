/** What a run prints: numbers for people, and progress on the way. */
package io.plimsoll.tools.report;
