package io.plimsoll.engine.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HolderTableTest {
  private static final int BTC = 3;

  private final HolderTable holders = new HolderTable();

  @Test
  void anAccountWithTwoLegsHoldsBothSides() {
    holders.changed(7, BTC, 0, 10);
    holders.changed(7, BTC, 0, -4);

    assertEquals(7, holders.next(BTC, true, 1));
    assertEquals(7, holders.next(BTC, false, 1));
    assertEquals(7, holders.next(BTC, 1));
    assertEquals(0, holders.next(BTC, 8));

    holders.changed(7, BTC, 10, 0);
    assertEquals(0, holders.next(BTC, true, 1));
    assertEquals(7, holders.next(BTC, false, 1));
  }

  @Test
  void whoTurnsFromLongToShortChangesSides() {
    holders.changed(5, BTC, 0, 10);
    holders.changed(5, BTC, 10, -10);

    assertEquals(0, holders.next(BTC, true, 1));
    assertEquals(5, holders.next(BTC, false, 1));
  }

  @Test
  void onlyWhoComesToHoldASideHasJoinedIt() {
    holders.changed(5, BTC, 0, 10);
    assertTrue(holders.hasJoined(BTC, true));
    assertFalse(holders.hasJoined(BTC, false));

    holders.forgetJoined(BTC, true);
    holders.changed(5, BTC, 10, 20);
    holders.changed(5, BTC, 20, 5);
    holders.changed(5, BTC, 5, 0);
    assertFalse(holders.hasJoined(BTC, true));

    holders.changed(5, BTC, 0, 1);
    assertTrue(holders.hasJoined(BTC, true));
  }
}
