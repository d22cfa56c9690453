package io.plimsoll.engine.generated;

import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.CancelScope;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.StageCondition;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.StageMode;
import io.plimsoll.protocol.codec.TimeInForce;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Waterfalls at random, and limits of funds that stand in their way. */
final class WaterfallPlan {
  /** Accounts of this and the next id are funds that stand behind no instrument. */
  static final long VAULT = 901;

  private static final long PPB = 1_000_000_000L;
  private static final long UNLIMITED = 1L << 60;
  private static final long DURATION_MAX = 1_000_000_000_000_000L;

  private final Random random;
  private final BigInteger typicalNotional;
  private final boolean pooling;

  WaterfallPlan(Random random, BigInteger typicalNotional, boolean pooling) {
    this.pooling = pooling;
    this.random = random;
    this.typicalNotional = typicalNotional;
  }

  /** One that the rules accept; its fees go to the fund or one of the accounts. */
  Waterfall waterfall(List<Long> accounts) {
    List<WaterfallStage> stages = new ArrayList<>();
    int before = random.nextInt(6) == 0 ? 15 : random.nextInt(7);
    for (int i = 0; i < before; i++) {
      stages.add(applied(stage()));
    }
    if (random.nextBoolean()) {
      stages.sort(Comparator.comparing(WaterfallStage::kind));
    }
    if (before < 14 && random.nextBoolean()) {
      stages.add(0, WaterfallStage.netLegs());
    }
    if (before < 14 && random.nextBoolean()) {
      stages.add(0, WaterfallStage.cancelOrders());
    }
    if (before < 14 && pooling && random.nextBoolean()) {
      stages.add(stages.isEmpty() ? 0 : random.nextInt(stages.size()), WaterfallStage.repay());
    }
    if (before < 13 && pooling && random.nextInt(3) == 0) {
      stages.add(0, deleverage());
    }
    stages.add(random.nextBoolean() ? WaterfallStage.takeOver() : socialise());
    return new Waterfall(
        random.nextBoolean() ? PPB : PPB + random.nextInt((int) PPB / 2),
        random.nextInt(3) > 0 ? 0 : accounts.get(random.nextInt(accounts.size())),
        random.nextInt(3) > 0,
        stages);
  }

  /** Any stage but one that would leave nothing to those behind it. */
  private WaterfallStage stage() {
    return switch (random.nextInt(14)) {
      case 12, 13 -> WaterfallStage.netLegs();
      case 0 ->
          WaterfallStage.cancelOrders()
              .scope(random.nextBoolean() ? CancelScope.OWN : CancelScope.ACCOUNT);
      case 1, 2, 3 -> orders(reduce());
      case 4, 5 -> orders(WaterfallStage.close(OrderPricing.BANKRUPTCY));
      case 6, 7 -> takeOver();
      case 8 -> socialise().when(StageCondition.NEGATIVE_EQUITY);
      case 9, 10 -> WaterfallStage.repay();
      default -> deleverage();
    };
  }

  private WaterfallStage deleverage() {
    return WaterfallStage.deleverage(
        AdlRanking.get((short) (1 + random.nextInt(5))),
        AdlPricing.get((short) (1 + random.nextInt(3))));
  }

  /** For some liquidations only, on some condition. */
  private WaterfallStage applied(WaterfallStage stage) {
    WaterfallStage result = stage;
    if (random.nextInt(3) == 0) {
      result = result.onlyFor(StageMode.get((short) (1 + random.nextInt(3))));
    }
    if (random.nextInt(5) < 2) {
      StageCondition condition = StageCondition.get((short) (1 + random.nextInt(6)));
      boolean ratio =
          condition == StageCondition.EQUITY_BELOW || condition == StageCondition.EQUITY_NOT_BELOW;
      result = result.when(condition, ratio ? 1 + (long) (1.2 * PPB * random.nextDouble()) : 0);
    }
    return result;
  }

  private WaterfallStage reduce() {
    int rounds = random.nextInt(4);
    long cooldown =
        switch (random.nextInt(6)) {
          case 0, 1 -> 0;
          case 2 -> random.nextInt(100) == 0 ? DURATION_MAX : 900_000_000_000L;
          default -> 1 + random.nextInt(3000);
        };
    WaterfallStage stage =
        switch (random.nextInt(3)) {
          case 0 -> {
            int fraction = random.nextInt(5) == 0 ? (int) PPB : 1 + random.nextInt((int) PPB);
            yield WaterfallStage.reduceFraction(fraction, rounds, cooldown);
          }
          case 1 -> WaterfallStage.reduceTiers(1 + random.nextInt(3), rounds, cooldown);
          default ->
              WaterfallStage.reduceToTarget(
                  PPB + (random.nextInt(3) == 0 ? 0 : random.nextInt((int) PPB)), rounds, cooldown);
        };
    if (random.nextInt(3) == 0) {
      stage = stage.notionalMax(amount(0.5));
    }
    return random.nextInt(4) == 0 ? stage.wholeBelow(amount(0.3)) : stage;
  }

  private WaterfallStage orders(WaterfallStage stage) {
    OrderPricing pricing = OrderPricing.get((short) (1 + random.nextInt(3)));
    long spread =
        switch (pricing) {
          case MARKET -> random.nextBoolean() ? 0 : random.nextInt((int) PPB / 4);
          case FILLABLE -> 1 + (long) (3.0 * PPB * random.nextDouble());
          default -> 0;
        };
    return stage
        .pricing(pricing)
        .spread(spread)
        .timeInForce(random.nextInt(3) == 0 ? TimeInForce.FOK : TimeInForce.IOC);
  }

  private WaterfallStage takeOver() {
    long taker =
        switch (random.nextInt(5)) {
          case 0, 1 -> 0;
          case 2 -> 1 + random.nextInt(2);
          default -> VAULT + random.nextInt(2);
        };
    WaterfallStage stage = WaterfallStage.takeOver().by(taker);
    return random.nextInt(12) == 0 ? stage : stage.withinLimits();
  }

  private WaterfallStage socialise() {
    return WaterfallStage.socialise(
        random.nextBoolean() ? LossOver.WINNERS : LossOver.OPEN_INTEREST);
  }

  /** Limits near what a fund has, or none. */
  FundLimits limits(long balance) {
    long equityMin =
        switch (random.nextInt(5)) {
          case 0 -> -UNLIMITED;
          case 1 -> 0;
          case 2 -> -amount(0.3);
          default -> balance - amount(0.05);
        };
    long inventoryMax =
        switch (random.nextInt(5)) {
          case 0 -> 0;
          case 1, 2 -> amount(1.5);
          default -> UNLIMITED;
        };
    long start =
        random.nextInt(3) == 0 ? 0 : 1 + (long) (random.nextDouble() * random.nextDouble() * PPB);
    long stop = random.nextBoolean() ? start : (long) (start * random.nextDouble());
    long interval =
        switch (random.nextInt(5)) {
          case 0, 1 -> 0;
          case 2 -> 900_000_000_000L;
          case 3 -> random.nextInt(10) == 0 ? DURATION_MAX : 3_600_000_000_000L;
          default -> 1 + random.nextInt(20_000);
        };
    return new FundLimits(
        Math.max(-UNLIMITED, Math.min(UNLIMITED, equityMin)), inventoryMax, start, stop, interval);
  }

  private long amount(double multiple) {
    double amount = typicalNotional.doubleValue() * multiple * random.nextDouble();
    return 1 + (long) Math.min(amount, 0x1p59);
  }

  /** The kinds of stages, for those who count them. */
  static List<StageKind> kinds() {
    return List.of(
        StageKind.CANCEL_ORDERS,
        StageKind.REDUCE,
        StageKind.CLOSE,
        StageKind.TAKE_OVER,
        StageKind.DELEVERAGE,
        StageKind.SOCIALISE,
        StageKind.NET_LEGS);
  }
}
