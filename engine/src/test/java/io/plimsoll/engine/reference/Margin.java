package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.BIG_PPB;
import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.codec.TriggerRule;
import java.math.BigInteger;

/** The formulas of section 1. */
final class Margin {
  private final World world;

  Margin(World world) {
    this.world = world;
  }

  static BigInteger value(Instrument instrument, long quantity, long price) {
    return big(quantity).multiply(big(price)).multiply(instrument.unit);
  }

  static BigInteger valueAtMark(Position position) {
    return value(position.instrument, position.quantity, position.instrument.mark);
  }

  static BigInteger unrealised(Position position) {
    return valueAtMark(position).subtract(position.cost);
  }

  /** The last tier whose floor does not pass the notional. */
  static Tier tier(Instrument instrument, BigInteger notional) {
    Tier found = instrument.tiers.get(0);
    for (Tier tier : instrument.tiers) {
      if (big(tier.notionalFloor()).compareTo(notional) <= 0) {
        found = tier;
      }
    }
    return found;
  }

  /** Maintenance margin times PPB, before it is rounded. */
  static BigInteger maintenanceTimesPpb(Instrument instrument, BigInteger notional) {
    BigInteger deduction = ZERO;
    BigInteger result = ZERO;
    Tier previous = null;
    for (Tier tier : instrument.tiers) {
      BigInteger floor = big(tier.notionalFloor());
      if (floor.compareTo(notional) > 0) {
        break;
      }
      if (previous != null) {
        BigInteger step = big(tier.maintenanceRate()).subtract(big(previous.maintenanceRate()));
        deduction = deduction.add(floor.multiply(step));
      }
      result = big(tier.maintenanceRate()).multiply(notional).subtract(deduction);
      previous = tier;
    }
    return result;
  }

  /** Closing fee times PPB, before it is rounded. */
  BigInteger closingFeeTimesPpb(Instrument instrument, BigInteger notional) {
    return world.closingFeeCounted ? big(instrument.takerRate).multiply(notional) : ZERO;
  }

  BigInteger requirement(Instrument instrument, BigInteger notional, long ratio) {
    BigInteger exact =
        maintenanceTimesPpb(instrument, notional).add(closingFeeTimesPpb(instrument, notional));
    return Exact.ceilDiv(exact.multiply(big(ratio)), BIG_PPB.multiply(BIG_PPB));
  }

  BigInteger requirement(Position position, long ratio) {
    return requirement(position.instrument, valueAtMark(position).abs(), ratio);
  }

  BigInteger requirement(Position position) {
    return requirement(position, Exact.PPB);
  }

  static BigInteger initialMargin(BigInteger notional, int leverage) {
    return Exact.ceilDiv(notional.multiply(big(100)), big(leverage));
  }

  static BigInteger equity(Position isolated) {
    return isolated.margin.add(unrealised(isolated));
  }

  static BigInteger equity(Account account, Asset asset) {
    BigInteger sum = account.wallet(asset).balance;
    for (Position position : account.crossPositions(asset)) {
      sum = sum.add(unrealised(position));
    }
    return sum;
  }

  BigInteger requirement(Account account, Asset asset, long ratio) {
    BigInteger sum = ZERO;
    for (Position position : account.crossPositions(asset)) {
      sum = sum.add(requirement(position, ratio));
    }
    return sum;
  }

  BigInteger requirement(Account account, Asset asset) {
    return requirement(account, asset, Exact.PPB);
  }

  boolean pastTheLine(BigInteger equity, BigInteger requirement) {
    int order = equity.compareTo(requirement);
    return world.triggerRule == TriggerRule.BELOW ? order < 0 : order <= 0;
  }

  boolean past(Position isolated, long ratio) {
    return pastTheLine(equity(isolated), requirement(isolated, ratio));
  }

  boolean liquidatable(Account account, Asset asset) {
    if (account.crossPositions(asset).isEmpty()) {
      return account.wallet(asset).balance.signum() < 0;
    }
    return pastTheLine(equity(account, asset), requirement(account, asset));
  }

  boolean called(Account account, Asset asset) {
    return world.marginCallRatio != 0
        && !account.crossPositions(asset).isEmpty()
        && pastTheLine(equity(account, asset), requirement(account, asset, world.marginCallRatio));
  }

  /** The tier of a position with a quantity. */
  static Tier tierAtMark(Position position) {
    return tier(position.instrument, valueAtMark(position).abs());
  }

  static BigInteger initialMarginAtMark(Position position, int leverage) {
    return initialMargin(valueAtMark(position).abs(), leverage);
  }

  static BigInteger initialMarginOfCost(Position position, int leverage) {
    return initialMargin(position.cost.abs(), leverage);
  }

  BigInteger freeBalance(Account account, Asset asset) {
    return freeBalance(account, asset, null);
  }

  /** The free balance as if the position, a trader's, were none. */
  BigInteger freeBalanceWithout(Position position) {
    return freeBalance(position.account, position.instrument.asset, position);
  }

  private BigInteger freeBalance(Account account, Asset asset, Position except) {
    BigInteger free = account.wallet(asset).balance;
    if (!account.trader()) {
      return free;
    }
    BigInteger unrealised = ZERO;
    for (Position position : account.crossPositions(asset)) {
      if (position != except) {
        unrealised = unrealised.add(unrealised(position));
        free = free.subtract(initialMarginAtMark(position, position.leverage));
        free = free.subtract(Funding.toPay(position));
      }
    }
    return free.add(unrealised.min(ZERO)).subtract(world.reserved(account, asset));
  }
}
