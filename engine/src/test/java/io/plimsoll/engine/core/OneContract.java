package io.plimsoll.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/**
 * A venue with one contract whose numbers go in and come out as decimals, for examples with printed
 * answers. Every command must be accepted. Events are those of the last call.
 */
final class OneContract {
  private static final int ID = 1;
  private static final int LOSING_ID = 2;
  private static final long LIMIT = 1L << 60;
  private static final int LEVERAGE_MAX = 100_000;

  /** Decimal digits of prices, quantities and money. */
  record Scales(int price, int quantity, int money) {}

  /** A maintenance tier: the notional from which it holds, and its rate in percent. */
  record Tier(String floor, String percent) {}

  private final Venue venue;
  private final Scales scales;
  private final Contract contract;
  private List<Event> events = List.of();
  private long nextOrder = 1_000;

  /** A contract without fees. The first mark also sets the highest price: ten times as much. */
  OneContract(VenueRules rules, Scales scales, String mark, List<Tier> tiers) {
    this(rules, scales, mark, tiers, "0");
  }

  OneContract(
      VenueRules rules, Scales scales, String mark, List<Tier> tiers, String takerFeePercent) {
    this(
        rules,
        scales,
        mark,
        Contract.LINEAR,
        Schedule.marginal(tiers(scales, tiers)),
        takerFeePercent);
  }

  /**
   * Any contract under any schedule. The highest price is ten times the first mark, the lowest of
   * an inverse contract a tenth of it.
   */
  OneContract(
      VenueRules rules,
      Scales scales,
      String mark,
      Contract contract,
      Schedule schedule,
      String takerFeePercent) {
    this.scales = scales;
    this.contract = contract;
    venue = new Venue(rules, scales.money());
    venue.commands.deposit(Venue.FUND, Venue.USDT, money("1000"));
    addInstrument(ID, contract, scales.price(), scales.quantity(), 10 * price(mark));
    venue.commands.setRiskTiers(ID, schedule);
    venue.commands.setFees(ID, 0, percent(takerFeePercent), 0);
    mark(mark);
  }

  /**
   * A coin-margined perpetual.
   *
   * @param value of a whole contract, in units of what prices are in
   * @param lowestPrice as the lowest price
   */
  static Contract inverse(Scales scales, String value, String lowestPrice) {
    long contractValue = Decimals.parse(value, scales.price() + scales.money() - scales.quantity());
    long priceMin = Decimals.parse(lowestPrice, scales.price());
    return new Contract(ContractType.INVERSE, contractValue, priceMin, 0);
  }

  /** Tiers by notional. */
  static List<RiskTier> tiers(Scales scales, List<Tier> tiers) {
    return tiers.stream()
        .map(
            t ->
                new RiskTier(
                    Decimals.parse(t.floor(), scales.money()), percent(t.percent()), LEVERAGE_MAX))
        .toList();
  }

  private void addInstrument(
      int id, Contract terms, int priceScale, int quantityScale, long priceMax) {
    venue.commands.addInstrument(
        id,
        Venue.USDT,
        "C" + id,
        terms,
        priceScale,
        quantityScale,
        1,
        priceMax,
        openInterestMax(terms, priceScale, quantityScale, priceMax),
        Venue.FEES,
        Venue.FUND);
  }

  private long openInterestMax(Contract terms, int priceScale, int quantityScale, long priceMax) {
    return switch (terms.type()) {
      case INVERSE ->
          BigInteger.valueOf(LIMIT)
              .multiply(BigInteger.valueOf(terms.priceMin()))
              .divide(BigInteger.valueOf(terms.contractValue()))
              .min(BigInteger.valueOf(LIMIT))
              .longValueExact();
      case QUANTO -> LIMIT / terms.contractValue() / priceMax;
      default -> LIMIT / pow10(scales.money() - priceScale - quantityScale) / priceMax;
    };
  }

  /** An isolated position with the initial margin of its leverage; quantity below 0 is short. */
  long isolated(String quantity, String price, int leverage) {
    long trader = isolatedTrader(2 * notional(quantity, price), leverage * 100);
    venue.trade(trader, 0, ID, quantity(quantity), price(price));
    take();
    return trader;
  }

  /**
   * An isolated long with exactly this margin, which no leverage gives: its order is admitted at
   * the next lower leverage, and before it fills the owner loses elsewhere all but this margin.
   */
  long isolatedLongWithMargin(String quantity, String price, String margin) {
    long exact = money(margin);
    int leverage = Math.toIntExact(100 * notional(quantity, price) / exact);
    long shortage = notional(quantity, price) * 100 / leverage + 1 - exact;
    long loss = 2 * shortage + 1_000;
    long trader = isolatedTrader(exact + loss, leverage);
    venue.commands.placeOrder(7, trader, ID, Side.BUY, price(price), quantity(quantity), false);
    lose(trader, loss);
    take();
    venue.trade(trader, 7, ID, quantity(quantity), price(price));
    take();
    Event opened =
        events.stream()
            .filter(e -> e.is("PositionChanged") && e.number("accountId") == trader)
            .findFirst()
            .orElseThrow();
    assertEquals(exact, opened.number("margin"));
    return trader;
  }

  private long isolatedTrader(long deposit, int leverage) {
    long trader = venue.traderWith(deposit);
    venue.commands.setMarginMode(trader, ID, MarginMode.ISOLATED);
    venue.commands.setLeverage(trader, ID, leverage);
    return trader;
  }

  private void lose(long trader, long amount) {
    addInstrument(LOSING_ID, Contract.LINEAR, scales.money(), 0, amount + 1);
    venue.commands.setRiskTiers(LOSING_ID, List.of(new RiskTier(0, 1, LEVERAGE_MAX)));
    venue.commands.markPrice(LOSING_ID, amount + 1);
    venue.commands.setLeverage(trader, LOSING_ID, LEVERAGE_MAX);
    venue.trade(trader, 0, LOSING_ID, 1, amount + 1);
    venue.trade(trader, 0, LOSING_ID, -1, 1);
  }

  /** A cross position of a wallet with this deposit, at the contract's highest leverage. */
  long cross(String deposit, String quantity, String price) {
    long trader = crossTrader(deposit);
    venue.trade(trader, 0, ID, quantity(quantity), price(price));
    take();
    return trader;
  }

  /** A trader without a position, in cross mode. */
  long crossTrader(String deposit) {
    return crossTrader(deposit, LEVERAGE_MAX);
  }

  /** A trader without a position, in cross mode, with a leverage in hundredths. */
  long crossTrader(String deposit, int leverage) {
    long trader = venue.traderWith(money(deposit));
    venue.commands.setLeverage(trader, ID, leverage);
    return trader;
  }

  /** Two traders trade with each other; quantity above 0: the first buys. */
  void trade(long first, long firstOrder, long second, String quantity, String price) {
    venue.trade(first, firstOrder, second, ID, quantity(quantity), price(price));
    take();
  }

  /** A trader's order, accepted. */
  void order(long trader, String quantity, String price) {
    place(trader, quantity, price);
    take();
  }

  /**
   * A trader's order that is refused.
   *
   * @return CommandRejected
   */
  Event refusedOrder(long trader, String quantity, String price) {
    place(trader, quantity, price);
    events = venue.events().stream().map(Event::new).toList();
    return only("CommandRejected");
  }

  private void place(long trader, String quantity, String price) {
    long signed = quantity(quantity);
    Side side = signed > 0 ? Side.BUY : Side.SELL;
    venue.commands.placeOrder(nextOrder++, trader, ID, side, price(price), Math.abs(signed), false);
  }

  /** A trader trades with the market. */
  void trade(long trader, String quantity, String price) {
    venue.trade(trader, 0, ID, quantity(quantity), price(price));
    take();
  }

  /** The market takes a whole forced order at a price. */
  void fill(Event forced, String price) {
    long sign = forced.text("side").equals("BUY") ? 1 : -1;
    long quantity = sign * forced.number("quantity");
    venue.trade(forced.number("accountId"), forced.number("orderId"), ID, quantity, price(price));
    take();
  }

  /** The market takes nothing of a forced order. */
  void expire(Event forced) {
    venue.commands.orderDone(forced.number("orderId"), DoneReason.EXPIRED);
    take();
  }

  void clock() {
    venue.commands.clock();
    take();
  }

  void mark(String price) {
    venue.commands.markPrice(ID, price(price));
    take();
  }

  /**
   * The long is safe at the first tick above the price and liquidated at the first at or below it.
   *
   * @return LiquidationStarted
   */
  Event longFallsAt(String price) {
    BigDecimal tick = new BigDecimal(price).setScale(scales.price(), RoundingMode.FLOOR);
    return fallsAt(tick, tick.add(tick.ulp()));
  }

  /** The same of a short, whose safe side is below. */
  Event shortFallsAt(String price) {
    BigDecimal tick = new BigDecimal(price).setScale(scales.price(), RoundingMode.CEILING);
    return fallsAt(tick, tick.subtract(tick.ulp()));
  }

  private Event fallsAt(BigDecimal tick, BigDecimal safer) {
    mark(safer.toPlainString());
    assertQuiet();
    mark(tick.toPlainString());
    return only("LiquidationStarted");
  }

  void assertQuiet() {
    assertEquals(List.of(), events);
  }

  /** The events of a type, in order. */
  List<Event> all(String type) {
    return events.stream().filter(e -> e.is(type)).toList();
  }

  /** The one event of a type. */
  Event only(String type) {
    List<Event> found = all(type);
    assertEquals(1, found.size(), () -> type + " in " + events);
    return found.get(0);
  }

  /** What the insurance fund received (positive) and paid (negative), in order. */
  List<String> fundChanges() {
    return all("FundChanged").stream().map(e -> money(e, "amount")).toList();
  }

  /** A field in money, without trailing zeros. */
  String money(Event event, String field) {
    return decimal(event, field, scales.money());
  }

  /** A field that is a price, without trailing zeros. */
  String price(Event event, String field) {
    return decimal(event, field, scales.price());
  }

  private static String decimal(Event event, String field, int scale) {
    return BigDecimal.valueOf(event.number(field), scale).stripTrailingZeros().toPlainString();
  }

  private void take() {
    events = venue.events().stream().map(Event::new).toList();
    assertTrue(events.stream().noneMatch(e -> e.is("CommandRejected")), events::toString);
  }

  private long money(String text) {
    return Decimals.parse(text, scales.money());
  }

  private long price(String text) {
    return Decimals.parse(text, scales.price());
  }

  private long quantity(String text) {
    return Decimals.parse(text, scales.quantity());
  }

  private long notional(String quantity, String price) {
    if (contract.type() == ContractType.INVERSE) {
      return BigInteger.valueOf(quantity(quantity))
          .multiply(BigInteger.valueOf(contract.contractValue()))
          .divide(BigInteger.valueOf(price(price)))
          .abs()
          .longValueExact();
    }
    return new BigDecimal(quantity)
        .multiply(new BigDecimal(price))
        .abs()
        .movePointRight(scales.money())
        .longValueExact();
  }

  private static long percent(String text) {
    return Decimals.parse(text, Decimals.PPB_SCALE - 2);
  }

  private static long pow10(int exponent) {
    return BigDecimal.TEN.pow(exponent).longValueExact();
  }

  /** An event in its text form. */
  record Event(String json) {
    boolean is(String type) {
      return text("type").equals(type);
    }

    long number(String field) {
      return Long.parseLong(text(field));
    }

    String text(String field) {
      return Arrays.stream(json.substring(1, json.length() - 1).split(","))
          .filter(member -> member.startsWith("\"" + field + "\":"))
          .map(member -> member.substring(field.length() + 3).replace("\"", ""))
          .findFirst()
          .orElseThrow();
    }
  }
}
