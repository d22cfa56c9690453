package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Who holds what, as the events told it. */
final class HeldPositions {
  /** A position after its last change. */
  record Held(long quantity, long margin, MarginMode mode) {}

  private record Listing(int assetId, ContractType type) {}

  private static final Held NONE = new Held(0, 0, MarginMode.CROSS);

  private final Map<Integer, Listing> instruments = new HashMap<>();
  private final Map<Long, TreeMap<Integer, Held>> positions = new HashMap<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  void clear() {
    instruments.clear();
    positions.clear();
  }

  /** Takes in a command that was accepted. */
  void accepted(byte[] command) {
    if (MessageText.templateId(command) == AddInstrumentDecoder.TEMPLATE_ID) {
      UnsafeBuffer b = new UnsafeBuffer(command);
      AddInstrumentDecoder c = new AddInstrumentDecoder().wrapAndApplyHeader(b, 0, header);
      instruments.put(c.instrumentId(), new Listing(c.assetId(), c.contractType()));
    }
  }

  /** Takes in an event; other than PositionChanged, none matters. */
  void event(byte[] event) {
    if (MessageText.templateId(event) == PositionChangedDecoder.TEMPLATE_ID) {
      UnsafeBuffer b = new UnsafeBuffer(event);
      PositionChangedDecoder e = new PositionChangedDecoder().wrapAndApplyHeader(b, 0, header);
      positions
          .computeIfAbsent(e.accountId(), id -> new TreeMap<>())
          .put(e.instrumentId(), new Held(e.quantity(), e.margin(), e.mode()));
    }
  }

  Held of(long accountId, int instrumentId) {
    return positions.getOrDefault(accountId, new TreeMap<>()).getOrDefault(instrumentId, NONE);
  }

  ContractType type(int instrumentId) {
    return instruments.get(instrumentId).type;
  }

  /** The contract types among the cross positions with a quantity in an asset. */
  Set<ContractType> crossTypes(long accountId, int assetId) {
    Set<ContractType> types = EnumSet.noneOf(ContractType.class);
    positions
        .getOrDefault(accountId, new TreeMap<>())
        .forEach(
            (id, held) -> {
              Listing listing = instruments.get(id);
              if (held.quantity != 0
                  && held.mode == MarginMode.CROSS
                  && listing.assetId == assetId) {
                types.add(listing.type);
              }
            });
    return types;
  }
}
