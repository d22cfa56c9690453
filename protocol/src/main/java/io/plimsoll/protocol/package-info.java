/**
 * The envelope of every message, an encoder of commands, and decimal text of fixed-point numbers.
 */
package io.plimsoll.protocol;
