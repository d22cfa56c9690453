package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.TakeOverDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Names the contract, mode and schedule of each position that is closed by force or taken over. */
public final class LiquidatedCoverage {
  private final Map<Integer, ContractType> types = new HashMap<>();
  private final Map<Integer, String> schedules = new HashMap<>();
  private final Map<Integer, Boolean> initialRates = new HashMap<>();
  private final Map<Long, MarginMode> modes = new HashMap<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  /** What must be counted: each contract type in each mode, each of them under each schedule. */
  public static List<String> required() {
    List<String> names = new ArrayList<>();
    for (MarginMode mode : List.of(MarginMode.ISOLATED, MarginMode.CROSS)) {
      for (ContractType type :
          List.of(ContractType.LINEAR, ContractType.INVERSE, ContractType.QUANTO)) {
        names.add(position(mode, type));
        SchedulePlan.kinds().forEach(k -> names.add(position(mode, type) + " " + k.text()));
      }
    }
    return names;
  }

  private static String position(MarginMode mode, ContractType type) {
    return "liquidated " + mode + " " + type;
  }

  void startStream() {
    types.clear();
    schedules.clear();
    initialRates.clear();
    modes.clear();
  }

  void applied(byte[] command, List<byte[]> events, Consumer<String> count) {
    if (MessageText.templateId(events.get(events.size() - 1))
        != CommandAcceptedDecoder.TEMPLATE_ID) {
      return;
    }
    command(new UnsafeBuffer(command), count);
    for (byte[] event : events) {
      event(new UnsafeBuffer(event), count);
    }
  }

  private void command(UnsafeBuffer b, Consumer<String> count) {
    header.wrap(b, 0);
    switch (header.templateId()) {
      case AddInstrumentDecoder.TEMPLATE_ID -> {
        AddInstrumentDecoder c = new AddInstrumentDecoder().wrapAndApplyHeader(b, 0, header);
        types.put(c.instrumentId(), c.contractType());
        count.accept("instrument " + c.contractType() + (c.expiry() == 0 ? "" : " with expiry"));
      }
      case SetRiskTiersDecoder.TEMPLATE_ID -> {
        SetRiskTiersDecoder c = new SetRiskTiersDecoder().wrapAndApplyHeader(b, 0, header);
        String name = new SchedulePlan.Kind(c.form(), c.measure(), c.valuation()).text();
        schedules.put(c.instrumentId(), name);
        initialRates.put(c.instrumentId(), c.initialRate() > 0);
        count.accept("schedule " + name);
      }
      case PlaceOrderDecoder.TEMPLATE_ID -> {
        PlaceOrderDecoder c = new PlaceOrderDecoder().wrapAndApplyHeader(b, 0, header);
        if (initialRates.getOrDefault(c.instrumentId(), false)) {
          count.accept("PlaceOrder accepted with a least initial rate");
        }
      }
      default -> {}
    }
  }

  private void event(UnsafeBuffer b, Consumer<String> count) {
    header.wrap(b, 0);
    switch (header.templateId()) {
      case LiquidationStartedDecoder.TEMPLATE_ID -> {
        LiquidationStartedDecoder e =
            new LiquidationStartedDecoder().wrapAndApplyHeader(b, 0, header);
        modes.put(e.liquidationId(), e.mode());
      }
      case ForcedOrderDecoder.TEMPLATE_ID -> {
        ForcedOrderDecoder e = new ForcedOrderDecoder().wrapAndApplyHeader(b, 0, header);
        if (e.liquidationId() != 0) {
          position(e.liquidationId(), e.instrumentId(), count);
        }
      }
      case TakeOverDecoder.TEMPLATE_ID -> {
        TakeOverDecoder e = new TakeOverDecoder().wrapAndApplyHeader(b, 0, header);
        position(e.liquidationId(), e.instrumentId(), count);
        count.accept("taken over " + types.get(e.instrumentId()));
        if (e.bankruptcyPrice() == 0) {
          count.accept("taken over " + types.get(e.instrumentId()) + " without a price");
        }
      }
      default -> {}
    }
  }

  private void position(long liquidationId, int instrumentId, Consumer<String> count) {
    String name = position(modes.get(liquidationId), types.get(instrumentId));
    count.accept(name);
    count.accept(name + " " + schedules.get(instrumentId));
  }
}
