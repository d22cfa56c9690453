package io.plimsoll.engine.runtime;

import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;

/**
 * The port to a matching engine: what the liquidation engine asks of it. An embedder implements
 * this over a matching engine of its own; {@link MatchingEngineGateway} calls it.
 *
 * <p>What becomes of a request goes back as commands through a {@link
 * io.plimsoll.protocol.CommandSink}: a Fill for each match, an OrderDone for a rest that leaves the
 * book. Both methods run on the engine's thread, in the middle of a command, and must not wait:
 * with {@link InThreadEngine} the answer has to be kept until the command is through; with {@link
 * EngineHost} it may be offered at once, as long as the command ring has room, or by another
 * thread.
 */
public interface MatchingEngine {
  /**
   * Execute a limit order of the engine's own, immediate-or-cancel or fill-or-kill. Answer with a
   * Fill for each match, then an OrderDone if a rest is left.
   *
   * @param order valid only during the call
   */
  void onForcedOrder(ForcedOrderDecoder order);

  /**
   * Cancel an order. Answer with an OrderDone; if it fills before that, with its Fills.
   *
   * @param request valid only during the call
   */
  void onCancelRequested(CancelRequestedDecoder request);
}
