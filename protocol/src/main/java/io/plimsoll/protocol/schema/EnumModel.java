package io.plimsoll.protocol.schema;

import java.util.List;
import java.util.Optional;

/**
 * An enum of the schema.
 *
 * @param name such as "Side"
 * @param description what it says
 * @param encoding how a value is written
 * @param values in schema order
 */
public record EnumModel(String name, String description, Primitive encoding, List<Value> values) {
  /** Keeps a copy of the values. */
  public EnumModel {
    values = List.copyOf(values);
  }

  /**
   * A named value.
   *
   * @param name such as "BUY"
   * @param raw as written in a message
   * @param description what it says
   */
  public record Value(String name, long raw, String description) {}

  /** The value that is written as {@code raw}, if the schema names one. */
  public Optional<Value> ofRaw(long raw) {
    for (Value value : values) {
      if (value.raw() == raw) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** The value of that name, if there is one. */
  public Optional<Value> ofName(String valueName) {
    return values.stream().filter(value -> value.name().equals(valueName)).findFirst();
  }
}
