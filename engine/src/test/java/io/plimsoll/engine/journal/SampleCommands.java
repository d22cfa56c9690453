package io.plimsoll.engine.journal;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.Side;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A seeded stream of commands that sets up a small venue, trades, crashes, and errs now and then.
 */
public final class SampleCommands {
  public static final EngineLimits LIMITS = new EngineLimits(1 << 12, 1 << 12);
  public static final int INSTRUMENT = 1;

  private static final int ASSET = 1;
  private static final long FEES = 1;
  private static final long FUND = 2;
  private static final long MARKET = 3;
  private static final long FIRST_TRADER = 10;
  private static final int TRADERS = 20;
  private static final long UNIT = 100_000_000;

  private SampleCommands() {}

  /** The first {@code count} commands of the stream. */
  public static List<byte[]> list(long seed, int count) {
    List<byte[]> commands = new ArrayList<>();
    MatchingEngineStub orders = new MatchingEngineStub();
    LiquidationEngine engine = new LiquidationEngine(LIMITS, orders);
    CommandEncoder encoder =
        new CommandEncoder(
            (buffer, offset, length) -> {
              commands.add(EventDifference.copy(buffer, offset, length));
              engine.apply(buffer, offset, length);
            });
    setUp(encoder.at(1));
    Random random = new Random(seed);
    long price = 1_000_000;
    for (int i = 1; commands.size() < count; i++) {
      encoder.at(1 + i);
      long trader = FIRST_TRADER + random.nextInt(TRADERS);
      price = Math.min(1_100_000, Math.max(900_000, price + random.nextInt(20_001) - 10_000));
      switch (random.nextInt(7)) {
        case 0 -> encoder.deposit(trader, ASSET, 1 + random.nextInt(1000) * UNIT);
        case 1 -> encoder.fill(i, INSTRUMENT, price, 100, trader, 0, MARKET, 0, Side.BUY);
        case 2 -> encoder.fill(i, INSTRUMENT, price, 100, MARKET, 0, trader, 0, Side.SELL);
        case 3 -> encoder.withdraw(trader, ASSET, UNIT * random.nextInt(2000));
        case 4 -> encoder.markPrice(INSTRUMENT, price);
        case 5 -> orders.answerOldest(encoder, random.nextBoolean() ? i : 0);
        default -> encoder.clock();
      }
    }
    return List.copyOf(commands.subList(0, count));
  }

  /** The commands with a TakeSnapshot in the place of those of some sequences, at their times. */
  public static List<byte[]> withSnapshots(List<byte[]> commands, int... sequences) {
    List<byte[]> changed = new ArrayList<>(commands);
    for (int sequence : sequences) {
      changed.set(sequence - 1, takeSnapshot(timestamp(commands.get(sequence - 1))));
    }
    return List.copyOf(changed);
  }

  /** A TakeSnapshot. */
  public static byte[] takeSnapshot(long timestamp) {
    List<byte[]> one = new ArrayList<>();
    new CommandEncoder((buffer, o, length) -> one.add(EventDifference.copy(buffer, o, length)))
        .at(timestamp)
        .takeSnapshot();
    return one.get(0);
  }

  /** The timestamp of a command. */
  public static long timestamp(byte[] command) {
    int at = Messages.HEADER_LENGTH + Long.BYTES;
    return new UnsafeBuffer(command).getLong(at, ByteOrder.LITTLE_ENDIAN);
  }

  /** Keeps forced orders and answers the oldest with a fill in full, or with nothing done. */
  private static final class MatchingEngineStub implements EventSink {
    private record Order(long id, long accountId, Side side, long quantity, long price) {}

    private final ArrayDeque<Order> open = new ArrayDeque<>();
    private final ForcedOrderDecoder decoder = new ForcedOrderDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Override
    public void onEvent(DirectBuffer buffer, int offset, int length) {
      if (Messages.templateId(buffer, offset) == ForcedOrderDecoder.TEMPLATE_ID) {
        decoder.wrapAndApplyHeader(buffer, offset, header);
        open.add(
            new Order(
                decoder.orderId(),
                decoder.accountId(),
                decoder.side(),
                decoder.quantity(),
                decoder.limitPrice()));
      }
    }

    void answerOldest(CommandEncoder encoder, long executionId) {
      if (open.isEmpty()) {
        encoder.clock();
        return;
      }
      Order order = open.remove();
      if (executionId == 0) {
        encoder.orderDone(order.id, DoneReason.EXPIRED);
      } else if (order.side == Side.BUY) {
        encoder.fill(
            executionId,
            INSTRUMENT,
            order.price,
            order.quantity,
            order.accountId,
            order.id,
            MARKET,
            0,
            Side.BUY);
      } else {
        encoder.fill(
            executionId,
            INSTRUMENT,
            order.price,
            order.quantity,
            MARKET,
            0,
            order.accountId,
            order.id,
            Side.SELL);
      }
    }
  }

  private static void setUp(CommandEncoder encoder) {
    encoder.addAsset(ASSET, 8, "USDT");
    encoder.addAccount(FEES, AccountKind.FEE);
    encoder.addAccount(FUND, AccountKind.INSURANCE_FUND);
    encoder.addAccount(MARKET, AccountKind.MARKET);
    encoder.addInstrument(
        INSTRUMENT,
        ASSET,
        "BTCUSDT",
        ContractType.LINEAR,
        1,
        3,
        1,
        10_000_000,
        10_000_000,
        FEES,
        FUND);
    encoder.setRiskTiers(INSTRUMENT, List.of(new RiskTier(0, 5_000_000, 10_000)));
    encoder.setFees(INSTRUMENT, 200_000, 500_000, 1_000_000);
    encoder.markPrice(INSTRUMENT, 1_000_000);
    for (int i = 0; i < TRADERS; i++) {
      encoder.addAccount(FIRST_TRADER + i, AccountKind.TRADER);
      encoder.setLeverage(FIRST_TRADER + i, INSTRUMENT, 5_000);
      encoder.deposit(FIRST_TRADER + i, ASSET, 500 * UNIT);
    }
  }

  /** The events of each command, as an engine of its own gives them. */
  public static List<List<byte[]>> events(List<byte[]> commands) {
    List<List<byte[]>> all = new ArrayList<>();
    EventSink sink =
        (buffer, offset, length) ->
            all.get(all.size() - 1).add(EventDifference.copy(buffer, offset, length));
    LiquidationEngine engine = new LiquidationEngine(LIMITS, sink);
    for (byte[] command : commands) {
      all.add(new ArrayList<>());
      engine.apply(new UnsafeBuffer(command), 0, command.length);
    }
    return all;
  }

  /** One list of what {@link #events} lists by command. */
  public static List<byte[]> flat(List<List<byte[]>> events) {
    return events.stream().flatMap(List::stream).toList();
  }
}
