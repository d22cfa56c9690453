/** Price tapes: bars read from CSV, and the path of marks that each bar expands to. */
package io.plimsoll.tools.tape;
