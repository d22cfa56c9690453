/** What people run: the entry point and what its parts share. */
package io.plimsoll.tools;
