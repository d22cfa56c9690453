package io.plimsoll.tools.page;

import java.util.List;
import java.util.Map;

/**
 * All that the template fills in.
 *
 * @param title of the page
 * @param lede what happened, in a few sentences
 * @param tiles figures at the top
 * @param instruments one section each
 * @param assets one section each
 * @param notes what the journal says about itself
 * @param run facts of the run, for people
 * @param journal the folder as a shell takes it
 * @param command the program as a shell takes it
 * @param latency lines of the run's latencies; empty unless asked for
 * @param ending what is wrong with the journal's end; empty if nothing is
 * @param numbers {@code numbers.json}
 */
public record PageView(
    String title,
    String lede,
    List<Tile> tiles,
    List<InstrumentView> instruments,
    List<AssetView> assets,
    Map<String, String> notes,
    Map<String, String> run,
    String journal,
    String command,
    List<String> latency,
    String ending,
    String numbers) {
  /**
   * A figure at the top.
   *
   * @param name what it counts
   * @param figure large
   * @param note small
   */
  public record Tile(String name, String figure, String note) {}
}
