package io.plimsoll.bench;

import io.plimsoll.protocol.RiskTier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What most prototypes do: an object an account, BigDecimal amounts, all looked at each time. */
public final class ObjectScan implements PositionScan {
  private record Position(BigDecimal quantity, BigDecimal cost, BigDecimal margin) {}

  private record Tier(BigDecimal floor, BigDecimal rate, BigDecimal deduction) {}

  private static final int RATE_SCALE = 9;
  private static final BigDecimal TAKER_RATE = BigDecimal.valueOf(Market.TAKER_RATE, RATE_SCALE);

  private final Position[] positions;
  private final List<Tier> tiers = new ArrayList<>();

  /**
   * A baseline without positions.
   *
   * @param size accounts
   */
  public ObjectScan(int size) {
    positions = new Position[size];
    BigDecimal deduction = BigDecimal.ZERO;
    BigDecimal rateBelow = BigDecimal.ZERO;
    for (RiskTier tier : Market.TIERS) {
      BigDecimal floor = money(tier.notionalFloor());
      BigDecimal rate = BigDecimal.valueOf(tier.maintenanceRate(), RATE_SCALE);
      deduction = deduction.add(floor.multiply(rate.subtract(rateBelow)));
      rateBelow = rate;
      tiers.add(new Tier(floor, rate, deduction));
    }
  }

  @Override
  public void set(int account, long quantity, long cost, long margin) {
    positions[account] =
        new Position(
            BigDecimal.valueOf(quantity, Market.QUANTITY_SCALE), money(cost), money(margin));
  }

  @Override
  public int findPast(long mark, int[] found) {
    BigDecimal price = BigDecimal.valueOf(mark, Market.PRICE_SCALE);
    int count = 0;
    for (int i = 0; i < positions.length; i++) {
      Position position = positions[i];
      if (position != null && position.quantity.signum() != 0 && isPast(position, price)) {
        found[count++] = i;
      }
    }
    return count;
  }

  private boolean isPast(Position position, BigDecimal price) {
    BigDecimal value = position.quantity.multiply(price);
    BigDecimal equity = position.margin.add(value).subtract(position.cost);
    return equity.compareTo(requirement(value.abs())) <= 0;
  }

  private BigDecimal requirement(BigDecimal notional) {
    Tier tier = tiers.get(0);
    for (int i = 1; i < tiers.size() && tiers.get(i).floor.compareTo(notional) <= 0; i++) {
      tier = tiers.get(i);
    }
    BigDecimal rate = tier.rate.add(TAKER_RATE);
    BigDecimal exact = notional.multiply(rate).subtract(tier.deduction);
    return exact.setScale(Market.MONEY_SCALE, RoundingMode.CEILING);
  }

  private static BigDecimal money(long units) {
    return BigDecimal.valueOf(units, Market.MONEY_SCALE);
  }
}
