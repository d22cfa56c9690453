package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.PPB;
import static io.plimsoll.engine.reference.Lookup.range;

import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetFundDecoder;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import java.util.ArrayList;
import java.util.List;

/** The commands that say how a liquidation goes. Each checks, then returns what is to change. */
final class WaterfallCommands {
  private static final long MONEY_MAX = 1L << 60;
  private static final long INTERVAL_MAX = 1_000_000_000_000_000L;

  private final World world;
  private final Lookup lookup;

  WaterfallCommands(World world, Lookup lookup) {
    this.world = world;
    this.lookup = lookup;
  }

  Runnable setWaterfall(SetWaterfallDecoder command) {
    Rejection.unless(
        !world.waterfallSet && world.instruments.isEmpty(), RejectReason.VENUE_IN_USE, 0, 0);
    long exitRatio = command.exitRatio();
    range(exitRatio, PPB, 10 * PPB, 3);
    long feeAccountId = command.liquidationFeeAccountId();
    if (feeAccountId != 0) {
      lookup.account(feeAccountId, 4);
    }
    range(command.withdrawalGateRaw(), 0, 1, 5);
    boolean gate = command.withdrawalGateRaw() == 1;
    SetWaterfallDecoder.StagesDecoder group = command.stages();
    int count = group.count();
    Rejection.unless(1 <= count && count <= 16, RejectReason.INVALID_WATERFALL, 6, count);
    List<WaterfallStage> stages = new ArrayList<>();
    StageChecks checks = new StageChecks(world);
    while (group.hasNext()) {
      stages.add(checks.stage(group.next()));
    }
    StageChecks.ends(stages.get(count - 1));
    return () -> {
      world.waterfallSet = true;
      world.exitRatio = exitRatio;
      world.liquidationFeeAccountId = feeAccountId;
      world.withdrawalGate = gate;
      world.stages = stages;
    };
  }

  Runnable setFund(SetFundDecoder command) {
    Account account = lookup.account(command.accountId(), AccountKind.INSURANCE_FUND, 3);
    Asset asset = lookup.asset(command.assetId(), 9);
    long equityMin = command.equityMin();
    range(equityMin, -MONEY_MAX, MONEY_MAX, 4);
    long inventoryMax = command.inventoryMax();
    range(inventoryMax, 0, MONEY_MAX, 5);
    long start = command.drawdownStart();
    range(start, 0, 10 * PPB, 6);
    long stop = command.drawdownStop();
    range(stop, 0, start, 7);
    long interval = command.bookingInterval();
    range(interval, 0, INTERVAL_MAX, 8);
    return () -> {
      Fund fund = account.funds.computeIfAbsent(asset.id, id -> new Fund(account.wallet(asset)));
      fund.equityMin = equityMin;
      fund.inventoryMax = inventoryMax;
      fund.drawdownStart = start;
      fund.drawdownStop = stop;
      fund.setBookingInterval(interval, world.lastTimestamp);
      fund.observe(world.lastTimestamp);
    };
  }
}
