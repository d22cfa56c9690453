/**
 * What a leveraged position costs at a venue: answers from an engine, with every step written out.
 */
package io.plimsoll.tools.calc;
