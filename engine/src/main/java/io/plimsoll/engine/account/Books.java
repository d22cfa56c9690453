package io.plimsoll.engine.account;

import io.plimsoll.engine.event.EventWriter;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.CollateralTable;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.instrument.Payoff;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.OrderState;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.Side;

/**
 * All tables, and the only way to change a balance, a margin, a quantity or an order: each change
 * keeps the running totals and, for balances and orders, emits its event.
 */
public final class Books {
  /** A balance stays within plus or minus this. */
  public static final long BALANCE_MAX = 1L << 60;

  private final EventWriter events;
  private final VenueRules rules = new VenueRules();
  private final InstrumentTable instruments = new InstrumentTable();
  private final CollateralTable collateral = new CollateralTable();
  private final AccountTable accounts = new AccountTable();
  private final WalletTable wallets = new WalletTable(accounts);
  private final PositionTable positions = new PositionTable(accounts, wallets);
  private final OrderTable orders = new OrderTable(accounts);
  private final FundTable funds = new FundTable(wallets);
  private final HolderTable holders = new HolderTable();
  private long engineOrders;

  /**
   * Empty books.
   *
   * @param events takes the events of the changes
   */
  public Books(EventWriter events) {
    this.events = events;
  }

  /** The venue's rules. */
  public VenueRules rules() {
    return rules;
  }

  /** Assets and instruments. */
  public InstrumentTable instruments() {
    return instruments;
  }

  /** What assets count as collateral. */
  public CollateralTable collateral() {
    return collateral;
  }

  /** Accounts. */
  public AccountTable accounts() {
    return accounts;
  }

  /** Wallets. */
  public WalletTable wallets() {
    return wallets;
  }

  /** Positions. */
  public PositionTable positions() {
    return positions;
  }

  /** Open orders. */
  public OrderTable orders() {
    return orders;
  }

  /** Limits and income of insurance funds. */
  public FundTable funds() {
    return funds;
  }

  /** Who holds what. */
  public HolderTable holders() {
    return holders;
  }

  /** Timestamp of the command under way. */
  public long now() {
    return events.timestamp();
  }

  /** What a wallet holds less income that is not booked yet. */
  public long available(int wallet) {
    return wallets.balance(wallet) - funds.pendingIncome(wallets.fund(wallet));
  }

  /** Notes the available balance of a fund at the time of the command. */
  public void observe(int fund) {
    funds.observe(fund, now(), available(funds.wallet(fund)));
  }

  /** How many orders of its own the engine has sent so far. */
  public long engineOrders() {
    return engineOrders;
  }

  /** The instrument of a position. */
  public Instrument instrumentOf(int position) {
    return instruments.instrument(positions.instrumentId(position));
  }

  /** The wallet of an account's instrument, added if there is none. */
  public int walletFor(int account, Instrument instrument) {
    return wallets.findOrAdd(account, instrument.asset().id());
  }

  /** Changes a balance by an amount, which may be 0: then nothing happens. */
  public void changeBalance(
      int wallet, long amount, BalanceReason reason, int instrumentId, long liquidationId) {
    if (amount == 0) {
      return;
    }
    int fund = wallets.fund(wallet);
    if (fund != 0) {
      observe(fund);
    }
    int account = wallets.account(wallet);
    int assetId = wallets.assetId(wallet);
    long balance = Math.addExact(wallets.balance(wallet), amount);
    wallets.balance(wallet, balance);
    Asset asset = instruments.asset(assetId);
    asset.changeBalances(amount);
    if (reason == BalanceReason.DEPOSIT || reason == BalanceReason.WITHDRAWAL) {
      asset.changeNetDeposits(amount);
    }
    long id = accounts.id(account);
    if (accounts.kind(account) == AccountKind.INSURANCE_FUND.value()) {
      events.fundChanged(id, amount, balance, liquidationId, assetId, instrumentId, reason);
    } else {
      events.balanceChanged(id, amount, balance, assetId, instrumentId, reason);
    }
    if (fund != 0) {
      if (amount > 0
          && (reason == BalanceReason.SURPLUS || reason == BalanceReason.LIQUIDATION_FEE)) {
        funds.addIncome(fund, amount);
      }
      observe(fund);
    }
  }

  /** Makes the income of every fund available whose time has come, and notes what it has. */
  public void bookFunds() {
    for (int i = 0; i < funds.size(); i++) {
      int fund = funds.at(i);
      long income = funds.book(fund, now());
      if (income != 0) {
        int wallet = funds.wallet(fund);
        events.fundBooked(
            accounts.id(wallets.account(wallet)),
            income,
            available(wallet),
            wallets.assetId(wallet));
      }
      observe(fund);
    }
  }

  /** Raises the cost of a position by a share of a loss; its quantity stays. */
  public void bearLoss(int position, long share) {
    instrumentOf(position).asset().changeCosts(share);
    positions.cost(position, positions.cost(position) + share);
  }

  /** Sets a margin. */
  public void setMargin(int position, long margin) {
    instrumentOf(position).asset().changeMargins(margin - positions.margin(position));
    positions.margin(position, margin);
  }

  /** Sets quantity and cost. */
  public void setQuantity(int position, long quantity, long cost) {
    Instrument instrument = instrumentOf(position);
    long before = positions.quantity(position);
    instrument.quantityChanged(before, quantity);
    holders.changed(positions.account(position), instrument.id(), before, quantity);
    Payoff payoff = instrument.payoff();
    wallets.changeExposure(
        positions.wallet(position),
        payoff.largestValue(Math.abs(quantity)) - payoff.largestValue(Math.abs(before)));
    instrument.asset().changeCosts(cost - positions.cost(position));
    positions.quantity(position, quantity);
    positions.cost(position, cost);
    if (quantity == 0) {
      positions.called(position, false);
    }
  }

  /** Accepts a trader's order. */
  public void openOrder(
      long orderId,
      int position,
      Side side,
      long price,
      long quantity,
      long reserved,
      boolean reduceOnly) {
    int account = positions.account(position);
    orders.add(orderId, account, position, side, price, quantity, reserved, reduceOnly);
    count(position, 1);
    wallets.changeReserved(positions.wallet(position), reserved);
    events.orderChanged(
        orderId,
        accounts.id(account),
        quantity,
        reserved,
        positions.instrumentId(position),
        OrderState.OPEN);
  }

  /** Opens an order of the engine's own; on a leg it can only reduce, as every order against it. */
  public int openEngineOrder(int position, Side side, long price, long quantity) {
    long orderId = OrderTable.ENGINE_ORDER_ID_MIN + engineOrders;
    engineOrders++;
    count(position, 1);
    int account = positions.account(position);
    boolean reduceOnly = positions.side(position) != PositionSide.NET;
    return orders.add(orderId, account, position, side, price, quantity, 0, reduceOnly);
  }

  /** Takes a filled quantity off an order; the order stays in the table. */
  public void fillOrder(int order, long remaining, long reserved) {
    int position = orders.position(order);
    wallets.changeReserved(positions.wallet(position), reserved - orders.reserved(order));
    orders.shrink(order, remaining, reserved);
    events.orderChanged(
        orders.id(order),
        accounts.id(orders.account(order)),
        remaining,
        reserved,
        positions.instrumentId(position),
        remaining == 0 ? OrderState.FILLED : OrderState.PARTLY_FILLED);
  }

  /** Removes an order that left the book with a rest unfilled. */
  public void endOrder(int order) {
    int position = orders.position(order);
    wallets.changeReserved(positions.wallet(position), -orders.reserved(order));
    events.orderChanged(
        orders.id(order),
        accounts.id(orders.account(order)),
        orders.remaining(order),
        0,
        positions.instrumentId(position),
        OrderState.DONE);
    removeOrder(order);
  }

  /** Removes an order that is filled in full. */
  public void removeOrder(int order) {
    count(orders.position(order), -1);
    orders.remove(order);
  }

  /** Carries all tables. */
  public void state(StateStream stream) {
    rules.state(stream);
    instruments.state(stream);
    collateral.state(stream);
    accounts.state(stream);
    wallets.state(stream);
    positions.state(stream);
    orders.state(stream);
    funds.state(stream);
    holders.state(stream);
    engineOrders = stream.of(engineOrders);
  }

  private void count(int position, int by) {
    positions.changeOpenOrders(position, by);
    instrumentOf(position).changeOpenOrders(by);
  }
}
