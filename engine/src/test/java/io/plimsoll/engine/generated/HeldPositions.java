package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.PositionSide;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;

/** Who holds what, as the events told it. */
final class HeldPositions {
  /** A position after its last change. */
  record Held(long quantity, long margin, MarginMode mode) {}

  /** Which position of an account. */
  private record Key(int instrumentId, PositionSide side) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Integer.compare(
          4 * instrumentId + side.value(), 4 * other.instrumentId + other.side.value());
    }
  }

  private record Listing(int assetId, ContractType type) {}

  private static final Held NONE = new Held(0, 0, MarginMode.CROSS);

  private final Map<Integer, Listing> instruments = new HashMap<>();
  private final Map<Long, TreeMap<Key, Held>> positions = new HashMap<>();
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
          .put(
              new Key(e.instrumentId(), e.positionSide()),
              new Held(e.quantity(), e.margin(), e.mode()));
    }
  }

  Held of(long accountId, int instrumentId, PositionSide side) {
    return positions
        .getOrDefault(accountId, new TreeMap<>())
        .getOrDefault(new Key(instrumentId, side), NONE);
  }

  /** Whether an account has both legs of an instrument. */
  boolean hasBothLegs(long accountId, int instrumentId) {
    return of(accountId, instrumentId, PositionSide.LONG).quantity != 0
        && of(accountId, instrumentId, PositionSide.SHORT).quantity != 0;
  }

  /** The instruments in an asset of which an account has both legs, in a cross wallet. */
  Set<Integer> crossHedges(long accountId, int assetId) {
    Set<Integer> hedges = new TreeSet<>();
    instruments.forEach(
        (id, listing) -> {
          boolean both = listing.assetId == assetId && hasBothLegs(accountId, id);
          if (both && of(accountId, id, PositionSide.LONG).mode == MarginMode.CROSS) {
            hedges.add(id);
          }
        });
    return hedges;
  }

  ContractType type(int instrumentId) {
    return instruments.get(instrumentId).type;
  }

  /** The contract types among all cross positions with a quantity. */
  Set<ContractType> crossTypes(long accountId) {
    Set<ContractType> types = EnumSet.noneOf(ContractType.class);
    crossAssets(accountId).forEach(asset -> types.addAll(crossTypes(accountId, asset)));
    return types;
  }

  /** The assets in which the cross positions with a quantity settle. */
  Set<Integer> crossAssets(long accountId) {
    Set<Integer> assets = new TreeSet<>();
    positions
        .getOrDefault(accountId, new TreeMap<>())
        .forEach(
            (key, held) -> {
              if (held.quantity != 0 && held.mode == MarginMode.CROSS) {
                assets.add(instruments.get(key.instrumentId()).assetId);
              }
            });
    return assets;
  }

  /** The contract types among the cross positions with a quantity in an asset. */
  Set<ContractType> crossTypes(long accountId, int assetId) {
    Set<ContractType> types = EnumSet.noneOf(ContractType.class);
    positions
        .getOrDefault(accountId, new TreeMap<>())
        .forEach(
            (key, held) -> {
              Listing listing = instruments.get(key.instrumentId);
              if (held.quantity != 0
                  && held.mode == MarginMode.CROSS
                  && listing.assetId == assetId) {
                types.add(listing.type);
              }
            });
    return types;
  }
}
