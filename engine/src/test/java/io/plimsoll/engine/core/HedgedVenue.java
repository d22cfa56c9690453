package io.plimsoll.engine.core;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionMode;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.Side;
import java.util.List;

/** The small venue with traders who have two legs in BTC. Prices are in whole USDT here. */
final class HedgedVenue {
  static final long PPB = 1_000_000_000;

  final Venue venue;

  HedgedVenue(VenueRules rules, HedgeNetting netting, WaterfallStage... stages) {
    Waterfall waterfall =
        stages.length == 0 ? Waterfall.DEFAULT : new Waterfall(PPB, 0, false, List.of(stages));
    venue = new Venue(rules, waterfall);
    tiers(netting, new RiskTier(0, 5_000_000, 10_000));
  }

  void tiers(HedgeNetting netting, RiskTier... tiers) {
    venue.commands.setRiskTiers(Venue.BTC, Schedule.marginal(List.of(tiers)).netting(netting));
    venue.clear();
  }

  /** A trader in hedge mode in BTC at 50x, without a position. */
  long trader(MarginMode mode, long usdt) {
    long trader = venue.trader(usdt);
    venue.commands.setMarginMode(trader, Venue.BTC, mode);
    venue.commands.setLeverage(trader, Venue.BTC, 5_000);
    venue.commands.setPositionMode(trader, Venue.BTC, PositionMode.HEDGE);
    return trader;
  }

  /** A trader in hedge mode with both legs in a cross wallet, opened at 20,000. */
  long cross(long usdt, long longs, long shorts) {
    long trader = trader(MarginMode.CROSS, usdt);
    open(trader, longs, shorts);
    return trader;
  }

  void open(long trader, long longs, long shorts) {
    trade(trader, PositionSide.LONG, longs, 20_000);
    trade(trader, PositionSide.SHORT, -shorts, 20_000);
    venue.clear();
  }

  /** A trader trades a leg with the market, without an order; quantity above 0 buys. */
  List<Event> trade(long trader, PositionSide side, long quantity, long price) {
    boolean buys = quantity > 0;
    venue.commands.fill(
        venue.nextExecution(),
        Venue.BTC,
        price * 100,
        Math.abs(quantity),
        buys ? trader : Venue.MARKET,
        0,
        buys ? side : PositionSide.NET,
        buys ? Venue.MARKET : trader,
        0,
        buys ? PositionSide.NET : side,
        buys ? Side.BUY : Side.SELL);
    return events();
  }

  List<Event> mark(long price) {
    return markTick(price * 100);
  }

  List<Event> markTick(long cents) {
    venue.commands.markPrice(Venue.BTC, cents);
    return events();
  }

  EngineView view() {
    return venue.engine().view();
  }

  /** Events since the last call, rejections included. */
  List<Event> events() {
    return venue.events().stream().map(Event::new).toList();
  }

  /** The one rejection since the last call: reason, field and detail. */
  String rejection() {
    Event e = StageScenario.only(events(), "CommandRejected");
    return "%s %s %s".formatted(e.text("reason"), e.text("fieldId"), e.text("detail"));
  }
}
