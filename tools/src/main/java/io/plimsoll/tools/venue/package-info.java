/** What a simulated venue is like, read from small YAML files. */
package io.plimsoll.tools.venue;
