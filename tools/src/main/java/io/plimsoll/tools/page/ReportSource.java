package io.plimsoll.tools.page;

import java.util.List;
import java.util.Map;

/**
 * What a report says besides what the records of the journal say.
 *
 * @param journal its folder as a shell takes it
 * @param command the program as a shell takes it
 * @param notes what the journal says about itself
 * @param latency lines on how long commands took; empty unless asked for
 * @param ending what is wrong with the journal's end; empty if nothing is
 */
public record ReportSource(
    String journal,
    String command,
    Map<String, String> notes,
    List<String> latency,
    String ending) {}
