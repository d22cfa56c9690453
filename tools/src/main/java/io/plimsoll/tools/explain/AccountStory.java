package io.plimsoll.tools.explain;

import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.BalanceChangedDecoder;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FundChangedDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderChangedDecoder;
import io.plimsoll.protocol.codec.OrderState;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import io.plimsoll.tools.inspect.RecordSink;
import io.plimsoll.tools.report.Text;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Gathers the story of one account from the records of a journal. */
public final class AccountStory implements RecordSink {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final AddAccountDecoder addAccount = new AddAccountDecoder();
  private final SetLeverageDecoder setLeverage = new SetLeverageDecoder();
  private final SetMarginModeDecoder setMarginMode = new SetMarginModeDecoder();
  private final PlaceOrderDecoder placeOrder = new PlaceOrderDecoder();
  private final FillDecoder fill = new FillDecoder();
  private final BalanceChangedDecoder balanceChanged = new BalanceChangedDecoder();
  private final FundChangedDecoder fundChanged = new FundChangedDecoder();
  private final PositionChangedDecoder positionChanged = new PositionChangedDecoder();
  private final OrderChangedDecoder orderChanged = new OrderChangedDecoder();
  private final CommandAcceptedDecoder accepted = new CommandAcceptedDecoder();
  private final CommandRejectedDecoder rejected = new CommandRejectedDecoder();

  private final Setting setting = new Setting();
  private final Script script = new Script();
  private final Person person;
  private final Trades trades;
  private final Liquidations liquidations;
  private final Closest closest = new Closest();
  private final List<Runnable> changes = new ArrayList<>();
  private AccountKind kind;
  private boolean ownCommand;
  private boolean isMark;
  private String orderText = "";

  /**
   * A story that has not been read yet.
   *
   * @param accountId whose
   */
  public AccountStory(long accountId) {
    person = new Person(accountId, setting);
    trades = new Trades(setting, script, person);
    liquidations = new Liquidations(setting, script, person);
  }

  /** Whether the journal has such an account. */
  public boolean exists() {
    return kind != null;
  }

  @Override
  public void onCommand(long sequence, DirectBuffer buffer, int offset, int length) {
    changes.clear();
    changes.add(setting.change(buffer, offset));
    ownCommand = false;
    isMark = false;
    trades.noFill();
    switch (Messages.templateId(buffer, offset)) {
      case AddAccountDecoder.TEMPLATE_ID -> {
        addAccount.wrapAndApplyHeader(buffer, offset, header);
        AccountKind opened = addAccount.kind();
        onOwn(addAccount.accountId(), () -> open(opened));
      }
      case SetLeverageDecoder.TEMPLATE_ID -> {
        setLeverage.wrapAndApplyHeader(buffer, offset, header);
        int contract = setLeverage.instrumentId();
        int leverage = setLeverage.leverage();
        onOwn(setLeverage.accountId(), () -> leverage(contract, leverage));
      }
      case SetMarginModeDecoder.TEMPLATE_ID -> {
        setMarginMode.wrapAndApplyHeader(buffer, offset, header);
        int contract = setMarginMode.instrumentId();
        MarginMode mode = setMarginMode.mode();
        onOwn(setMarginMode.accountId(), () -> mode(contract, mode));
      }
      case PlaceOrderDecoder.TEMPLATE_ID -> {
        placeOrder.wrapAndApplyHeader(buffer, offset, header);
        orderText = describeOrder();
        onOwn(placeOrder.accountId(), () -> {});
      }
      case FillDecoder.TEMPLATE_ID -> {
        fill.wrapAndApplyHeader(buffer, offset, header);
        trades.onFill(fill);
      }
      case MarkPriceDecoder.TEMPLATE_ID -> isMark = true;
      default -> {
        // Told by its events, or of no interest.
      }
    }
  }

  private void onOwn(long accountId, Runnable change) {
    if (accountId == person.id) {
      ownCommand = true;
      changes.add(change);
    }
  }

  private void open(AccountKind opened) {
    kind = opened;
    script.tell("opened as an account of kind " + opened);
  }

  private void leverage(int contract, int leverage) {
    person.holding(contract).leverage = leverage;
    script.tell("leverage in " + setting.contract(contract).symbol + " set to " + times(leverage));
  }

  private void mode(int contract, MarginMode mode) {
    person.holding(contract).mode = mode;
    script.tell("margin mode in " + setting.contract(contract).symbol + " set to " + mode);
  }

  static String times(int leverage) {
    return BigDecimal.valueOf(leverage, 2).stripTrailingZeros().toPlainString() + "x";
  }

  private String describeOrder() {
    Contract contract = setting.contract(placeOrder.instrumentId());
    if (contract == null) {
      return "";
    }
    return placeOrder.side()
        + " "
        + contract.quantity(placeOrder.quantity())
        + " "
        + contract.symbol
        + " at "
        + contract.price(placeOrder.price())
        + " or better";
  }

  @Override
  public void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
    int templateId = Messages.templateId(buffer, offset);
    if (templateId == CommandRejectedDecoder.TEMPLATE_ID) {
      rejected.wrapAndApplyHeader(buffer, offset, header);
      script.at(sequence, rejected.timestamp());
      if (ownCommand) {
        script.tell("a command of the account was rejected: " + rejected.reason());
      }
      return;
    }
    if (index == 0) {
      script.at(sequence, timestamp(buffer, offset));
      changes.forEach(Runnable::run);
    }
    switch (templateId) {
      case BalanceChangedDecoder.TEMPLATE_ID ->
          onBalance(balanceChanged.wrapAndApplyHeader(buffer, offset, header));
      case FundChangedDecoder.TEMPLATE_ID ->
          onFund(fundChanged.wrapAndApplyHeader(buffer, offset, header));
      case PositionChangedDecoder.TEMPLATE_ID -> {
        positionChanged.wrapAndApplyHeader(buffer, offset, header);
        liquidations.onAnyPosition(positionChanged);
        if (positionChanged.accountId() == person.id) {
          trades.onPosition(positionChanged);
        }
      }
      case OrderChangedDecoder.TEMPLATE_ID ->
          onOrder(orderChanged.wrapAndApplyHeader(buffer, offset, header));
      case CommandAcceptedDecoder.TEMPLATE_ID -> {
        accepted.wrapAndApplyHeader(buffer, offset, header);
        onAccepted();
      }
      default -> liquidations.onEvent(templateId, buffer, offset, isMark);
    }
  }

  /** Every event has its command's timestamp after the sequence. */
  private static long timestamp(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + Messages.HEADER_LENGTH + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
  }

  private void onBalance(BalanceChangedDecoder change) {
    if (change.accountId() == person.id) {
      person.balance(change.assetId(), change.balance());
      trades.onBalance(change.reason(), change.amount(), change.balance(), change.assetId());
    }
  }

  private void onFund(FundChangedDecoder change) {
    if (change.accountId() == person.id) {
      person.balance(change.assetId(), change.balance());
      trades.onFund(change.reason(), change.amount(), change.balance(), change.assetId());
    } else {
      liquidations.onFund(change);
    }
  }

  private void onOrder(OrderChangedDecoder change) {
    if (change.accountId() != person.id) {
      return;
    }
    String id = "order " + change.orderId();
    String rest = setting.contract(change.instrumentId()).quantity(change.remaining());
    if (change.state() == OrderState.OPEN) {
      script.tell(id + " open: " + orderText);
    } else if (change.state() == OrderState.DONE) {
      script.tell(id + " left the market with " + rest + " unfilled");
    } else if (change.state() == OrderState.PARTLY_FILLED) {
      script.tell(id + " filled in part, " + rest + " left");
    } else {
      script.tell(id + " filled");
    }
  }

  private void onAccepted() {
    if (isMark && kind == AccountKind.TRADER) {
      for (Holding holding : person.holdings()) {
        if (holding.isOpen()) {
          closest.look(
              script.timestamp(), script.sequence(), holding.contract, person.stake(holding));
        }
      }
    }
  }

  /** The story, once the journal has been read. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Account " + person.id + ", " + kind + ", up to " + Text.iso(script.timestamp()));
    if (liquidations.count() == 0 && kind == AccountKind.TRADER) {
      script.title("Not liquidated. Closest it came to the maintenance line:");
      List<String> shown = closest.show();
      (shown.isEmpty() ? List.of("it held no position at any mark") : shown).forEach(script::plain);
    } else if (kind != AccountKind.TRADER) {
      script.title("Accounts of kind " + kind + " are never liquidated.");
    }
    for (int asset : person.assets()) {
      script.title("Where its money came from and went to (margins count as its own)");
      person.ledger(asset).show(person.has(asset)).forEach(script::plain);
    }
    liquidations.finish();
    lines.addAll(script.lines());
    return lines;
  }
}
