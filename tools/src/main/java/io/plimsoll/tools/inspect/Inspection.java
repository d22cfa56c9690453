package io.plimsoll.tools.inspect;

import io.plimsoll.protocol.schema.MessageModel;
import io.plimsoll.protocol.schema.SchemaModel;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Passes the wanted records of a journal to a printer. */
public final class Inspection implements RecordSink {
  private final RecordFilter filter;
  private final RecordPrinter printer;
  private final ScaleBook scaleBook = new ScaleBook();
  private long printed;

  /**
   * An inspection.
   *
   * @param filter which records
   * @param printer how
   */
  public Inspection(RecordFilter filter, RecordPrinter printer) {
    this.filter = filter;
    this.printer = printer;
  }

  /** Records printed so far. */
  public long printed() {
    return printed;
  }

  @Override
  public void onCommand(long sequence, DirectBuffer buffer, int offset, int length) {
    record(new RecordPrinter.Position(sequence, -1), buffer, offset, length);
  }

  @Override
  public void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
    record(new RecordPrinter.Position(sequence, index), buffer, offset, length);
  }

  private void record(
      RecordPrinter.Position position, DirectBuffer buffer, int offset, int length) {
    Optional<MessageModel> known = SchemaModel.get().identify(buffer, offset, length);
    if (known.isEmpty()) {
      if (filter.wantsUnknown()) {
        printed++;
        printer.printUnknown(position, buffer, offset, length);
      }
      return;
    }
    MessageModel message = known.get();
    Scales scales = scaleBook.of(message, buffer, offset);
    if (filter.wants(message, buffer, offset)) {
      printed++;
      printer.print(position, message, scales, buffer, offset, length);
    }
  }
}
