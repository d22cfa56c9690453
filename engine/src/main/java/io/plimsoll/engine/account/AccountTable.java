package io.plimsoll.engine.account;

import io.plimsoll.engine.memory.LongIntMap;
import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.codec.AccountKind;

/**
 * Accounts. Their record numbers count up from 1 in the order of their creation, which is the
 * account order of the rules; accounts are never removed.
 *
 * <pre>
 * offset  0  long  accountId
 *         8  int   kind (raw)
 *        12  int   first wallet
 *        16  int   first position
 *        20  int   first order
 *        24  int   last order
 *        28  int   wallet that stands for its pool, or 0 if it is in mode SINGLE_ASSET
 * </pre>
 */
public final class AccountTable {
  private static final int ID = 0;
  private static final int KIND = 8;
  static final int FIRST_WALLET = 12;
  static final int FIRST_POSITION = 16;
  static final int FIRST_ORDER = 20;
  static final int LAST_ORDER = 24;
  private static final int POOL = 28;
  private static final int RECORD_LENGTH = 32;

  private final RecordStore store = new RecordStore(RECORD_LENGTH);
  private final LongIntMap byId = new LongIntMap();
  private int pools;

  /** The account with an id, or 0. */
  public int find(long accountId) {
    return byId.get(accountId);
  }

  /** Opens an account with a free id. */
  public int add(long accountId, AccountKind kind) {
    int account = store.allocate();
    store.putLong(account, ID, accountId);
    store.putInt(account, KIND, kind.value());
    byId.add(accountId, account);
    return account;
  }

  /** How many accounts there are; they are numbered 1 to this. */
  public int size() {
    return store.size();
  }

  /** The id of an account. */
  public long id(int account) {
    return store.getLong(account, ID);
  }

  /** The raw kind of an account. */
  public int kind(int account) {
    return store.getInt(account, KIND);
  }

  /** Whether it is of kind TRADER: margined, charged and liquidated. */
  public boolean isTrader(int account) {
    return kind(account) == AccountKind.TRADER.value();
  }

  /** Whether it is of kind INSURANCE_FUND. */
  public boolean isFund(int account) {
    return kind(account) == AccountKind.INSURANCE_FUND.value();
  }

  /** Its wallet of the lowest asset id, or 0. */
  public int firstWallet(int account) {
    return store.getInt(account, FIRST_WALLET);
  }

  /** Its position of the lowest instrument id, or 0. */
  public int firstPosition(int account) {
    return store.getInt(account, FIRST_POSITION);
  }

  /** Its open order that was accepted first, or 0. */
  public int firstOrder(int account) {
    return store.getInt(account, FIRST_ORDER);
  }

  /**
   * The wallet that stands for the account's pool, its wallet in the valuation asset; 0 if it is in
   * mode SINGLE_ASSET.
   */
  public int pool(int account) {
    return store.getInt(account, POOL);
  }

  /** Pools the account's wallets, one of them standing for all; or no longer, with 0. */
  public void pool(int account, int wallet) {
    pools += (wallet == 0 ? 0 : 1) - (pool(account) == 0 ? 0 : 1);
    store.putInt(account, POOL, wallet);
  }

  /** How many accounts are in mode MULTI_ASSET. */
  public int pools() {
    return pools;
  }

  int link(int account, int field) {
    return store.getInt(account, field);
  }

  void link(int account, int field, int record) {
    store.putInt(account, field, record);
  }

  /** Carries all accounts. */
  void state(StateStream stream) {
    store.state(stream);
    byId.state(stream);
    pools = stream.of(pools);
  }
}
