/**
 * Accounts, wallets, positions and orders: one off-heap record each.
 *
 * <pre>
 * account ──► wallet (asset 1) ──► wallet (asset 2)            in order of asset id
 *    │
 *    ├──────► position (instrument 1) ──► position (…)         in order of instrument id
 *    │
 *    └──────► order ⇄ order ⇄ order                            as they were accepted
 * </pre>
 */
package io.plimsoll.engine.account;
