package io.plimsoll.tools.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads messages of Binance's futures streams, a JSON object a line or over several lines, bare or
 * wrapped as {@code {"stream": …, "data": …}}, with or without the receiver's time in nanoseconds
 * before each. Events aggTrade, trade, markPriceUpdate and bookTicker become rows; others are
 * passed over. Source: developers.binance.com, USD-M futures, websocket market streams.
 */
final class StreamLines implements RowReader {
  private static final long LATENESS_MAX = 1_000_000_000L;
  private static final int LINES_MAX = 1_000;
  private static final int CHARACTERS_MAX = 1 << 22;

  /** How the parser's complaint begins when the text ends too soon. */
  private static final String UNFINISHED = "Unexpected end-of-input";

  private final ObjectMapper mapper = new ObjectMapper();
  private final StringBuilder open = new StringBuilder();
  private long begun;
  private final StreamMessage message = new StreamMessage();

  @Override
  public String format() {
    return Formats.STREAM;
  }

  @Override
  public List<Column> columns() {
    return StreamMessage.COLUMNS;
  }

  /** Streams are joined on the receiver's side: their times interleave. */
  @Override
  public long latenessMaxNanos() {
    return LATENESS_MAX;
  }

  @Override
  public void read(InputFile input, SymbolFilter symbols, Mistakes mistakes, RowFeed feed)
      throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                input.stream(),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!open.isEmpty() && begins(line)) {
        endless(mistakes);
      }
      if (open.isEmpty() && line.isBlank()) {
        continue;
      }
      if (open.isEmpty()) {
        begun = number;
      }
      open.append(line).append('\n');
      if (number - begun >= LINES_MAX || open.length() > CHARACTERS_MAX) {
        endless(mistakes);
      } else if (isWhole(symbols, mistakes, feed)) {
        open.setLength(0);
      }
    }
    if (!open.isEmpty()) {
      endless(mistakes);
    }
  }

  /** Whether a line begins a message; the further lines of one are indented, or begin with }. */
  private static boolean begins(String line) {
    return !line.isEmpty() && (line.charAt(0) == '{' || Character.isDigit(line.charAt(0)));
  }

  private void endless(Mistakes mistakes) {
    mistakes.add(begun, new BadRow("a message without its end; expected a whole JSON object"));
    open.setLength(0);
  }

  /** Reads what is open, unless it goes on in the next line. */
  private boolean isWhole(SymbolFilter symbols, Mistakes mistakes, RowFeed feed)
      throws IOException {
    try {
      accept(begun, open.toString(), symbols, feed);
    } catch (JsonProcessingException e) {
      if (e.getOriginalMessage().startsWith(UNFINISHED)) {
        return false;
      }
      mistakes.add(begun, new BadRow("not JSON: " + problem(e)));
    } catch (BadRow e) {
      mistakes.add(begun, e);
    }
    return true;
  }

  private static String problem(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }

  private void accept(long line, String text, SymbolFilter symbols, RowFeed feed)
      throws IOException {
    String json = text.strip();
    long received = Times.NONE;
    int space = json.indexOf(' ');
    if (!json.startsWith("{") && space > 0) {
      String time = json.substring(0, space);
      received = Times.parse("time", time.toCharArray(), 0, space);
      if (received == Times.NONE) {
        throw new BadRow("time", time, Times.EXPECTED);
      }
      json = json.substring(space + 1);
    }
    JsonNode node = mapper.readTree(json);
    if (message.read(line, received, node) && symbols.accept(line, message.symbol())) {
      feed.offer(message.row());
    }
  }
}
