package io.plimsoll.tools.explain;

import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.BalanceChangedDecoder;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.DeleveragedDecoder;
import io.plimsoll.protocol.codec.FundChangedDecoder;
import io.plimsoll.protocol.codec.MarkPriceChangedDecoder;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderChangedDecoder;
import io.plimsoll.protocol.codec.OrderState;
import io.plimsoll.protocol.codec.PositionChangedDecoder;
import io.plimsoll.protocol.codec.SettleInstrumentDecoder;
import io.plimsoll.protocol.schema.MessageModel;
import io.plimsoll.protocol.schema.SchemaModel;
import io.plimsoll.tools.inspect.EventTime;
import io.plimsoll.tools.inspect.RecordSink;
import io.plimsoll.tools.report.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Gathers the story of one account from the records of a journal. */
public final class AccountStory implements RecordSink {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final BalanceChangedDecoder balanceChanged = new BalanceChangedDecoder();
  private final FundChangedDecoder fundChanged = new FundChangedDecoder();
  private final PositionChangedDecoder positionChanged = new PositionChangedDecoder();
  private final OrderChangedDecoder orderChanged = new OrderChangedDecoder();
  private final DeleveragedDecoder deleveraged = new DeleveragedDecoder();
  private final CommandRejectedDecoder rejected = new CommandRejectedDecoder();

  private final Setting setting = new Setting();
  private final Script script = new Script();
  private final Person person;
  private final Trades trades;
  private final OwnCommands ownCommands;
  private final Liquidations liquidations;
  private final Closest closest = new Closest();

  /** The command under way: it is read when an event shows that it was accepted. */
  private final ExpandableArrayBuffer command = new ExpandableArrayBuffer(Messages.MAX_LENGTH);

  private int commandLength;
  private boolean isMark;

  /**
   * A story that has not been read yet.
   *
   * @param accountId whose
   */
  public AccountStory(long accountId) {
    person = new Person(accountId, setting);
    trades = new Trades(setting, script, person);
    ownCommands = new OwnCommands(setting, script, person, trades);
    liquidations = new Liquidations(setting, script, person);
  }

  /** Whether the journal has such an account. */
  public boolean exists() {
    return person.kind() != null;
  }

  @Override
  public void onCommand(long sequence, DirectBuffer buffer, int offset, int length) {
    command.putBytes(0, buffer, offset, length);
    commandLength = length;
  }

  /** Whether the command under way names the account as its own. */
  private boolean isOwnCommand() {
    Optional<MessageModel> model = SchemaModel.get().identify(command, 0, commandLength);
    return model
        .flatMap(message -> message.field("accountId"))
        .filter(field -> field.getLong(command, model.get().bodyOffset(0)) == person.id)
        .isPresent();
  }

  private void applyCommand() {
    setting.apply(command, 0);
    ownCommands.apply(command, 0);
    int templateId = Messages.templateId(command, 0);
    isMark =
        templateId == MarkPriceDecoder.TEMPLATE_ID
            || templateId == SettleInstrumentDecoder.TEMPLATE_ID;
  }

  @Override
  public void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
    int templateId = Messages.templateId(buffer, offset);
    if (index == 0) {
      script.at(sequence, EventTime.of(buffer, offset));
    }
    if (templateId == CommandRejectedDecoder.TEMPLATE_ID) {
      rejected.wrapAndApplyHeader(buffer, offset, header);
      if (isOwnCommand()) {
        script.tell("a command of the account was rejected: " + rejected.reason());
      }
      return;
    }
    if (index == 0) {
      applyCommand();
    }
    setting.onEvent(templateId, buffer, offset);
    isMark |= templateId == MarkPriceChangedDecoder.TEMPLATE_ID;
    switch (templateId) {
      case BalanceChangedDecoder.TEMPLATE_ID ->
          onBalance(balanceChanged.wrapAndApplyHeader(buffer, offset, header));
      case FundChangedDecoder.TEMPLATE_ID ->
          onFund(fundChanged.wrapAndApplyHeader(buffer, offset, header));
      case PositionChangedDecoder.TEMPLATE_ID ->
          onPosition(positionChanged.wrapAndApplyHeader(buffer, offset, header));
      case OrderChangedDecoder.TEMPLATE_ID ->
          onOrder(orderChanged.wrapAndApplyHeader(buffer, offset, header));
      case DeleveragedDecoder.TEMPLATE_ID -> {
        deleveraged.wrapAndApplyHeader(buffer, offset, header);
        trades.onDeleveraged(deleveraged.accountId() == person.id);
        liquidations.onEvent(templateId, buffer, offset, isMark);
      }
      case CommandAcceptedDecoder.TEMPLATE_ID -> onAccepted();
      default -> liquidations.onEvent(templateId, buffer, offset, isMark);
    }
  }

  private void onBalance(BalanceChangedDecoder change) {
    if (change.accountId() == person.id) {
      person.balance(change.assetId(), change.balance());
      trades.onBalance(
          new Balances.Change(
              change.reason(),
              change.amount(),
              change.balance(),
              change.assetId(),
              change.instrumentId()));
    }
  }

  private void onFund(FundChangedDecoder change) {
    setting.funds.onChange(change);
    if (change.accountId() == person.id) {
      person.balance(change.assetId(), change.balance());
      trades.onFund(
          new Balances.Change(
              change.reason(),
              change.amount(),
              change.balance(),
              change.assetId(),
              change.instrumentId()));
    } else {
      liquidations.onFund(change);
    }
  }

  private void onPosition(PositionChangedDecoder change) {
    liquidations.onAnyPosition(change);
    setting.funds.onPosition(change);
    if (change.accountId() == person.id) {
      trades.onPosition(change);
    }
  }

  private void onOrder(OrderChangedDecoder change) {
    if (change.accountId() != person.id) {
      return;
    }
    String id = "order " + change.orderId();
    String rest = setting.contract(change.instrumentId()).quantity(change.remaining());
    if (change.state() == OrderState.OPEN) {
      script.tell(id + " open: " + ownCommands.orderText());
    } else if (change.state() == OrderState.DONE) {
      script.tell(id + " left the market with " + rest + " unfilled");
    } else if (change.state() == OrderState.PARTLY_FILLED) {
      script.tell(id + " filled in part, " + rest + " left");
    } else {
      script.tell(id + " filled");
    }
  }

  private void onAccepted() {
    if (isMark && person.kind() == AccountKind.TRADER) {
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
    AccountKind kind = person.kind();
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
