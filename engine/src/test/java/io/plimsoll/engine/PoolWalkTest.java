package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.generated.Subject;
import io.plimsoll.engine.reference.ReferenceEngine;
import io.plimsoll.protocol.CollateralEncoder;
import io.plimsoll.protocol.CollateralTerms;
import io.plimsoll.protocol.CollateralTier;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.CollateralMode;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MarginCallDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Pools under many small moves of marks and collateral prices, and nothing else: each comes to its
 * line by many triggers that are passed in vain, so a trigger that is only a little too far away
 * lets one be called or liquidated a move too late. The reference engine, which looks at everyone
 * at every move, says when.
 */
class PoolWalkTest {
  private static final long PPB = 1_000_000_000L;
  private static final int WALKS = 20;
  private static final int MOVES = 500;
  private static final int ASSETS = 3;
  private static final int POOLS = 10;
  private static final long FIRST_POOL = 10;
  private static final long PRICE = 10_000;
  private static final long PRICE_MAX = 1_000_000;

  private final List<byte[]> sent = new ArrayList<>();
  private final CommandEncoder commands = new CommandEncoder(this::take);
  private final CollateralEncoder collateral = new CollateralEncoder(this::take);
  private Random random;
  private long execution;

  private void take(DirectBuffer buffer, int offset, int length) {
    byte[] command = new byte[length];
    buffer.getBytes(offset, command);
    sent.add(command);
  }

  @Test
  void poolIsCalledAndLiquidatedAtTheMoveThatReachesItHoweverManyTriggersWerePassedBefore() {
    int liquidations = 0;
    int calls = 0;
    for (int seed = 1; seed <= WALKS; seed++) {
      sent.clear();
      random = new Random(seed * 0x9E3779B97F4A7C15L);
      execution = 0;
      openVenue();
      for (int i = 0; i < POOLS; i++) {
        openPool(FIRST_POOL + i);
      }
      walk(seed % 2 == 0);
      List<byte[]> events = compare(seed);
      liquidations += count(events, LiquidationStartedDecoder.TEMPLATE_ID);
      calls += count(events, MarginCallDecoder.TEMPLATE_ID);
    }

    assertTrue(liquidations > WALKS, "liquidations: " + liquidations);
    assertTrue(calls > WALKS, "margin calls: " + calls);
  }

  private void openVenue() {
    commands.configureVenue(
        new VenueRules(
            PPB + 1 + random.nextInt((int) PPB),
            0,
            0,
            random.nextBoolean() ? TriggerRule.BELOW : TriggerRule.AT_OR_BELOW,
            random.nextBoolean(),
            SurplusTo.FUND,
            random.nextBoolean() ? SurplusTo.FUND : SurplusTo.ACCOUNT));
    commands.addAccount(1, AccountKind.INSURANCE_FUND);
    commands.addAccount(2, AccountKind.FEE);
    commands.addAccount(3, AccountKind.MARKET);
    commands.setWaterfall(new Waterfall(PPB, 0, false, List.of(WaterfallStage.takeOver())));
    for (int asset = 1; asset <= ASSETS; asset++) {
      commands.addAsset(asset, 4, "COIN" + asset);
      commands.addInstrument(
          asset, asset, "X" + asset, Contract.LINEAR, 2, 1, 1, PRICE_MAX, 1L << 30, 2, 1);
      int rate = 1_000_000 + random.nextInt(40_000_000);
      commands.setRiskTiers(
          asset,
          Schedule.marginal(
              List.of(new RiskTier(0, rate, 5_000), new RiskTier(20_000_000, 2L * rate, 2_500))));
      commands.setFees(asset, 0, random.nextInt(1_000_000), random.nextInt(5_000_000));
      commands.markPrice(asset, PRICE);
    }
    long weight = PPB + random.nextInt((int) PPB / 4);
    collateral.setCollateral(1, CollateralTerms.valuation(weight, 1L << 60, 1, 2));
    for (int asset = 2; asset <= ASSETS; asset++) {
      collateral.setCollateral(asset, terms());
      collateral.collateralPrice(asset, PRICE);
    }
  }

  private CollateralTerms terms() {
    int discount = random.nextInt((int) PPB / 20);
    List<CollateralTier> tiers = new ArrayList<>();
    long weight = PPB - discount;
    long floor = 0;
    for (int i = 0; i <= random.nextInt(3); i++) {
      weight -= random.nextInt((int) PPB / 5);
      tiers.add(new CollateralTier(floor, weight));
      floor += 1 + random.nextInt(2_000_000);
    }
    long liability = PPB + random.nextInt((int) PPB / 4);
    return new CollateralTerms(liability, 1L << 60, discount, PRICE_MAX, 1, 2, 4, false, tiers);
  }

  /** One to three positions, in assets that it may have to borrow. */
  private void openPool(long account) {
    commands.addAccount(account, AccountKind.TRADER);
    for (int asset = 1; asset <= ASSETS; asset++) {
      if (random.nextInt(3) > 0) {
        commands.deposit(account, asset, 1 + random.nextInt(3_000_000));
      }
      commands.setLeverage(account, asset, 2_500);
    }
    collateral.setCollateralMode(account, CollateralMode.MULTI_ASSET);
    for (int asset = 1; asset <= ASSETS; asset++) {
      long quantity = 1L + random.nextInt(400);
      boolean buys = random.nextBoolean();
      if (random.nextInt(4) > 0) {
        commands.fill(
            ++execution,
            asset,
            PRICE,
            quantity,
            buys ? account : 3,
            0,
            buys ? 3 : account,
            0,
            buys ? Side.BUY : Side.SELL);
      }
    }
  }

  /**
   * Moves of up to 0.4 %, most of them one way, so that in the end somebody is reached; or prices
   * alone, which fall by about 4 % each time until hardly anything is left.
   */
  private void walk(boolean onlyPrices) {
    long[] marks = new long[ASSETS + 1];
    long[] prices = new long[ASSETS + 1];
    double[] drift = new double[2 * ASSETS + 2];
    for (int i = 0; i < drift.length; i++) {
      drift[i] = onlyPrices ? -0.04 : 0.0012 * random.nextGaussian();
    }
    for (int asset = 1; asset <= ASSETS; asset++) {
      marks[asset] = PRICE;
      prices[asset] = PRICE;
    }
    for (int i = 0; i < MOVES; i++) {
      int asset = 1 + random.nextInt(ASSETS);
      if (asset > 1 && (onlyPrices || random.nextInt(2) == 0)) {
        prices[asset] = moved(prices[asset], drift[ASSETS + asset]);
        collateral.collateralPrice(asset, prices[asset]);
      } else if (!onlyPrices) {
        marks[asset] = moved(marks[asset], drift[asset]);
        commands.markPrice(asset, marks[asset]);
      }
    }
    commands.takeSnapshot();
  }

  private long moved(long price, double drift) {
    double way = 1 + drift + 0.002 * (2 * random.nextDouble() - 1);
    return Math.max(1, Math.min(PRICE_MAX, Math.round(price * way)));
  }

  private List<byte[]> compare(int seed) {
    Subject expected =
        new Subject(
            (accounts, orders, recorder) ->
                new ReferenceEngine(accounts, orders, recorder::onEvent)::apply,
            100,
            4);
    Subject actual =
        new Subject(
            (accounts, orders, recorder) ->
                new LiquidationEngine(new EngineLimits(accounts, orders), recorder::onEvent)::apply,
            100,
            4);
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      List<byte[]> wanted = expected.apply(sent.get(i));
      List<byte[]> got = actual.apply(sent.get(i));
      String where = "walk " + seed + ", command " + i;
      assertEquals(wanted.size(), got.size(), where);
      for (int e = 0; e < wanted.size(); e++) {
        assertArrayEquals(wanted.get(e), got.get(e), where);
      }
      all.addAll(wanted);
    }
    return all;
  }

  private static int count(List<byte[]> events, int templateId) {
    return (int)
        events.stream()
            .filter(event -> Messages.templateId(new UnsafeBuffer(event), 0) == templateId)
            .count();
  }
}
