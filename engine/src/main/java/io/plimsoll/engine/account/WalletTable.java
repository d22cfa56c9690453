package io.plimsoll.engine.account;

import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.engine.memory.StateStream;

/**
 * Wallets: what an account holds of an asset.
 *
 * <pre>
 * offset  0  long  balance
 *         8  long  reserved: margin and fees of the account's open orders in the asset
 *        16  long  exposure: sum of the largest values of its positions in the asset
 *        24  int   account
 *        28  int   asset id
 *        32  int   next wallet of the account
 *        36  int   liquidation under way, or 0
 *        40  int   1 if a margin call is out
 *        44  int   limits and income as an insurance fund, or 0
 * </pre>
 */
public final class WalletTable implements Owned {
  private static final int BALANCE = 0;
  private static final int RESERVED = 8;
  private static final int EXPOSURE = 16;
  private static final int ACCOUNT = 24;
  private static final int ASSET = 28;
  private static final int NEXT = 32;
  private static final int LIQUIDATION = 36;
  private static final int CALLED = 40;
  private static final int FUND = 44;
  private static final int RECORD_LENGTH = 48;

  private final AccountTable accounts;
  private final RecordStore store = new RecordStore(RECORD_LENGTH);

  WalletTable(AccountTable accounts) {
    this.accounts = accounts;
  }

  /** The wallet of an account in an asset, or 0. */
  public int find(int account, int assetId) {
    int wallet = accounts.firstWallet(account);
    while (wallet != 0 && assetId(wallet) < assetId) {
      wallet = next(wallet);
    }
    return wallet != 0 && assetId(wallet) == assetId ? wallet : 0;
  }

  /** The wallet of an account in an asset, added if there is none. */
  public int findOrAdd(int account, int assetId) {
    int before = 0;
    int wallet = accounts.firstWallet(account);
    while (wallet != 0 && assetId(wallet) < assetId) {
      before = wallet;
      wallet = next(wallet);
    }
    if (wallet != 0 && assetId(wallet) == assetId) {
      return wallet;
    }
    int added = store.allocate();
    store.putInt(added, ACCOUNT, account);
    store.putInt(added, ASSET, assetId);
    store.putInt(added, NEXT, wallet);
    if (before == 0) {
      accounts.link(account, AccountTable.FIRST_WALLET, added);
    } else {
      store.putInt(before, NEXT, added);
    }
    return added;
  }

  /** Money in it; below 0 only within a command or for a fund or a market account. */
  public long balance(int wallet) {
    return store.getLong(wallet, BALANCE);
  }

  void balance(int wallet, long balance) {
    store.putLong(wallet, BALANCE, balance);
  }

  /** Margin and fees reserved for open orders. */
  public long reserved(int wallet) {
    return store.getLong(wallet, RESERVED);
  }

  void changeReserved(int wallet, long by) {
    store.putLong(wallet, RESERVED, reserved(wallet) + by);
  }

  /** Sum of the largest values of the account's positions in the asset. */
  public long exposure(int wallet) {
    return store.getLong(wallet, EXPOSURE);
  }

  void changeExposure(int wallet, long by) {
    store.putLong(wallet, EXPOSURE, exposure(wallet) + by);
  }

  /** Whose wallet. */
  @Override
  public int account(int wallet) {
    return store.getInt(wallet, ACCOUNT);
  }

  /** Of which asset. */
  public int assetId(int wallet) {
    return store.getInt(wallet, ASSET);
  }

  /** The account's wallet of the next asset id, or 0. */
  public int next(int wallet) {
    return store.getInt(wallet, NEXT);
  }

  /** The wallet that is evaluated for this one: that of the account's pool, or itself. */
  public int lead(int wallet) {
    int pool = accounts.pool(account(wallet));
    return pool == 0 ? wallet : pool;
  }

  /** The wallet that is evaluated for what an account holds of an asset, which may be none: 0. */
  public int findLead(int account, int assetId) {
    int pool = accounts.pool(account);
    return pool == 0 ? find(account, assetId) : pool;
  }

  /** Whether it is part of a pool. */
  public boolean isPooled(int wallet) {
    return accounts.pool(account(wallet)) != 0;
  }

  /** The liquidation that froze it or its pool, or 0. */
  public int liquidation(int wallet) {
    return store.getInt(lead(wallet), LIQUIDATION);
  }

  /** Freezes it, or its pool, for a liquidation, or thaws it with 0. */
  public void liquidation(int wallet, int liquidation) {
    store.putInt(lead(wallet), LIQUIDATION, liquidation);
  }

  /** Whether a margin call is out on it or its pool. */
  public boolean isCalled(int wallet) {
    return store.getInt(lead(wallet), CALLED) != 0;
  }

  /** Marks it, or its pool, as called, or not. */
  public void called(int wallet, boolean called) {
    store.putInt(lead(wallet), CALLED, called ? 1 : 0);
  }

  /** Its record in the {@link FundTable}, or 0 if it was never set as a fund. */
  public int fund(int wallet) {
    return store.getInt(wallet, FUND);
  }

  void fund(int wallet, int fund) {
    store.putInt(wallet, FUND, fund);
  }

  /** Carries all wallets. */
  void state(StateStream stream) {
    store.state(stream);
  }
}
