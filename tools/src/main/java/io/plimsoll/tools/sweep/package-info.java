/** One scenario under many seeds: how much an insurance fund loses, and how large it should be. */
package io.plimsoll.tools.sweep;
