package io.plimsoll.engine.generated;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A small venue at random: few accounts, coarse money, odd rates, so that every rounding matters;
 * now and then amounts near the limits instead.
 */
final class WorldPlan {
  private static final long PPB = 1_000_000_000L;

  private final Random random;
  private final boolean huge;
  private final int moneyScale;
  private final int assets;
  private final int traders;
  private final List<Integer> instruments = new ArrayList<>();

  /** About what a position is worth. */
  private final BigInteger typicalNotional;

  private final long typicalPrice;
  private final long typicalQuantity;
  private final int unitDigits;

  WorldPlan(Random random) {
    this.random = random;
    huge = random.nextInt(6) == 0;
    unitDigits = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
    moneyScale = unitDigits + random.nextInt(6);
    assets = 1 + random.nextInt(4) / 3;
    traders = 2 + random.nextInt(7);
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      int id = random.nextInt(5) == 0 ? 4096 - i : 1 + random.nextInt(3) + 4 * (count - i);
      instruments.add(id);
    }
    typicalPrice = random.nextInt(4) == 0 ? 5 + random.nextInt(60) : 100 + random.nextInt(30_000);
    typicalQuantity =
        huge ? (1L << (30 + random.nextInt(8))) : 1 + random.nextInt(1 << random.nextInt(9));
    typicalNotional =
        BigInteger.valueOf(typicalPrice)
            .multiply(BigInteger.valueOf(typicalQuantity))
            .multiply(BigInteger.TEN.pow(unitDigits));
  }

  int accountsMax() {
    return traders + 6 + random.nextInt(4);
  }

  int ordersMax() {
    return 4 + random.nextInt(20);
  }

  long typicalPrice() {
    return typicalPrice;
  }

  BigInteger typicalNotional() {
    return typicalNotional;
  }

  /** The commands that build the venue, in order. */
  List<Consumer<CommandEncoder>> setup() {
    List<Consumer<CommandEncoder>> steps = new ArrayList<>();
    if (random.nextInt(8) > 0) {
      VenueRules rules = rules();
      steps.add(c -> c.configureVenue(rules));
    }
    for (int asset = 1; asset <= assets; asset++) {
      int id = asset;
      steps.add(c -> c.addAsset(id, moneyScale, "COIN" + id));
    }
    accounts(steps);
    for (int i = 0; i < instruments.size(); i++) {
      instrument(steps, instruments.get(i), 1 + i % assets);
    }
    deposits(steps);
    return steps;
  }

  private VenueRules rules() {
    long ratio =
        random.nextInt(4) == 0
            ? 0
            : PPB + 1 + (long) (random.nextDouble() * PPB * (random.nextInt(5) == 0 ? 6 : 0.8));
    return new VenueRules(
        ratio,
        random.nextInt(4) == 0 ? 0 : 1 + random.nextInt((int) PPB),
        random.nextInt((int) PPB / 10),
        random.nextBoolean() ? TriggerRule.BELOW : TriggerRule.AT_OR_BELOW,
        random.nextBoolean(),
        random.nextBoolean() ? SurplusTo.FUND : SurplusTo.ACCOUNT,
        random.nextBoolean() ? SurplusTo.FUND : SurplusTo.ACCOUNT);
  }

  /** Accounts 1 and 2 are funds, 3 takes the fees, 4 is the market, 5 and above trade. */
  private void accounts(List<Consumer<CommandEncoder>> steps) {
    steps.add(c -> c.addAccount(1, AccountKind.INSURANCE_FUND));
    steps.add(c -> c.addAccount(2, AccountKind.INSURANCE_FUND));
    steps.add(c -> c.addAccount(3, AccountKind.FEE));
    steps.add(c -> c.addAccount(4, AccountKind.MARKET));
    for (int i = 0; i < traders; i++) {
      long id = 5L + i;
      steps.add(c -> c.addAccount(id, AccountKind.TRADER));
    }
  }

  private void instrument(List<Consumer<CommandEncoder>> steps, int id, int asset) {
    int scales = moneyScale - unitDigits;
    int priceScale = scales == 0 ? 0 : random.nextInt(scales + 1);
    int quantityScale = scales - priceScale;
    long priceMax = typicalPrice * (1 + random.nextInt(6)) + random.nextInt(7);
    long tick = random.nextInt(3) == 0 ? 1 + random.nextInt(25) : 1;
    long openInterest = typicalQuantity * (2 + random.nextInt(30));
    if (huge) {
      BigInteger each = BigInteger.valueOf(priceMax).multiply(BigInteger.TEN.pow(unitDigits));
      long most = BigInteger.TWO.pow(60).divide(each).longValueExact();
      openInterest = Math.min(most, typicalQuantity * (2 + random.nextInt(1 << 16)));
    }
    long interest = Math.max(1, openInterest);
    long fund = 1L + random.nextInt(2);
    steps.add(
        c ->
            c.addInstrument(
                id,
                asset,
                "X" + id,
                ContractType.LINEAR,
                priceScale,
                quantityScale,
                Math.min(tick, priceMax),
                priceMax,
                interest,
                3,
                fund));
    List<RiskTier> tiers = tiers();
    long maker = random.nextInt(3) * (long) random.nextInt(1_000_000);
    long taker = random.nextInt(4) * (long) random.nextInt(2_000_000);
    long liquidation = random.nextInt(3) * (long) random.nextInt(20_000_000);
    steps.add(c -> c.setRiskTiers(id, tiers));
    steps.add(c -> c.setFees(id, maker, taker, liquidation));
    long mark = 1 + (long) (typicalPrice * (0.6 + 0.6 * random.nextDouble()));
    steps.add(c -> c.markPrice(id, Math.min(priceMax, mark)));
  }

  /** One more instrument, which may lack its tiers or its first mark price. */
  List<Consumer<CommandEncoder>> lateInstrument() {
    List<Consumer<CommandEncoder>> steps = new ArrayList<>();
    instrument(steps, 20 + random.nextInt(4), 1 + random.nextInt(assets));
    return steps.subList(0, 1 + random.nextInt(steps.size()));
  }

  /** A schedule that the rules accept, most of the time. */
  List<RiskTier> tiers() {
    int count = 1 + random.nextInt(4);
    List<RiskTier> tiers = new ArrayList<>();
    long floor = 0;
    long rate = 1_000_000L + random.nextInt(30_000_000);
    int leverage =
        random.nextInt(6) == 0 ? 100 + random.nextInt(900) : 2000 + random.nextInt(10500);
    for (int i = 0; i < count; i++) {
      tiers.add(new RiskTier(floor, rate, leverage));
      long step = typicalNotional.longValueExact() / (1 + random.nextInt(3));
      floor = Math.min((1L << 60) - count, floor + 1 + (long) (step * random.nextDouble()));
      rate += random.nextInt(40_000_000);
      leverage = Math.max(100, leverage - random.nextInt(1 + leverage / 2));
    }
    return tiers;
  }

  private void deposits(List<Consumer<CommandEncoder>> steps) {
    for (int asset = 1; asset <= assets; asset++) {
      int id = asset;
      long fund = amount(0.5);
      steps.add(c -> c.deposit(1, id, fund));
      for (int i = 0; i < traders; i++) {
        long trader = 5L + i;
        long amount = amount(random.nextInt(4) == 0 ? 2 : 0.3);
        steps.add(c -> c.deposit(trader, id, amount));
      }
    }
    for (int instrument : instruments) {
      for (int i = 0; i < traders; i++) {
        long trader = 5L + i;
        int leverage = 100 + random.nextInt(4000);
        boolean isolated = random.nextInt(5) < 2;
        steps.add(c -> c.setLeverage(trader, instrument, leverage));
        if (isolated) {
          steps.add(c -> c.setMarginMode(trader, instrument, MarginMode.ISOLATED));
        }
      }
    }
  }

  /** Up to a multiple of the typical notional. */
  long amount(double multiple) {
    double amount = typicalNotional.doubleValue() * multiple * random.nextDouble();
    return 1 + (long) Math.min(amount, 0x1p59);
  }
}
