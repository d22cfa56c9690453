/** Random command streams that keep an engine busy, steered by the events that come back. */
package io.plimsoll.engine.generated;
