package io.plimsoll.tools.explain;

import io.plimsoll.protocol.codec.BalanceReason;
import java.math.BigInteger;
import java.util.Map;

/** Tells what changes the account's wallets, and keeps the ledgers. */
final class Balances {
  static final String FORCED = "PnL realised by forced fills";
  static final String TAKE_OVER = "PnL realised by takeovers";
  static final String DELEVERAGE = "PnL realised by deleveraging";
  static final String FUNDING = "funding";
  private static final String UNWINDING = "PnL realised by unwinding";

  private static final Map<BalanceReason, String> NAMES =
      Map.ofEntries(
          Map.entry(BalanceReason.DEPOSIT, "deposits"),
          Map.entry(BalanceReason.WITHDRAWAL, "withdrawals"),
          Map.entry(BalanceReason.REALISED_PNL, "PnL realised by own trades"),
          Map.entry(BalanceReason.TRADING_FEE, "trading fees"),
          Map.entry(BalanceReason.SURPLUS, "surplus, to the fund"),
          Map.entry(BalanceReason.TAKE_OVER, TAKE_OVER),
          Map.entry(BalanceReason.COVER, "shortfalls that the fund covered"),
          Map.entry(BalanceReason.DELEVERAGE, DELEVERAGE),
          Map.entry(BalanceReason.SOCIALISED_LOSS, "losses that others shared"),
          Map.entry(BalanceReason.FUNDING, FUNDING),
          Map.entry(BalanceReason.ROUNDING, "rounding of inverse trades"),
          Map.entry(BalanceReason.NET_LEGS, "PnL realised by netting legs"),
          Map.entry(BalanceReason.EXPIRY, "PnL realised at expiry"),
          Map.entry(BalanceReason.REPAY, "collateral given and debts repaid by it"),
          Map.entry(BalanceReason.INTEREST, "interest"));

  /** A change of a wallet. */
  record Change(BalanceReason reason, long amount, long balance, int asset, int contract) {}

  private final Setting setting;
  private final Script script;
  private final Person person;

  Balances(Setting setting, Script script, Person person) {
    this.setting = setting;
    this.script = script;
    this.person = person;
  }

  /** What liquidation fees are called, on either side. */
  static String feeName(Setting setting) {
    long account = setting.waterfall().liquidationFeeAccountId();
    return "liquidation fees, to " + (account == 0 ? "the fund" : "account " + account);
  }

  /** A fund's own trades are those that unwind what it took over. */
  void onFund(Change change) {
    boolean trade = change.reason() == BalanceReason.REALISED_PNL;
    tell(change, trade ? UNWINDING : name(change.reason()));
  }

  void onOther(Change change, boolean forced) {
    boolean forcedFill = change.reason() == BalanceReason.REALISED_PNL && forced;
    tell(change, forcedFill ? FORCED : name(change.reason()));
  }

  private String name(BalanceReason reason) {
    return reason == BalanceReason.LIQUIDATION_FEE ? feeName(setting) : NAMES.get(reason);
  }

  private void tell(Change change, String name) {
    Setting.Asset asset = setting.asset(change.asset());
    if (change.reason() == BalanceReason.FUNDING) {
      tellFunding(change);
    }
    script.tell(
        "wallet: "
            + change.reason()
            + " "
            + setting.money(change.amount(), change.asset())
            + ", balance "
            + setting.money(change.balance(), change.asset())
            + " "
            + asset.symbol());
    if (change.reason() != BalanceReason.MARGIN_TRANSFER) {
      person.ledger(change.asset()).add(name, change.amount());
    }
  }

  /** The fee account has no position: it only passes on what others pay. */
  private void tellFunding(Change change) {
    person.holdings(change.contract()).stream()
        .filter(holding -> holding.isOpen() && holding.isDue(change.amount()))
        .findFirst()
        .ifPresent(holding -> funding(holding, change.amount()));
  }

  /** What a position pays or receives in a funding: docs/rules.md, section 8. */
  void funding(Holding holding, long cash) {
    Contract contract = holding.contract;
    BigInteger value = contract.notional(holding.quantity, contract.fundingPrice);
    script.tell(
        "FUNDING "
            + (cash < 0 ? "paid" : "received")
            + " for the "
            + holding.side()
            + " of "
            + contract.lot(Math.abs(holding.quantity))
            + ": "
            + contract.money(BigInteger.valueOf(cash).abs()));
    script.because(
        (contract.fundingRate < 0 ? "shorts pay longs " : "longs pay shorts ")
            + Contract.rate(Math.abs(contract.fundingRate))
            + " of the value "
            + contract.payoff.show(Math.abs(holding.quantity), contract.fundingPrice)
            + " = "
            + contract.money(value));
    script.because(
        "funding = "
            + (cash < 0 ? "-" : "")
            + Contract.rate(Math.abs(contract.fundingRate))
            + " x "
            + contract.money(value)
            + ", rounded down = "
            + contract.money(cash));
  }
}
