package io.plimsoll.tools.venue;

import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.tools.venue.ContractSpec.Expiry;
import java.util.Optional;

/** Reads the section {@code contract}. */
final class ContractReader {
  private static final long SIZE_ONE = 1_000_000_000_000L;
  private static final int SCALE_MAX = 8;
  private static final int MONEY_SCALE = 8;

  /** The value of a thousandth of a small quanto contract at one price unit must be whole. */
  private static final int MONEY_SCALE_QUANTO = 12;

  private static final String SYMBOL = "[!-~]{1,15}";
  private static final String ASSET = "[A-Z0-9]{2,10}";

  private static final long MINUTE = 60_000_000_000L;
  private static final long WINDOW = 30 * MINUTE;
  private static final long DAY = 1_440 * MINUTE;
  private static final long EXPIRY_MAX = 365 * DAY;

  private ContractReader() {}

  static ContractSpec read(Section section) {
    ContractType type = section.named("type", ContractType.class, ContractType.LINEAR);
    boolean linear = type == ContractType.LINEAR;
    long size =
        switch (type) {
          case LINEAR, NULL_VAL -> 0;
          case INVERSE -> section.number("contractSize", size("US dollars"), SIZE_ONE);
          case QUANTO ->
              section.number("contractSize", size("the asset for a dollar"), SIZE_ONE / 1_000_000);
        };
    String symbol = text(section, "symbol", linear ? "BTCUSDT" : "BTCUSD", SYMBOL);
    String underlying = text(section, "underlying", "BTC", ASSET);
    String asset = text(section, "asset", linear ? "USDT" : "BTC", ASSET);
    Measure scale = Measure.count(0, SCALE_MAX);
    int priceScale = (int) section.number("priceScale", scale, 2);
    int quantityScale =
        (int) section.number("quantityScale", scale, type == ContractType.INVERSE ? 0 : 3);
    int moneyScale = type == ContractType.QUANTO ? MONEY_SCALE_QUANTO : MONEY_SCALE;
    if (linear && priceScale + quantityScale > moneyScale) {
      throw section.wrong(
          "quantityScale", "with priceScale at most " + moneyScale + " decimals together");
    }
    Optional<Expiry> expiry = expiry(section);
    section.end();
    return new ContractSpec(
        type, size, symbol, underlying, asset, priceScale, quantityScale, moneyScale, expiry);
  }

  private static Optional<Expiry> expiry(Section section) {
    if (!section.hasAny("expiresAfter", "settlementWindow")) {
      return Optional.empty();
    }
    long after = section.number("expiresAfter", Measure.duration(MINUTE, EXPIRY_MAX));
    long window =
        section.number(
            "settlementWindow", Measure.duration(1, Math.min(DAY, after)), Math.min(after, WINDOW));
    return Optional.of(new Expiry(after, window));
  }

  private static String text(Section section, String key, String otherwise, String pattern) {
    String text = section.text(key, otherwise, "a text");
    if (!text.matches(pattern)) {
      throw section.wrong(key, "a text of the form " + pattern);
    }
    return text;
  }

  private static Measure size(String of) {
    return Measure.amount(of, ContractSpec.SIZE_SCALE, 1, SIZE_ONE * 1_000_000);
  }
}
