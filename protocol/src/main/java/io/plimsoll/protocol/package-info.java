/** Units, a command encoder and a text form for the messages of the SBE schema. */
package io.plimsoll.protocol;
