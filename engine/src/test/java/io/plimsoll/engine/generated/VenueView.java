package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.BalanceChangedDecoder;
import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.ClockDecoder;
import io.plimsoll.protocol.codec.CollateralMode;
import io.plimsoll.protocol.codec.CollateralPriceDecoder;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.FundChangedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MarkPriceChangedDecoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MarkRule;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderChangedDecoder;
import io.plimsoll.protocol.codec.OrderState;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.PositionMode;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.SetCollateralDecoder;
import io.plimsoll.protocol.codec.SetCollateralModeDecoder;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import io.plimsoll.protocol.codec.SetPositionModeDecoder;
import io.plimsoll.protocol.codec.SetPriceRuleDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.SettleInstrumentDecoder;
import io.plimsoll.protocol.codec.StageEnteredDecoder;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;

/** The venue as accepted commands and events show it to someone outside. */
final class VenueView {
  /** Accounts with this id or a higher one only stand in the way of those that pass by. */
  static final long CROWD = 1000;

  final TreeMap<Integer, Integer> moneyScales = new TreeMap<>();
  final TreeMap<Integer, InstrumentView> instruments = new TreeMap<>();
  final TreeMap<Long, AccountView> accounts = new TreeMap<>();
  final TreeMap<Long, OrderView> orders = new TreeMap<>();

  /** Liquidations under way, with the kind of the stage that they are in. */
  final TreeMap<Long, StageKind> liquidations = new TreeMap<>();

  /** What is known of assets with terms as collateral. */
  final TreeMap<Integer, CollateralView> collateral = new TreeMap<>();

  /** Accounts in mode MULTI_ASSET. */
  final TreeSet<Long> pools = new TreeSet<>();

  long lastTimestamp;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  List<AccountView> ofKind(AccountKind kind) {
    return accounts.values().stream().filter(a -> a.kind == kind).toList();
  }

  List<AccountView> traders() {
    return ofKind(AccountKind.TRADER);
  }

  /** About what stands behind a cross position of a trader that settles in an asset. */
  long behind(AccountView trader, int assetId) {
    if (!pools.contains(trader.id)) {
      return trader.balance(assetId);
    }
    double sum = 0;
    for (int asset : moneyScales.keySet()) {
      sum += trader.balance(asset);
    }
    return (long) Math.min(sum, 0x1p60);
  }

  /** Balances and margins in an asset, added up without their signs. */
  double worth(int assetId) {
    double sum = 0;
    for (AccountView account : accounts.values()) {
      sum += Math.abs((double) account.balance(assetId));
      for (InstrumentView instrument : instruments.values()) {
        for (PositionSide side : account.sides(instrument.id)) {
          boolean counts = instrument.assetId == assetId;
          sum += counts ? Math.abs((double) account.margin(instrument.id, side)) : 0;
        }
      }
    }
    return sum;
  }

  /** An account; one of the crowd, whom a mutation can bring in, if it is not known yet. */
  private AccountView account(long id) {
    return accounts.computeIfAbsent(id, unknown -> new AccountView(unknown, AccountKind.TRADER));
  }

  /** Whether the market still owes the engine a report. */
  boolean awaits() {
    return orders.values().stream().anyMatch(o -> o.awaited);
  }

  /** Takes in a command and what came of it. */
  void applied(byte[] command, List<byte[]> events) {
    if (events.isEmpty()
        || MessageText.templateId(events.get(events.size() - 1))
            != CommandAcceptedDecoder.TEMPLATE_ID) {
      return;
    }
    accepted(new UnsafeBuffer(command));
    for (byte[] event : events) {
      event(new UnsafeBuffer(event));
    }
  }

  private void accepted(UnsafeBuffer b) {
    header.wrap(b, 0);
    lastTimestamp = new ClockDecoder().wrap(b, 8, ClockDecoder.BLOCK_LENGTH, 0).timestamp();
    switch (header.templateId()) {
      case AddAssetDecoder.TEMPLATE_ID -> {
        AddAssetDecoder c = new AddAssetDecoder().wrapAndApplyHeader(b, 0, header);
        moneyScales.put(c.assetId(), (int) c.moneyScale());
      }
      case AddInstrumentDecoder.TEMPLATE_ID -> {
        AddInstrumentDecoder c = new AddInstrumentDecoder().wrapAndApplyHeader(b, 0, header);
        instruments.put(c.instrumentId(), new InstrumentView(c, moneyScales.get(c.assetId())));
      }
      case SetRiskTiersDecoder.TEMPLATE_ID -> {
        SetRiskTiersDecoder c = new SetRiskTiersDecoder().wrapAndApplyHeader(b, 0, header);
        InstrumentView instrument = instruments.get(c.instrumentId());
        instrument.hasTiers = true;
        instrument.leverageMax = c.tiers().next().leverageMax();
      }
      case AddAccountDecoder.TEMPLATE_ID -> {
        AddAccountDecoder c = new AddAccountDecoder().wrapAndApplyHeader(b, 0, header);
        if (c.accountId() < CROWD) {
          accounts.put(c.accountId(), new AccountView(c.accountId(), c.kind()));
        }
      }
      case SetLeverageDecoder.TEMPLATE_ID -> {
        SetLeverageDecoder c = new SetLeverageDecoder().wrapAndApplyHeader(b, 0, header);
        account(c.accountId()).leverages.put(c.instrumentId(), c.leverage());
      }
      case PlaceOrderDecoder.TEMPLATE_ID -> {
        PlaceOrderDecoder c = new PlaceOrderDecoder().wrapAndApplyHeader(b, 0, header);
        OrderView order =
            new OrderView(
                c.orderId(), c.accountId(), c.instrumentId(), c.side(), c.price(), c.quantity());
        orders.put(order.id, order);
      }
      case FillDecoder.TEMPLATE_ID -> {
        FillDecoder c = new FillDecoder().wrapAndApplyHeader(b, 0, header);
        instruments.get(c.instrumentId()).lastExecutionId = c.executionId();
      }
      case MarkPriceDecoder.TEMPLATE_ID -> {
        MarkPriceDecoder c = new MarkPriceDecoder().wrapAndApplyHeader(b, 0, header);
        instruments.get(c.instrumentId()).mark = c.price();
      }
      case SetPriceRuleDecoder.TEMPLATE_ID -> {
        SetPriceRuleDecoder c = new SetPriceRuleDecoder().wrapAndApplyHeader(b, 0, header);
        InstrumentView instrument = instruments.get(c.instrumentId());
        instrument.computed = c.markRule() != MarkRule.DIRECT;
        instrument.sources = new ArrayList<>();
        c.sources().forEach(source -> instrument.sources.add(source.sourceId()));
      }
      case SetMarginModeDecoder.TEMPLATE_ID -> {
        SetMarginModeDecoder c = new SetMarginModeDecoder().wrapAndApplyHeader(b, 0, header);
        account(c.accountId()).modes.put(c.instrumentId(), c.mode());
      }
      case SetCollateralDecoder.TEMPLATE_ID -> {
        SetCollateralDecoder c = new SetCollateralDecoder().wrapAndApplyHeader(b, 0, header);
        collateral.put(c.assetId(), new CollateralView(c.priceMax(), c.priceScale(), 0));
      }
      case CollateralPriceDecoder.TEMPLATE_ID -> {
        CollateralPriceDecoder c = new CollateralPriceDecoder().wrapAndApplyHeader(b, 0, header);
        CollateralView known = collateral.get(c.assetId());
        collateral.put(
            c.assetId(), new CollateralView(known.priceMax(), known.priceScale(), c.price()));
      }
      case SetCollateralModeDecoder.TEMPLATE_ID -> {
        SetCollateralModeDecoder c =
            new SetCollateralModeDecoder().wrapAndApplyHeader(b, 0, header);
        if (c.mode() == CollateralMode.MULTI_ASSET) {
          pools.add(account(c.accountId()).id);
        } else {
          pools.remove(c.accountId());
        }
      }
      case SetPositionModeDecoder.TEMPLATE_ID -> {
        SetPositionModeDecoder c = new SetPositionModeDecoder().wrapAndApplyHeader(b, 0, header);
        if (c.mode() == PositionMode.HEDGE) {
          account(c.accountId()).hedged.add(c.instrumentId());
        } else {
          account(c.accountId()).hedged.remove(c.instrumentId());
        }
      }
      case SettleInstrumentDecoder.TEMPLATE_ID -> {
        SettleInstrumentDecoder c = new SettleInstrumentDecoder().wrapAndApplyHeader(b, 0, header);
        InstrumentView instrument = instruments.get(c.instrumentId());
        instrument.mark = c.price();
        instrument.closed = true;
      }
      default -> {}
    }
  }

  private void event(UnsafeBuffer b) {
    header.wrap(b, 0);
    switch (header.templateId()) {
      case MarkPriceChangedDecoder.TEMPLATE_ID -> {
        MarkPriceChangedDecoder e = new MarkPriceChangedDecoder().wrapAndApplyHeader(b, 0, header);
        instruments.get(e.instrumentId()).mark = e.markPrice();
      }
      case BalanceChangedDecoder.TEMPLATE_ID -> {
        BalanceChangedDecoder e = new BalanceChangedDecoder().wrapAndApplyHeader(b, 0, header);
        account(e.accountId()).balances.put(e.assetId(), e.balance());
      }
      case FundChangedDecoder.TEMPLATE_ID -> {
        FundChangedDecoder e = new FundChangedDecoder().wrapAndApplyHeader(b, 0, header);
        account(e.accountId()).balances.put(e.assetId(), e.balance());
      }
      case PositionChangedDecoder.TEMPLATE_ID -> {
        PositionChangedDecoder e = new PositionChangedDecoder().wrapAndApplyHeader(b, 0, header);
        AccountView account = account(e.accountId());
        account.position(e.instrumentId(), e.positionSide(), e.quantity(), e.margin());
        account.modes.put(e.instrumentId(), e.mode());
      }
      case OrderChangedDecoder.TEMPLATE_ID -> {
        OrderChangedDecoder e = new OrderChangedDecoder().wrapAndApplyHeader(b, 0, header);
        if (e.state() == OrderState.FILLED || e.state() == OrderState.DONE) {
          orders.remove(e.orderId());
        } else {
          orders.get(e.orderId()).remaining = e.remaining();
        }
      }
      case LiquidationStartedDecoder.TEMPLATE_ID -> {
        LiquidationStartedDecoder e =
            new LiquidationStartedDecoder().wrapAndApplyHeader(b, 0, header);
        account(e.accountId()).liquidations++;
        liquidations.put(e.liquidationId(), StageKind.NULL_VAL);
      }
      case LiquidationFinishedDecoder.TEMPLATE_ID -> {
        LiquidationFinishedDecoder e =
            new LiquidationFinishedDecoder().wrapAndApplyHeader(b, 0, header);
        account(e.accountId()).liquidations--;
        liquidations.remove(e.liquidationId());
      }
      case StageEnteredDecoder.TEMPLATE_ID -> {
        StageEnteredDecoder e = new StageEnteredDecoder().wrapAndApplyHeader(b, 0, header);
        liquidations.put(e.liquidationId(), e.kind());
      }
      case CancelRequestedDecoder.TEMPLATE_ID -> {
        CancelRequestedDecoder e = new CancelRequestedDecoder().wrapAndApplyHeader(b, 0, header);
        OrderView order = orders.get(e.orderId());
        order.awaited = true;
        order.cancelRequested = true;
      }
      case ForcedOrderDecoder.TEMPLATE_ID -> {
        ForcedOrderDecoder e = new ForcedOrderDecoder().wrapAndApplyHeader(b, 0, header);
        OrderView order =
            new OrderView(
                e.orderId(),
                e.accountId(),
                e.instrumentId(),
                e.side(),
                e.limitPrice(),
                e.quantity());
        order.awaited = true;
        order.allOrNothing = e.timeInForce() == TimeInForce.FOK;
        orders.put(order.id, order);
      }
      default -> {}
    }
  }
}
