package io.plimsoll.engine.event;

import io.plimsoll.protocol.codec.BalanceChangedEncoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.CommandRejectedEncoder;
import io.plimsoll.protocol.codec.FundBookedEncoder;
import io.plimsoll.protocol.codec.FundChangedEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OrderChangedEncoder;
import io.plimsoll.protocol.codec.OrderState;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SnapshotTakenEncoder;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes events into one reused buffer and hands each to the sink at once.
 *
 * <p>The sequence and timestamp of the command under way stand in every event. Not thread safe.
 */
public final class EventWriter {
  private static final int BUFFER_LENGTH = 512;

  private final EventSink sink;
  private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(BUFFER_LENGTH));
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final AcceptedEvent accepted = new AcceptedEvent();
  private final CommandRejectedEncoder rejected = new CommandRejectedEncoder();
  private final BalanceChangedEncoder balanceChanged = new BalanceChangedEncoder();
  private final FundChangedEncoder fundChanged = new FundChangedEncoder();
  private final FundBookedEncoder fundBooked = new FundBookedEncoder();
  private final OrderChangedEncoder orderChanged = new OrderChangedEncoder();
  private final SnapshotTakenEncoder snapshotTaken = new SnapshotTakenEncoder();

  private long sequence;
  private long timestamp;
  private int count;

  /**
   * A writer.
   *
   * @param sink takes the events
   */
  public EventWriter(EventSink sink) {
    this.sink = sink;
  }

  /** Starts the events of an accepted command. */
  public void begin(long commandSequence, long commandTimestamp) {
    sequence = commandSequence;
    timestamp = commandTimestamp;
    count = 0;
  }

  /** The sequence of the command under way. */
  public long sequence() {
    return sequence;
  }

  /** Events of the command under way so far. */
  public int count() {
    return count;
  }

  /** The timestamp of the command under way. */
  public long timestamp() {
    return timestamp;
  }

  UnsafeBuffer buffer() {
    return buffer;
  }

  MessageHeaderEncoder header() {
    return header;
  }

  void send(int encodedLength) {
    count++;
    sink.onEvent(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
  }

  /** CommandAccepted, the last event of its command. */
  public void accepted(long correlationId) {
    accepted.send(sink, sequence, timestamp, correlationId, count);
  }

  /** CommandRejected, the only event of its command. */
  public void rejected(
      long commandSequence,
      long lastTimestamp,
      long correlationId,
      int command,
      RejectReason reason,
      int fieldId,
      long detail) {
    rejected
        .wrapAndApplyHeader(buffer, 0, header)
        .sequence(commandSequence)
        .timestamp(lastTimestamp)
        .correlationId(correlationId)
        .detail(detail)
        .fieldId(fieldId)
        .command(command)
        .reason(reason);
    send(rejected.encodedLength());
  }

  /** BalanceChanged. */
  public void balanceChanged(
      long accountId,
      long amount,
      long balance,
      int assetId,
      int instrumentId,
      BalanceReason reason) {
    balanceChanged
        .wrapAndApplyHeader(buffer, 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .accountId(accountId)
        .amount(amount)
        .balance(balance)
        .assetId(assetId)
        .instrumentId(instrumentId)
        .reason(reason);
    send(balanceChanged.encodedLength());
  }

  /** FundChanged. */
  public void fundChanged(
      long accountId,
      long amount,
      long balance,
      long liquidationId,
      int assetId,
      int instrumentId,
      BalanceReason reason) {
    fundChanged
        .wrapAndApplyHeader(buffer, 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .accountId(accountId)
        .amount(amount)
        .balance(balance)
        .liquidationId(liquidationId)
        .assetId(assetId)
        .instrumentId(instrumentId)
        .reason(reason);
    send(fundChanged.encodedLength());
  }

  /** FundBooked. */
  public void fundBooked(long accountId, long income, long available, int assetId) {
    fundBooked
        .wrapAndApplyHeader(buffer, 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .accountId(accountId)
        .income(income)
        .available(available)
        .assetId(assetId);
    send(fundBooked.encodedLength());
  }

  /** OrderChanged. */
  public void orderChanged(
      long orderId,
      long accountId,
      long remaining,
      long reserved,
      int instrumentId,
      OrderState state) {
    orderChanged
        .wrapAndApplyHeader(buffer, 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .orderId(orderId)
        .accountId(accountId)
        .remaining(remaining)
        .reserved(reserved)
        .instrumentId(instrumentId)
        .state(state);
    send(orderChanged.encodedLength());
  }

  /** SnapshotTaken. */
  public void snapshotTaken(
      long accounts, long openPositions, long openOrders, long openLiquidations, byte[] digest) {
    snapshotTaken
        .wrapAndApplyHeader(buffer, 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .accounts(accounts)
        .openPositions(openPositions)
        .openOrders(openOrders)
        .openLiquidations(openLiquidations);
    for (int i = 0; i < digest.length; i++) {
      snapshotTaken.digest(i, (short) (digest[i] & 0xFF));
    }
    send(snapshotTaken.encodedLength());
  }
}
