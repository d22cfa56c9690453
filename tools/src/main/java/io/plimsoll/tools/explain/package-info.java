/** Tells the story of one account from a journal, with every number and its arithmetic. */
package io.plimsoll.tools.explain;
