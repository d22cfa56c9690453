package io.plimsoll.tools.venue;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.InThreadEngine;
import io.plimsoll.protocol.CollateralEncoder;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.CommandSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.text.MessageText;
import io.plimsoll.tools.PowerOfTen;
import io.plimsoll.tools.UserError;
import java.util.ArrayList;
import java.util.List;

/** Compiles a venue to commands and lets an engine take them. */
public final class VenueCheck {
  private static final int ACCOUNTS_MAX = 64;

  /** For a check alone: prices up to a million. */
  private static final long PRICE_MAX = 1_000_000;

  private VenueCheck() {}

  /**
   * The commands of a venue, a JSON line each, at time 0, with prices up to 1,000,000.
   *
   * @param venue what its file says
   */
  public static List<String> commands(VenueSpec venue) {
    List<String> lines = new ArrayList<>();
    send(
        venue,
        (buffer, offset, length) -> {
          StringBuilder line = new StringBuilder();
          MessageText.append(buffer, offset, length, line);
          lines.add(line.toString());
        });
    return lines;
  }

  private static void send(VenueSpec venue, CommandSink sink) {
    List<Listing> listings =
        venue.instruments().stream()
            .map(
                instrument -> {
                  int scale = instrument.contract().priceScale();
                  return Listing.of(
                      instrument, venue.name(), scale, 1, PRICE_MAX * PowerOfTen.of(scale));
                })
            .toList();
    CommandEncoder commands = new CommandEncoder(sink).at(0);
    new VenueCommands(commands, venue).open(venue.fund().seed(), listings);
    new FundingCommands(new PriceEncoder(sink), venue.funding()).open(listings.size());
    new PoolCommands(commands, new CollateralEncoder(sink), venue.collateral(), listings).open();
  }

  /**
   * Checks that an engine takes all commands.
   *
   * @param document what the file says
   * @return one line for people
   * @throws UserError if it rejects one
   */
  public static String check(VenueDocument document) {
    String head = document.file() + ": ";
    if (document.kind() == VenueKind.SPOT_ONLY) {
      return head + "sound; spot only, leveraged accounts are rejected";
    }
    int[] commands = {0};
    CommandRejectedDecoder rejected = new CommandRejectedDecoder();
    MessageHeaderDecoder header = new MessageHeaderDecoder();
    EngineOptions options =
        EngineOptions.builder()
            .limits(new EngineLimits(ACCOUNTS_MAX, 1))
            .events(
                (buffer, offset, length) -> {
                  if (Messages.templateId(buffer, offset) == CommandRejectedDecoder.TEMPLATE_ID) {
                    rejected.wrapAndApplyHeader(buffer, offset, header);
                    throw new UserError(
                        document.file()
                            + ": the engine rejects "
                            + rejected.command()
                            + ", field "
                            + rejected.fieldId()
                            + ", "
                            + rejected.reason()
                            + ", "
                            + rejected.detail()
                            + "; expected a venue that it takes");
                  }
                })
            .build();
    try (InThreadEngine engine = InThreadEngine.launch(options)) {
      send(
          document.spec(),
          (buffer, offset, length) -> {
            commands[0]++;
            engine.submit(buffer, offset, length);
          });
    }
    return head
        + "sound; "
        + commands[0]
        + " engine commands, "
        + document.spec().instruments().size()
        + " instruments, "
        + document.values().size()
        + " values, "
        + document.assumptions()
        + " of them assumptions";
  }
}
