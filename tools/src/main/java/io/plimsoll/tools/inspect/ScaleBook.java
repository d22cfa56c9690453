package io.plimsoll.tools.inspect;

import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.AddAssetDecoder;
import io.plimsoll.protocol.codec.AddInstrumentDecoder;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SetCollateralDecoder;
import io.plimsoll.protocol.schema.FieldModel;
import io.plimsoll.protocol.schema.MessageModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Knows the scales of the assets and instruments that a journal has added so far. */
public final class ScaleBook {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final AddAssetDecoder addAsset = new AddAssetDecoder();
  private final AddInstrumentDecoder addInstrument = new AddInstrumentDecoder();
  private final Map<Long, Integer> moneyByAsset = new HashMap<>();
  private final Map<Long, Scales> byInstrument = new HashMap<>();
  private final Map<Long, Integer> priceByAsset = new HashMap<>();
  private final SetCollateralDecoder setCollateral = new SetCollateralDecoder();
  private long valuationAsset;
  private Runnable pending;

  /**
   * The scales of a message. Call it for every record, in order.
   *
   * @param message its model
   * @param buffer holds it
   * @param offset of the message header
   * @return what is known
   */
  public Scales of(MessageModel message, DirectBuffer buffer, int offset) {
    if (Messages.isCommand(message.templateId())) {
      pending = null;
    }
    switch (message.templateId()) {
      case AddAssetDecoder.TEMPLATE_ID -> {
        addAsset.wrapAndApplyHeader(buffer, offset, header);
        long asset = addAsset.assetId();
        int money = addAsset.moneyScale();
        pending = () -> moneyByAsset.put(asset, money);
        return new Scales(-1, -1, money);
      }
      case AddInstrumentDecoder.TEMPLATE_ID -> {
        addInstrument.wrapAndApplyHeader(buffer, offset, header);
        long instrument = addInstrument.instrumentId();
        Scales scales =
            new Scales(
                addInstrument.priceScale(),
                addInstrument.quantityScale(),
                moneyByAsset.getOrDefault((long) addInstrument.assetId(), -1));
        pending = () -> byInstrument.put(instrument, scales);
        return scales;
      }
      case SetCollateralDecoder.TEMPLATE_ID -> {
        setCollateral.wrapAndApplyHeader(buffer, offset, header);
        long asset = setCollateral.assetId();
        int price = setCollateral.priceScale();
        boolean valuation = setCollateral.valuationRaw() == 1;
        pending =
            () -> {
              priceByAsset.put(asset, price);
              valuationAsset = valuation ? asset : valuationAsset;
            };
        int money = moneyByAsset.getOrDefault(asset, -1);
        return new Scales(-1, -1, money, money(valuation ? asset : valuationAsset), price, -1, -1);
      }
      case CommandAcceptedDecoder.TEMPLATE_ID -> {
        if (pending != null) {
          pending.run();
          pending = null;
        }
        return Scales.NONE;
      }
      default -> {
        return look(message, buffer, offset);
      }
    }
  }

  private Scales look(MessageModel message, DirectBuffer buffer, int offset) {
    int body = message.bodyOffset(offset);
    Optional<FieldModel> instrument = message.field("instrumentId");
    if (instrument.isPresent()) {
      Scales scales = byInstrument.get(instrument.get().getLong(buffer, body));
      if (scales != null) {
        return scales;
      }
    }
    long asset = asset(message, "assetId", buffer, body);
    long repaid = asset(message, "repaidAssetId", buffer, body);
    return new Scales(
        -1, -1, money(asset), money(valuationAsset), price(asset), money(repaid), price(repaid));
  }

  private static long asset(MessageModel message, String field, DirectBuffer buffer, int body) {
    return message.field(field).map(f -> f.getLong(buffer, body)).orElse(0L);
  }

  private int money(long asset) {
    return moneyByAsset.getOrDefault(asset, -1);
  }

  private int price(long asset) {
    return priceByAsset.getOrDefault(asset, -1);
  }
}
