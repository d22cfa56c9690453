package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.BalanceChangedDecoder;
import io.plimsoll.protocol.codec.CollateralMode;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.DeleveragedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LossSocialisedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.SetCollateralModeDecoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/** What must hold of the events of a stream at the moment of each, whoever emits them. */
final class StreamRules {
  private record Wallet(long accountId, int assetId) {}

  private final HeldPositions positions = new HeldPositions();
  private final Map<Wallet, Long> balances = new HashMap<>();
  private final Set<Long> pools = new HashSet<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  /**
   * Takes in a command and its events.
   *
   * @throws AssertionError if a rule does not hold
   */
  void applied(byte[] command, List<byte[]> events) {
    if (MessageText.templateId(events.get(events.size() - 1))
        != CommandAcceptedDecoder.TEMPLATE_ID) {
      return;
    }
    positions.accepted(command);
    if (MessageText.templateId(command) == SetCollateralModeDecoder.TEMPLATE_ID) {
      UnsafeBuffer b = new UnsafeBuffer(command);
      SetCollateralModeDecoder c = new SetCollateralModeDecoder().wrapAndApplyHeader(b, 0, header);
      if (c.mode() == CollateralMode.MULTI_ASSET) {
        pools.add(c.accountId());
      } else {
        pools.remove(c.accountId());
      }
    }
    for (byte[] event : events) {
      event(new UnsafeBuffer(event));
      positions.event(event);
    }
  }

  private void event(UnsafeBuffer b) {
    header.wrap(b, 0);
    switch (header.templateId()) {
      case BalanceChangedDecoder.TEMPLATE_ID -> {
        BalanceChangedDecoder e = new BalanceChangedDecoder().wrapAndApplyHeader(b, 0, header);
        balances.put(new Wallet(e.accountId(), e.assetId()), e.balance());
      }
      case DeleveragedDecoder.TEMPLATE_ID ->
          deleveraged(new DeleveragedDecoder().wrapAndApplyHeader(b, 0, header));
      case LossSocialisedDecoder.TEMPLATE_ID -> {
        LossSocialisedDecoder e = new LossSocialisedDecoder().wrapAndApplyHeader(b, 0, header);
        that(
            positions.of(e.accountId(), e.instrumentId(), e.positionSide()).quantity() != 0,
            "a loss is shared by " + e.accountId() + " without a position in " + e.instrumentId());
        that(0 < e.share() && e.share() <= e.lossLeft(), "a share of " + e.share());
      }
      case LiquidationFinishedDecoder.TEMPLATE_ID ->
          finished(new LiquidationFinishedDecoder().wrapAndApplyHeader(b, 0, header));
      default -> {}
    }
  }

  private void deleveraged(DeleveragedDecoder e) {
    long own = positions.of(e.accountId(), e.instrumentId(), e.positionSide()).quantity();
    long other =
        positions.of(e.counterpartyId(), e.instrumentId(), e.counterpartySide()).quantity();
    that(
        Long.signum(own) == Long.signum(e.quantity())
            && Long.signum(other) == -Long.signum(own)
            && Math.abs(e.quantity()) <= Math.min(Math.abs(own), Math.abs(other)),
        e.quantity() + " deleveraged between positions of " + own + " and " + other);
  }

  private void finished(LiquidationFinishedDecoder e) {
    if (e.instrumentId() != 0) {
      HeldPositions.Held left = positions.of(e.accountId(), e.instrumentId(), e.positionSide());
      that(left.quantity() != 0 || left.margin() == 0, "nothing keeps " + left.margin());
      return;
    }
    if (pools.contains(e.accountId())) {
      pool(e);
      return;
    }
    boolean empty = positions.crossTypes(e.accountId(), e.assetId()).isEmpty();
    long balance = balances.getOrDefault(new Wallet(e.accountId(), e.assetId()), 0L);
    that(!empty || balance >= 0, "an empty wallet is left with " + balance);
  }

  /** Whose liquidation was settled owes nothing; who is safe with a debt is so by the margin. */
  private void pool(LiquidationFinishedDecoder e) {
    boolean safe = e.outcome() == Outcome.RECOVERED || e.outcome() == Outcome.REDUCED;
    balances.forEach(
        (wallet, balance) ->
            that(
                safe || wallet.accountId() != e.accountId() || balance >= 0,
                "a settled pool is left with " + balance + " in " + wallet.assetId()));
  }

  private static void that(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
