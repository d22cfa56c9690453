"""Recomputes every wallet and position of a Plimsoll journal from its commands alone.

    plimsoll inspect JOURNAL --format jsonl | python3 recompute.py

A second writing of docs/rules.md ("section" means one of that page) in Python's exact integers, for what
`plimsoll run` does without a venue file: one asset, one linear instrument under a marginal schedule, the default
waterfall. Of the events it takes only whether a command was accepted. All that they say about wallets, positions,
stages and forced orders is compared, in order, with what the rules give; the first difference ends the program
with its sequence and exit code 1. A journal with anything else, say funding or deleveraging, is refused in one
line with exit code 2.

Not recomputed: which commands must be rejected, margin calls, limit prices of forced orders, the digest.
"""
import json
import sys
from itertools import zip_longest

PPB = 1_000_000_000
FIRST_FORCED_ORDER = 2**62  # order ids from here on are the engine's own

ACCOUNT_COMMANDS = ("AddAccount", "Deposit", "Withdraw", "SetLeverage", "SetMarginMode")
SETTINGS = ("ConfigureVenue", "AddAsset", "AddInstrument", "SetRiskTiers", "SetFees")
setting = {}  # the fields of these commands
accounts, orders = {}, {}
mark = unit = paid_in = forced_orders = 0
expected = []  # what the events of the current command must say

# What these fields must say where a command has them, and the stages that SetWaterfall may set.
ONLY = {
    "AddInstrument": {"contractType": "LINEAR"},
    "SetRiskTiers": {"form": "MARGINAL", "measure": "MARK_NOTIONAL", "valuation": "MARK", "initialRate": 0},
    "SetFees": {"liquidationRateMax": 0},
    "SetWaterfall": {"exitRatio": PPB, "liquidationFeeAccountId": 0},
}
STAGE = {
    "conditionRatio": 0, "size": 0, "notionalMax": 0, "wholeBelow": 0, "cooldown": 0, "spread": 0,
    "takerAccountId": 0, "rounds": 0, "mode": "ANY", "condition": "ALWAYS", "scope": "OWN", "reduceBy": "FRACTION",
    "pricing": "BANKRUPTCY", "timeInForce": "IOC", "limited": "NO", "ranking": "PROFIT_LEVERAGE",
    "adlPricing": "AT_BANKRUPTCY", "lossOver": "WINNERS",
}
STAGES = [dict(STAGE, kind=kind) for kind in ("CANCEL_ORDERS", "CLOSE", "TAKE_OVER")]

class NotCovered(Exception):
    """What this program does not recompute."""

class Account:
    """A wallet and a position. What is liquidated is the position if it is isolated, else the wallet."""
    def __init__(self, command):
        self.id, self.kind, self.number = command["accountId"], command["kind"], len(accounts)
        self.balance = self.quantity = self.cost = self.margin = 0
        self.isolated, self.leverage = False, 100
        self.stage, self.waits_for, self.fee_due = None, set(), 0  # of the liquidation; without one None

    def change_wallet(self, amount, reason):
        if amount:
            self.balance += amount
            expected.append(("wallet", self.id, amount, self.balance, reason))

    def position_changed(self, reason, realised_pnl=0):
        numbers = self.quantity, self.cost, self.margin, realised_pnl
        expected.append(("position", self.id, *numbers, reason))

    def orders(self):
        return [o for o in orders.values() if o.account is self and not o.forced]

    def left(self):
        return self.margin if self.isolated else self.balance

    def equity(self, price=None):
        return self.left() + value(self.quantity, price or mark) - self.cost

    def past_the_line(self, fee=0, price=None):
        """Section 1, at ratio PPB, were the fee paid."""
        equity, line = self.equity(price) - fee, requirement(abs(value(self.quantity, price or mark)))
        return equity <= line if setting["triggerRule"] == "AT_OR_BELOW" else equity < line

    def is_liquidatable(self):
        return self.past_the_line() if self.quantity else not self.isolated and self.balance < 0

class Order:
    def __init__(self, order_id, account, quantity, reserved=0):
        self.id, self.account, self.remaining, self.reserved = order_id, account, quantity, reserved
        self.forced = order_id >= FIRST_FORCED_ORDER
        orders[order_id] = self

# Section 1: formulas

def ceil_div(a, b):
    return -(-a // b)

def value(quantity, price):
    return quantity * price * unit

def requirement(notional):
    """R(N), from the maintenance margin of the tiers."""
    total, floor_rate = 0, 0
    for tier in setting["tiers"]:
        if tier["notionalFloor"] <= notional:
            total += (notional - tier["notionalFloor"]) * (tier["maintenanceRate"] - floor_rate)
            floor_rate = tier["maintenanceRate"]
    if setting["closingFeeCounted"] == "YES":
        total += notional * setting["takerRate"]
    return ceil_div(total, PPB)

def fund():
    return accounts[setting["insuranceFundAccountId"]]

# Section 3: booking a trade

def trade(account, dq, dv, reason, fee=0):
    size = abs(account.quantity)
    closing = min(size, abs(dq)) if account.quantity * dq < 0 else 0
    dv_close = dv * closing // abs(dq)
    dv_open = dv - dv_close
    released_cost = ceil_div(account.cost * closing, size) if closing else 0
    realised_pnl = -dv_close - released_cost if closing else 0
    released_margin = moved = 0
    if account.isolated and reason != "FILL":  # forced: the margin bears it
        account.margin += realised_pnl
    elif account.isolated:
        released_margin = account.margin * closing // size if closing else 0
        free = account.balance + released_margin + realised_pnl - fee - sum(o.reserved for o in account.orders())
        moved = min(ceil_div(100 * abs(dv_open), account.leverage), max(0, free))
        account.margin += moved - released_margin
    account.quantity += dq
    account.cost += dv_open - released_cost
    account.position_changed(reason, realised_pnl)
    if account.isolated and reason != "FILL":
        return
    account.change_wallet(released_margin, "MARGIN_TRANSFER")
    account.change_wallet(realised_pnl, "TAKE_OVER" if reason == "TAKE_OVER" else "REALISED_PNL")
    account.change_wallet(-fee, "TRADING_FEE")
    accounts[setting["feeAccountId"]].change_wallet(fee, "TRADING_FEE")
    account.change_wallet(-moved, "MARGIN_TRANSFER")

def fill_side(command, side, sign):
    """Books one side of a Fill; returns its account and its order, None without one."""
    account, order = accounts[command[side + "AccountId"]], orders.get(command[side + "OrderId"])
    dq, dv = sign * command["quantity"], sign * value(command["quantity"], command["price"])
    forced = order is not None and order.forced
    rate = setting["takerRate"] if command["takerSide"] == side.upper() else setting["makerRate"]
    fee = ceil_div(rate * abs(dv), PPB) if account.kind == "TRADER" and not forced else 0
    if order:
        before, order.remaining = order.remaining, order.remaining - command["quantity"]
        order.reserved = order.reserved * order.remaining // before
    trade(account, dq, dv, "FORCED_FILL" if forced else "FILL", fee)
    if forced and account.stage:
        account.fee_due += ceil_div(setting["liquidationRate"] * abs(dv), PPB)
    return account, order

# Sections 4 and 5: evaluating, and the waterfall

def evaluate(account):
    if account.isolated and account.balance < 0:
        raise ValueError("a wallet below zero beside an isolated position: not in this program")
    if account.kind == "TRADER" and not account.stage and account.is_liquidatable():
        start(account)

def start(account):
    """Start and CANCEL_ORDERS."""
    account.fee_due = 0
    enter(account, 1, "CANCEL_ORDERS")
    account.waits_for = {order.id for order in account.orders()}
    if not account.waits_for:
        close(account)

def enter(account, number, kind):
    """StageEntered."""
    account.stage = kind
    line = requirement(abs(value(account.quantity, mark)))
    expected.append(("stage", account.id, number, kind, 0, account.equity(), line))

def close(account):
    """CLOSE; without a position the liquidation is settled at once."""
    if account.quantity:
        enter(account, 2, "CLOSE")
        account.waits_for = {send_forced_order(account, abs(account.quantity), "CLOSE")}
    else:
        settle(account)

def send_forced_order(account, quantity, kind):
    global forced_orders
    order = Order(FIRST_FORCED_ORDER + forced_orders, account, quantity)
    forced_orders += 1
    expected.append(("forced order", account.id, order.id, quantity, kind))
    return order.id

def order_gone(order):
    """Removes an order; the liquidation that waited for it as its last goes on."""
    del orders[order.id]
    account = order.account
    if account.waits_for == {order.id}:
        if account.stage == "CLOSE":
            after_close(account)
        elif account.is_liquidatable():
            close(account)
        else:
            finish(account)
    else:
        account.waits_for.discard(order.id)

def after_close(account):
    """After CLOSE, and TAKE_OVER: the fund takes the rest at the value that leaves the account nothing."""
    quantity = account.quantity
    if quantity:
        fee = min(account.fee_due, max(0, account.equity()))
        if not account.past_the_line(fee):
            to_fund(account, fee, "LIQUIDATION_FEE")
            finish(account)
            return
        enter(account, 3, "TAKE_OVER")
        bankruptcy_value = value(quantity, mark) - account.equity()
        trade(account, -quantity, -bankruptcy_value, "TAKE_OVER")
        trade(fund(), quantity, bankruptcy_value, "TAKE_OVER")
    settle(account)

def settle(account):
    fee = min(account.fee_due, max(0, account.left()))
    to_fund(account, fee, "LIQUIDATION_FEE")
    left = account.left()
    if left < 0:
        to_fund(account, left, "COVER")
    elif setting["isolatedSurplusTo" if account.isolated else "crossSurplusTo"] == "FUND":
        to_fund(account, left, "SURPLUS")
    elif left and account.isolated:
        account.margin = 0
        account.position_changed("SETTLEMENT")
        account.change_wallet(left, "MARGIN_TRANSFER")
    account.stage, account.waits_for = None, set()

def to_fund(account, amount, reason):
    if amount and account.isolated:
        account.margin -= amount
        account.position_changed("SETTLEMENT")
    else:
        account.change_wallet(-amount, reason)
    fund().change_wallet(amount, reason)

def finish(account):
    """Finish with RECOVERED or REDUCED."""
    account.stage, account.waits_for = None, set()
    evaluate(account)

def liquidation_price(account):
    """The first mark, from the safe side, that is past the line: section 2, MarkPrice."""
    long = account.quantity > 0
    low, high = 0, setting["priceMax"] + 1
    while high - low > 1:
        middle = (low + high) // 2
        if account.past_the_line(price=middle) == long:
            low = middle
        else:
            high = middle
    return low if long else high

# Section 2: every command

def on_command(command):
    global mark, unit, paid_in
    kind, account = command["type"], accounts.get(command.get("accountId"))
    refuse_what_is_not_covered(command, kind, account)
    if kind in SETTINGS:
        setting.update(command)
        if kind == "AddInstrument":
            unit = 10 ** (setting["moneyScale"] - setting["priceScale"] - setting["quantityScale"])
    elif kind == "AddAccount":
        accounts[command["accountId"]] = Account(command)
    elif kind in ("Deposit", "Withdraw"):
        amount = command["amount"] if kind == "Deposit" else -command["amount"]
        paid_in += amount
        account.change_wallet(amount, "DEPOSIT" if kind == "Deposit" else "WITHDRAWAL")
        evaluate(account)
    elif kind == "SetLeverage":
        account.leverage = command["leverage"]
    elif kind == "SetMarginMode":
        account.isolated = command["mode"] == "ISOLATED"
    elif kind in STEPS:
        STEPS[kind](command)

def refuse_what_is_not_covered(command, kind, account):
    if kind not in (*SETTINGS, *ACCOUNT_COMMANDS, *STEPS, "SetWaterfall", "TakeSnapshot"):
        raise NotCovered(kind)
    if kind == "AddInstrument" and unit or kind == "AddAsset" and "assetId" in setting:
        raise NotCovered(f"a second {kind}")
    for field, only in ONLY.get(kind, {}).items():
        if command[field] != only:
            raise NotCovered(f"{kind} with {field} {command[field]}")
    if kind == "SetWaterfall" and command["stages"] != STAGES:
        raise NotCovered("SetWaterfall with other stages than the default")
    if kind in ("SetLeverage", "SetMarginMode") and account.quantity:
        raise NotCovered(f"{kind} with an open position")

def on_place_order(command):
    notional = value(command["quantity"], command["price"])
    account = accounts[command["accountId"]]
    reserved = ceil_div(100 * notional, account.leverage) + ceil_div(setting["takerRate"] * notional, PPB)
    Order(command["orderId"], account, command["quantity"], 0 if command["reduceOnly"] == "YES" else reserved)

def on_fill(command):
    sides = [fill_side(command, "buy", 1), fill_side(command, "sell", -1)]
    for account, order in sides:
        if order and order.remaining == 0:
            order_gone(order)
        evaluate(account)

def on_mark_price(command):
    """Isolated positions in the order in which the mark meets them, then cross wallets in account order."""
    global mark
    mark = command["price"]
    free = [a for a in accounts.values() if a.kind == "TRADER" and a.quantity and not a.stage]
    hit = [account for account in free if account.is_liquidatable()]
    isolated = [(liquidation_price(a) * (-1 if a.quantity > 0 else 1), a.number, a) for a in hit if a.isolated]
    for account in [a for _, _, a in sorted(isolated)] + [a for a in hit if not a.isolated]:
        start(account)

def on_clock(_):
    """Unwinding: an order for a part of what the fund holds, one at a time."""
    size = abs(fund().quantity)
    if size and setting["unwindFraction"] and not any(o.account is fund() for o in orders.values()):
        send_forced_order(fund(), max(1, size * setting["unwindFraction"] // PPB), "UNWIND")

STEPS = {"PlaceOrder": on_place_order, "Fill": on_fill, "MarkPrice": on_mark_price, "Clock": on_clock,
         "OrderDone": lambda command: order_gone(orders[command["orderId"]])}

# The events: read, and compared

FIELDS = {
    "BalanceChanged": ("wallet", "accountId", "amount", "balance", "reason"),
    "FundChanged": ("wallet", "accountId", "amount", "balance", "reason"),
    "PositionChanged": ("position", "accountId", "quantity", "cost", "margin", "realisedPnl", "reason"),
    "ForcedOrder": ("forced order", "accountId", "orderId", "quantity", "kind"),
    "StageEntered": ("stage", "accountId", "stage", "kind", "round", "equity", "requirement"),
}

def main():
    command, sequence, reported, balances = None, 0, [], {}
    for line in sys.stdin:
        record = json.loads(line)
        message = record["message"]
        kind = message["type"]
        if record["record"] == "command":
            assert command is None and record["sequence"] == sequence + 1, f"lines are missing at {sequence + 1}"
            command, sequence = message, record["sequence"]
            reported.clear()
            expected.clear()
        elif kind in FIELDS:
            what, *names = FIELDS[kind]
            reported.append((what, *(message[name] for name in names)))
            if what == "wallet":
                balances[message["accountId"]] = message["balance"]
        elif kind in ("CommandAccepted", "CommandRejected"):
            if kind == "CommandAccepted":
                try:
                    on_command(command)
                except NotCovered as thing:
                    print(f"sequence {sequence}: {thing}: not covered by this program", file=sys.stderr)
                    sys.exit(2)
                except Exception as error:  # say where; the lines are not what an engine wrote
                    raise ValueError(f"sequence {sequence}: cannot be applied") from error
            for theirs, ours in zip_longest(reported, expected):
                if theirs != ours:
                    sys.exit(f"sequence {sequence}: the events say {theirs}, the rules give {ours}")
            command = None
    print_totals(balances, command is None and sequence > 0)

def print_totals(balances, complete):
    assert complete, "the lines end within a command, or there are none"
    agree = sum(accounts[account].balance == balance for account, balance in balances.items())
    positions = sum(1 for account in accounts.values() if account.quantity)
    total = sum(a.balance + a.margin - a.cost for a in accounts.values())  # section 6
    print(f"asset {setting['assetId']}: {len(balances)} wallets, {positions} positions", end="")
    print(f", total {total}, paid in {paid_in}")
    print(f"{agree} of {len(balances)} wallets agree")
    sys.exit(0 if agree == len(balances) and total == paid_in else 1)

if __name__ == "__main__":
    main()
