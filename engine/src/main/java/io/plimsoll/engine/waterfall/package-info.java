/**
 * What happens past the maintenance line: a liquidation walks down the list of stages.
 *
 * <pre>
 *                          the list of stages, entered one after the other
 *            past    ┌──────────────────────────────────────────────────────────────┐
 *  (safe) ─────────► │ CANCEL_ORDERS  REDUCE ⟲  CLOSE  TAKE_OVER  DELEVERAGE  …     │
 *     ▲              └───────┬──────────┬─────────┬────────┬───────────┬────────────┘
 *     │                      │ waits for orders, a cooldown, a task in slices
 *     │ RECOVERED, REDUCED   ▼
 *     └───────────────── (check) ── still past the exit line ──► next round or stage
 *                            │
 *                            │ nothing left
 *                            ▼
 *             settle: fee, surplus or COVER ──► CLOSED, TAKEN_OVER, DELEVERAGED, SOCIALISED
 *                                 │
 *                                 └── a loss that the fund may not bear ──► SOCIALISE
 * </pre>
 *
 * <p>What would need a pass over many accounts (funding, expiry, deleveraging, socialised losses)
 * stands in one queue and is worked on in slices, one at each Clock. A mark that reaches many
 * starts some of their liquidations; the commands that follow go on with the rest.
 */
package io.plimsoll.engine.waterfall;
