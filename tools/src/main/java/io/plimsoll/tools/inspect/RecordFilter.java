package io.plimsoll.tools.inspect;

import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.schema.FieldModel;
import io.plimsoll.protocol.schema.MessageModel;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.agrona.DirectBuffer;

/** Which records are wanted: of some types, of one account. */
public final class RecordFilter {
  private final Set<String> types;
  private final OptionalLong account;
  private final Set<Long> ordersOfAccount = new HashSet<>();
  private boolean accountSeen;

  /**
   * A filter.
   *
   * @param types names of messages; empty for all
   * @param account an account; empty for all
   */
  public RecordFilter(Set<String> types, OptionalLong account) {
    this.types = Set.copyOf(types);
    this.account = account;
  }

  /** Whether the journal has opened the account that is asked for, or none is. */
  public boolean accountSeen() {
    return account.isEmpty() || accountSeen;
  }

  /**
   * Whether a record is wanted. Call it for every record, in order.
   *
   * @param message its model
   * @param buffer holds it
   * @param offset of the message header
   */
  public boolean wants(MessageModel message, DirectBuffer buffer, int offset) {
    boolean ofAccount = account.isEmpty() || concernsAccount(message, buffer, offset);
    return ofAccount && (types.isEmpty() || types.contains(message.name()));
  }

  /** Whether commands of no known type are wanted: only where everything is. */
  public boolean wantsUnknown() {
    return account.isEmpty() && types.isEmpty();
  }

  private static boolean isAccount(String field) {
    return field.endsWith("ccountId") || field.equals("counterpartyId");
  }

  /** Names it in a field, or names an order of its own. */
  private boolean concernsAccount(MessageModel message, DirectBuffer buffer, int offset) {
    int body = message.bodyOffset(offset);
    boolean named = false;
    long order = 0;
    for (FieldModel field : message.fields()) {
      if (isAccount(field.name())) {
        named |= field.getLong(buffer, body) == account.getAsLong();
      } else if (field.name().equals("orderId")) {
        order = field.getLong(buffer, body);
      }
    }
    int id = message.templateId();
    accountSeen |= named && id == AddAccountDecoder.TEMPLATE_ID;
    if (named && (id == PlaceOrderDecoder.TEMPLATE_ID || id == ForcedOrderDecoder.TEMPLATE_ID)) {
      ordersOfAccount.add(order);
    }
    return named
        || (order != 0 && message.field("accountId").isEmpty() && ordersOfAccount.contains(order));
  }
}
