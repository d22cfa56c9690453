package io.plimsoll.tools.calc;

import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.tools.venue.ContractSpec;
import io.plimsoll.tools.venue.VenueDocument;
import io.plimsoll.tools.venue.VenueFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Profiles with the contract of a worked example in the place of their own, and questions about
 * them.
 */
final class Variants {
  private Variants() {}

  /** A profile's rules, waterfall and funds, with one contract of 4 or 5 price decimals. */
  static VenueDocument of(Path folder, String profile, String fees, String schedule)
      throws IOException {
    boolean finer = profile.startsWith("okx") || profile.startsWith("bybit");
    String scales = "priceScale: " + (finer ? 5 : 4) + ", quantityScale: 3";
    return of(folder, profile, scales, fees, schedule);
  }

  /** The same with other scales of the contract. */
  static VenueDocument of(Path folder, String profile, String scales, String fees, String schedule)
      throws IOException {
    String text = VenueFiles.text(profile);
    int begin = text.indexOf("\ninstruments:");
    int end = text.indexOf("\nfees:", begin);
    String instruments =
        """

        instruments:
          - contract: {symbol: EXAMPLE, underlying: XYZ, asset: USDT, %s}
            fees: {%s}
            assumptions: {all: a worked example}
            schedule:
        """
            .formatted(scales, fees);
    Path file = folder.resolve(profile + "-" + Integer.toHexString(schedule.hashCode()) + ".yaml");
    String own = text.substring(0, begin) + instruments + schedule.indent(6) + text.substring(end);
    // What the example's contract no longer cites is no reference of the variant.
    Files.writeString(file, withoutReferences(own));
    return VenueFiles.document(file.toString());
  }

  private static String withoutReferences(String text) {
    String plain = text.replaceAll("(?m)^  - \\{id: .*\\n", "").replace("references:\n", "");
    return plain.replaceAll("(?m),? ?sources: \\{[^}]*\\}", "").replaceAll("\\{, ", "{");
  }

  static long scaled(String number, int scale) {
    return new BigDecimal(number).movePointRight(scale).longValueExact();
  }

  static ContractSpec contract(VenueDocument venue, int instrument) {
    return venue.spec().instruments().get(instrument - 1).contract();
  }

  /** A position alone in its wallet or margin; no balance for just what it needs. */
  static Answer ask(
      VenueDocument venue,
      int instrument,
      boolean isLong,
      String leverage,
      String entry,
      String quantity,
      MarginMode mode,
      String balance) {
    ContractSpec contract = contract(venue, instrument);
    return Calculator.answer(
        new Question(
            venue,
            instrument,
            isLong,
            (int) scaled(leverage, 2),
            scaled(entry, contract.priceScale()),
            OptionalLong.of(scaled(quantity, contract.quantityScale())),
            OptionalLong.empty(),
            mode,
            balance.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(scaled(balance, contract.moneyScale())),
            List.of(),
            List.of()));
  }

  static double price(VenueDocument venue, int instrument, long price) {
    return price / Math.pow(10, contract(venue, instrument).priceScale());
  }

  static double money(VenueDocument venue, long amount) {
    return amount / Math.pow(10, contract(venue, 1).moneyScale());
  }
}
