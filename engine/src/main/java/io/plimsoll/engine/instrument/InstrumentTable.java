package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.StateStream;
import java.util.Arrays;

/** The assets and instruments by id, and in order of id. Not thread safe. */
public final class InstrumentTable {
  /** Highest asset id. */
  public static final int ASSET_ID_MAX = 64;

  /** Highest instrument id. */
  public static final int INSTRUMENT_ID_MAX = 4096;

  private final Asset[] assets = new Asset[ASSET_ID_MAX + 1];
  private final Instrument[] instruments = new Instrument[INSTRUMENT_ID_MAX + 1];
  private Asset[] assetsInOrder = new Asset[0];
  private Instrument[] instrumentsInOrder = new Instrument[0];

  /** The asset with an id, or null. */
  public Asset asset(int id) {
    return id < 1 || id > ASSET_ID_MAX ? null : assets[id];
  }

  /** The instrument with an id, or null. */
  public Instrument instrument(int id) {
    return id < 1 || id > INSTRUMENT_ID_MAX ? null : instruments[id];
  }

  /** Adds an asset with a free id. */
  public void add(Asset asset) {
    assets[asset.id()] = asset;
    assetsInOrder = Arrays.stream(assets).filter(a -> a != null).toArray(Asset[]::new);
  }

  /** Adds an instrument with a free id. */
  public void add(Instrument instrument) {
    instruments[instrument.id()] = instrument;
    instrument.asset().addInstrument(instrument);
    instrumentsInOrder =
        Arrays.stream(instruments).filter(i -> i != null).toArray(Instrument[]::new);
  }

  /** How many assets there are. */
  public int assetCount() {
    return assetsInOrder.length;
  }

  /** The asset at an index, in order of id. */
  public Asset assetAt(int index) {
    return assetsInOrder[index];
  }

  /** How many instruments there are. */
  public int instrumentCount() {
    return instrumentsInOrder.length;
  }

  /** The instrument at an index, in order of id. */
  public Instrument instrumentAt(int index) {
    return instrumentsInOrder[index];
  }

  /** Carries all assets and instruments. */
  public void state(StateStream stream) {
    for (int id = stream.next(assets, 0); id >= 0; id = stream.next(assets, id + 1)) {
      int moneyScale = stream.of(assets[id] == null ? 0 : assets[id].moneyScale());
      if (stream.isReading()) {
        add(new Asset(id, moneyScale));
      }
      assets[id].state(stream);
    }
    for (int id = stream.next(instruments, 0); id >= 0; id = stream.next(instruments, id + 1)) {
      Instrument there = instruments[id];
      Instrument instrument = ContractState.of(id, there, assets, stream);
      if (stream.isReading()) {
        add(instrument);
      }
      instrument.state(stream);
    }
    for (Asset asset : assetsInOrder) {
      Instrument first = asset.firstInstrument();
      asset.firstInstrument(instruments[stream.of(first == null ? 0 : first.id())]);
    }
  }
}
