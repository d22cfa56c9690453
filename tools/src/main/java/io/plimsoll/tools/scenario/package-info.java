/** Scenarios as YAML files: instruments with their paths, market, crowd, halts, and what to see. */
package io.plimsoll.tools.scenario;
