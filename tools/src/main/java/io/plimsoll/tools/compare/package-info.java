/** One tape and one crowd at many venues, side by side. */
package io.plimsoll.tools.compare;
