package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.StageKind;

/**
 * How near a position is to being deleveraged, as five lights: five for the fifth of its side that
 * comes first, one for the last. Source: BitMEX "Auto-deleveraging", the 20 % lights.
 *
 * <p>Every question is a pass over all accounts: for people, never for a price event.
 */
public final class AdlLights {
  private static final int LIGHTS = 5;

  private final Books books;
  private final PositionTable positions;
  private final MarginCalculator margins;
  private final Stages stages;
  private final AdlScore scores;

  /**
   * Lights over the books.
   *
   * @param books the tables
   * @param margins evaluates; its last result is lost
   * @param stages the waterfall, for its ranking
   */
  public AdlLights(Books books, MarginCalculator margins, Stages stages) {
    this.books = books;
    this.positions = books.positions();
    this.margins = margins;
    this.stages = stages;
    this.scores = new AdlScore(books, margins);
  }

  /**
   * The lights of a position, by the ranking of the first DELEVERAGE stage.
   *
   * @param position a record number
   * @return 1 to 5; 0 if it has no quantity, if its account is neither TRADER nor MARKET, or if
   *     there is no such stage or its ranking is no order: RANDOM, PRO_RATA
   */
  public int of(int position) {
    AdlRanking ranking = ranking();
    boolean ordered =
        ranking != null && ranking != AdlRanking.RANDOM && ranking != AdlRanking.PRO_RATA;
    if (!ordered || positions.quantity(position) == 0 || !takesPart(positions.account(position))) {
      return 0;
    }
    boolean isLong = positions.quantity(position) > 0;
    int instrumentId = positions.instrumentId(position);
    long own = score(ranking, position);
    long before = 0;
    long all = 0;
    for (int account = 1; account <= books.accounts().size(); account++) {
      int other = positions.find(account, instrumentId, isLong);
      boolean sameSide =
          other != 0
              && positions.quantity(other) != 0
              && (positions.quantity(other) > 0) == isLong
              && takesPart(account);
      if (sameSide) {
        all++;
        long score = score(ranking, other);
        before += score > own || (score == own && account < positions.account(position)) ? 1 : 0;
      }
    }
    return (int) (LIGHTS - before * LIGHTS / all);
  }

  private AdlRanking ranking() {
    for (int n = 1; n <= stages.size(); n++) {
      WaterfallStage stage = stages.at(n);
      if (stage.kind() == StageKind.DELEVERAGE) {
        return stage.ranking();
      }
    }
    return null;
  }

  private boolean takesPart(int account) {
    AccountTable accounts = books.accounts();
    return accounts.isTrader(account) || accounts.kind(account) == AccountKind.MARKET.value();
  }

  private long score(AdlRanking ranking, int position) {
    if (positions.isIsolated(position)) {
      margins.ofPosition(position);
    } else {
      margins.ofWallet(positions.wallet(position));
    }
    return scores.of(ranking, position, margins.equity(), 0);
  }
}
