package io.plimsoll.tools.numbers;

import io.plimsoll.protocol.codec.BalanceChangedDecoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.FundChangedDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.PositionReason;
import org.agrona.DirectBuffer;

/** Follows wallets and positions. */
final class Holdings {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final BalanceChangedDecoder balance = new BalanceChangedDecoder();
  private final FundChangedDecoder fund = new FundChangedDecoder();
  private final PositionChangedDecoder position = new PositionChangedDecoder();
  private final Accounts accounts;
  private final Setting setting;
  private final Funds funds;
  private final Liquidations liquidations;

  Holdings(Accounts accounts, Setting setting, Funds funds, Liquidations liquidations) {
    this.accounts = accounts;
    this.setting = setting;
    this.funds = funds;
    this.liquidations = liquidations;
  }

  /** Whether the event was of a wallet or a position. */
  boolean hear(int template, DirectBuffer buffer, int offset) {
    switch (template) {
      case BalanceChangedDecoder.TEMPLATE_ID -> {
        balance.wrapAndApplyHeader(buffer, offset, header);
        wallet(
            balance.accountId(),
            balance.assetId(),
            balance.reason(),
            balance.amount(),
            balance.balance());
      }
      case FundChangedDecoder.TEMPLATE_ID -> {
        fund.wrapAndApplyHeader(buffer, offset, header);
        wallet(fund.accountId(), fund.assetId(), fund.reason(), fund.amount(), fund.balance());
        funds.balance(
            fund.accountId(), fund.assetId(), fund.reason(), fund.amount(), fund.balance());
      }
      case PositionChangedDecoder.TEMPLATE_ID ->
          position(position.wrapAndApplyHeader(buffer, offset, header));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void wallet(long account, int asset, BalanceReason reason, long amount, long now) {
    int wallet = accounts.wallet(accounts.row(account), asset);
    accounts.balance(wallet, now);
    if (reason == BalanceReason.DEPOSIT || reason == BalanceReason.WITHDRAWAL) {
      accounts.paidIn(wallet, amount);
    }
  }

  private void position(PositionChangedDecoder change) {
    int row = accounts.row(change.accountId());
    int instrumentId = change.instrumentId();
    int held = accounts.position(row, instrumentId, change.positionSide().value());
    InstrumentNumbers instrument = setting.instrument(instrumentId);
    long before = accounts.quantity(held);
    boolean isTrader = accounts.isTrader(row);
    instrument.quantity(before, change.quantity(), isTrader);
    boolean isolated = change.mode() == MarginMode.ISOLATED;
    accounts.position(held, change.quantity(), change.cost(), change.margin(), isolated);
    if (isTrader && change.reason() == PositionReason.FORCED_FILL) {
      liquidations.filled(instrument, row, held, Side.of(before), change);
    }
    if (accounts.isFund(row)) {
      funds.position(change.accountId(), instrument.asset().id());
    }
  }

  long traders() {
    long traders = 0;
    for (int row = 0; row < accounts.count(); row++) {
      traders += accounts.isTrader(row) ? 1 : 0;
    }
    return traders;
  }

  /** Traders that carry a mark. */
  long marked(byte flag) {
    long marked = 0;
    for (int row = 0; row < accounts.count(); row++) {
      marked += accounts.isTrader(row) && accounts.isMarked(row, flag) ? 1 : 0;
    }
    return marked;
  }
}
