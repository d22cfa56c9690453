package io.plimsoll.engine.account;

/** Records of which each belongs to an account. */
public interface Owned {
  /** Whose record it is. */
  int account(int item);
}
