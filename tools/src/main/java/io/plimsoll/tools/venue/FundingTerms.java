package io.plimsoll.tools.venue;

/** How a venue charges funding: at a fixed rate, or at one that the engine computes. */
public sealed interface FundingTerms permits FundingSpec, FundingFormula {}
