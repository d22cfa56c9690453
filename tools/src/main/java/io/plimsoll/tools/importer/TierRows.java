package io.plimsoll.tools.importer;

import java.util.List;

/** Stands for a table of leverage tiers, which has no rows. */
final class TierRows implements RowReader {
  @Override
  public String format() {
    return Formats.TIERS;
  }

  @Override
  public List<Column> columns() {
    return List.of();
  }

  @Override
  public void read(InputFile input, SymbolFilter symbols, Mistakes mistakes, RowFeed feed) {
    throw mistakes.at(
        1, "a table of leverage tiers has no prices; expected market data, or plimsoll import");
  }
}
