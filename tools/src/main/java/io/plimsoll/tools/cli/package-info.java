/** The commands of the command line, their flags and their errors. */
package io.plimsoll.tools.cli;
