package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.PPB;
import static io.plimsoll.engine.reference.Lookup.range;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.ConfigureVenueDecoder;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;

/** The commands that build the venue. Each checks, then returns what is to change. */
final class SetupCommands {
  private final World world;

  SetupCommands(World world) {
    this.world = world;
  }

  Runnable configureVenue(ConfigureVenueDecoder command) {
    long ratio = command.marginCallRatio();
    Rejection.unless(
        ratio == 0 || (PPB < ratio && ratio <= 10 * PPB), RejectReason.INVALID_VALUE, 3, ratio);
    long fraction = command.unwindFraction();
    range(fraction, 0, PPB, 4);
    long slippage = command.unwindSlippage();
    range(slippage, 0, PPB / 2, 5);
    range(command.triggerRuleRaw(), 1, 2, 6);
    range(command.closingFeeCountedRaw(), 0, 1, 7);
    range(command.isolatedSurplusToRaw(), 1, 2, 8);
    range(command.crossSurplusToRaw(), 1, 2, 9);
    range(command.changesWithPositionRaw(), 0, 1, 10);
    Rejection.unless(
        !world.venueConfigured && world.instruments.isEmpty(), RejectReason.VENUE_IN_USE, 0, 0);
    TriggerRule rule = command.triggerRule();
    boolean closingFee = command.closingFeeCountedRaw() == 1;
    SurplusTo isolated = command.isolatedSurplusTo();
    SurplusTo cross = command.crossSurplusTo();
    boolean changes = command.changesWithPositionRaw() == 1;
    return () -> {
      world.venueConfigured = true;
      world.marginCallRatio = ratio;
      world.unwindFraction = fraction;
      world.unwindSlippage = slippage;
      world.triggerRule = rule;
      world.closingFeeCounted = closingFee;
      world.isolatedSurplusTo = isolated;
      world.crossSurplusTo = cross;
      world.changesWithPosition = changes;
    };
  }

  Runnable addAsset(AddAssetDecoder command) {
    int id = command.assetId();
    range(id, 1, 64, 3);
    Rejection.unless(!world.assets.containsKey(id), RejectReason.DUPLICATE_ID, 3, id);
    int moneyScale = command.moneyScale();
    range(moneyScale, 0, 12, 4);
    byte[] symbol = new byte[AddAssetDecoder.symbolLength()];
    command.getSymbol(symbol, 0);
    Lookup.symbol(symbol, 5);
    return () -> world.assets.put(id, new Asset(id, moneyScale));
  }

  Runnable addAccount(AddAccountDecoder command) {
    long id = command.accountId();
    range(id, 1, Long.MAX_VALUE, 3);
    Rejection.unless(!world.accounts.containsKey(id), RejectReason.DUPLICATE_ID, 3, id);
    range(command.kindRaw(), 1, 4, 4);
    int index = world.accounts.size();
    Rejection.unless(index < world.accountsMax, RejectReason.LIMIT_EXCEEDED, 3, id);
    AccountKind kind = command.kind();
    return () -> world.accounts.put(id, new Account(id, kind, index));
  }
}
