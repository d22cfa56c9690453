/** How fast files of market data are read, beside what reading them costs anybody. */
package io.plimsoll.tools.bench.files;
