package io.plimsoll.tools.venue;

import io.plimsoll.protocol.PriceEncoder;
import java.util.Optional;

/** The part of a venue's commands that is about funding: how the engine computes the rate. */
public final class FundingCommands {
  private final PriceEncoder prices;
  private final Optional<FundingTerms> terms;

  /**
   * Commands for a venue.
   *
   * @param prices takes them
   * @param terms of funding; a fixed rate needs no rule: whoever runs the venue charges it
   */
  public FundingCommands(PriceEncoder prices, Optional<FundingTerms> terms) {
    this.prices = prices;
    this.terms = terms;
  }

  /**
   * Sets the rule of the first instruments; nothing if the rate is not computed.
   *
   * @param instruments how many are there; they count from 1
   */
  public void open(int instruments) {
    if (terms.isPresent() && terms.get() instanceof FundingFormula formula) {
      for (int id = 1; id <= instruments; id++) {
        prices.setFundingRule(id, formula.rule());
      }
    }
  }
}
