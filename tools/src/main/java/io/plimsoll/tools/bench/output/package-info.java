/** What a bench leaves behind: tables for people, JSON for programs, histograms and plots. */
package io.plimsoll.tools.bench.output;
