package io.plimsoll.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RecordStoreTest {
  @Test
  void recordsKeepTheirValuesAcrossPages() {
    RecordStore store = new RecordStore(16);

    for (int i = 1; i <= 20_000; i++) {
      int record = store.allocate();
      store.putLong(record, 0, -i);
      store.putInt(record, 8, i);
    }

    for (int i = 1; i <= 20_000; i++) {
      assertEquals(-i, store.getLong(i, 0));
      assertEquals(i, store.getInt(i, 8));
    }
    assertEquals(20_000, store.size());
  }

  @Test
  void aFreedRecordComesBackEmpty() {
    RecordStore store = new RecordStore(16);
    int first = store.allocate();
    int second = store.allocate();
    store.putLong(first, 0, 5);
    store.putLong(first, 8, 6);

    store.free(first);
    store.free(second);

    assertEquals(second, store.allocate());
    assertEquals(first, store.allocate());
    assertEquals(0, store.getLong(first, 0));
    assertEquals(0, store.getLong(first, 8));
    assertEquals(2, store.last());
  }

  @Test
  void lengthsThatWouldMisalignAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RecordStore(12));
  }
}
