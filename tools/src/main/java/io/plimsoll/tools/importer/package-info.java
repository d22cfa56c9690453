/**
 * Reads market data in the layouts in which people have it, row by row, whatever the file's size.
 */
package io.plimsoll.tools.importer;
