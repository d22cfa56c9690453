/**
 * What happens past the maintenance line.
 *
 * <pre>
 *            past the line          orders gone,            last forced      still past
 *            at the mark            still past              order gone       the line
 *  (safe) ───────────────► CANCEL_ORDERS ────────► CLOSE ────────────► (?) ───────────► TAKE_OVER
 *     ▲                          │                                      │                   │
 *     │        RECOVERED         │          REDUCED, RECOVERED          │ nothing left      │
 *     └──────────────────────────┴──────────────────────────────────────┤                   │
 *                                                                       ▼                   ▼
 *                                                               settle: fee, surplus, COVER
 *                                                               CLOSED or TAKEN_OVER
 * </pre>
 */
package io.plimsoll.engine.waterfall;
