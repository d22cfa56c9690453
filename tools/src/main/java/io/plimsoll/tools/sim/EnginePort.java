package io.plimsoll.tools.sim;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.runtime.MatchingEngine;
import io.plimsoll.engine.runtime.MatchingEngineGateway;
import io.plimsoll.protocol.CollateralEncoder;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/** The engine as a scenario's driver sees it: a command and its answer, and what it asks for. */
final class EnginePort implements AutoCloseable {
  /** Correlation ids of prices and collateral must not meet those of the other commands. */
  private static final long PRICE_IDS = 1L << 62;

  private static final long COLLATERAL_IDS = 1L << 61;

  /**
   * What the engine asks the market for.
   *
   * @param instrument by index
   * @param orderId of the order
   * @param accountId whose
   * @param side null to cancel the order
   * @param quantity of a forced order
   * @param limit of a forced order
   * @param timeInForce of a forced order
   */
  record Request(
      int instrument,
      long orderId,
      long accountId,
      Side side,
      long quantity,
      long limit,
      TimeInForce timeInForce) {
    boolean isCancel() {
      return side == null;
    }
  }

  private final RunStatistics statistics;
  private final EventSink others;
  private final EngineGateway engine;
  private final CommandEncoder commands;
  private final PriceEncoder prices;
  private final CollateralEncoder collateral;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CommandRejectedDecoder rejected = new CommandRejectedDecoder();
  private final LongHashSet rejectedIds = new LongHashSet();
  private List<Request> requests = new ArrayList<>();
  private boolean wasRejected;
  private boolean keepsRejectedIds = true;
  private long executionId;

  /**
   * Launches the engine.
   *
   * @param launcher starts it, given where its events shall go
   * @param statistics counts its events and times commands
   * @param others hear its events too
   */
  EnginePort(
      Function<EventSink, EngineGateway> launcher, RunStatistics statistics, EventSink others) {
    this.statistics = statistics;
    this.others = others;
    this.engine = launcher.apply(new MatchingEngineGateway(new Ears(), this::onEvent));
    this.commands = new CommandEncoder(engine);
    this.prices = new PriceEncoder(engine).correlationId(PRICE_IDS);
    this.collateral = new CollateralEncoder(engine).correlationId(COLLATERAL_IDS);
  }

  private void onEvent(DirectBuffer buffer, int offset, int length) {
    if (Messages.templateId(buffer, offset) == CommandRejectedDecoder.TEMPLATE_ID) {
      wasRejected = true;
      if (keepsRejectedIds) {
        rejected.wrapAndApplyHeader(buffer, offset, header);
        rejectedIds.add(rejected.correlationId());
      }
    }
    statistics.onEvent(buffer, offset, length);
    others.onEvent(buffer, offset, length);
  }

  /** All commands but prices and collateral. */
  CommandEncoder commands() {
    return commands;
  }

  /** Prices. */
  PriceEncoder prices() {
    return prices;
  }

  /** Collateral. */
  CollateralEncoder collateral() {
    return collateral;
  }

  /** The time of the commands that follow, in nanoseconds since 1970. */
  void at(long time) {
    commands.at(time);
    prices.at(time);
    collateral.at(time);
  }

  /** Waits for the answers to all commands so far. */
  void settle() {
    engine.settle();
  }

  /** Sends a command and waits for its answer. */
  void send(Runnable command) {
    statistics.beginCommand();
    command.run();
    engine.settle();
    statistics.endCommand();
  }

  /**
   * Sends a command of a trader, which the engine may refuse.
   *
   * @return whether it accepted it
   */
  boolean ask(Runnable command) {
    wasRejected = false;
    statistics.expectRefusals(true);
    send(command);
    statistics.expectRefusals(false);
    return !wasRejected;
  }

  /** Whether a command of the set-up was rejected. */
  boolean wasRejected(long correlationId) {
    return rejectedIds.contains(correlationId);
  }

  /** The set-up is over. */
  void beginTape() {
    keepsRejectedIds = false;
    rejectedIds.clear();
    engine.takeServiceTimes(); // Those of opening the accounts are of no interest.
  }

  /** Ids of executions, rising. */
  long nextExecution() {
    return ++executionId;
  }

  void orderDone(long orderId, DoneReason reason) {
    send(() -> commands.orderDone(orderId, reason));
  }

  /** What the engine has asked for since the last call, in the order of its events. */
  List<Request> takeRequests() {
    List<Request> taken = requests;
    requests = new ArrayList<>();
    return taken;
  }

  boolean hasRequests() {
    return !requests.isEmpty();
  }

  boolean isWorkWaiting() {
    return engine.isWorkWaiting();
  }

  void end() {
    statistics.end(engine.takeServiceTimes());
  }

  @Override
  public void close() {
    engine.close();
  }

  /** Keeps what the engine asks for, until the command under way is through. */
  private final class Ears implements MatchingEngine {
    @Override
    public void onForcedOrder(ForcedOrderDecoder order) {
      requests.add(
          new Request(
              order.instrumentId() - 1,
              order.orderId(),
              order.accountId(),
              order.side(),
              order.quantity(),
              order.limitPrice(),
              order.timeInForce()));
    }

    @Override
    public void onCancelRequested(CancelRequestedDecoder request) {
      requests.add(
          new Request(
              request.instrumentId() - 1,
              request.orderId(),
              request.accountId(),
              null,
              0,
              0,
              TimeInForce.IOC));
    }
  }
}
