package io.plimsoll.tools.importer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leverage tiers of one symbol in ccxt's unified form, from what fetchLeverageTiers (an object with
 * a list for each symbol) or fetchMarketLeverageTiers (one list) returns. Source: ccxt manual
 * (docs.ccxt.com).
 *
 * @param symbol of the market; empty if the file does not say
 * @param currency of the notionals; empty if the file does not say
 * @param tiers by rising notional
 */
public record TierTable(String symbol, String currency, List<Tier> tiers) {
  private static final int SYMBOLS_SHOWN = 5;
  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final Set<String> NUMBERS =
      Set.of("minNotional", "maxNotional", "maintenanceMarginRate", "maxLeverage");

  /**
   * One tier.
   *
   * @param from notional at which it begins
   * @param to notional at which it ends; null if the file does not say
   * @param maintenanceRate plain ratio
   * @param leverageMax highest leverage
   */
  public record Tier(
      BigDecimal from, BigDecimal to, BigDecimal maintenanceRate, BigDecimal leverageMax) {}

  /**
   * Reads a file.
   *
   * @param path of the file, packed or not
   * @param symbol to read; null: the only one
   * @throws UserError if it is damaged, lacks the symbol, or has several and nobody picked one
   */
  public static TierTable read(Path path, String symbol) {
    String file = path.toString();
    try (InputFile input = InputFile.open(path, file);
        JsonParser parser = new JsonFactory().createParser(input.stream())) {
      return pick(new Parser(parser, file).tables(), symbol, file);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new UserError(
          file
              + ", line "
              + line
              + ": not JSON: "
              + e.getOriginalMessage().lines().findFirst().orElse(""),
          e);
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
  }

  private static TierTable pick(Map<String, TierTable> tables, String symbol, String file) {
    List<String> names = List.copyOf(tables.keySet());
    String some =
        String.join(", ", names.subList(0, Math.min(SYMBOLS_SHOWN, names.size())))
            + (names.size() > SYMBOLS_SHOWN
                ? " and " + (names.size() - SYMBOLS_SHOWN) + " more"
                : "");
    if (names.isEmpty()) {
      throw new UserError(file + " has no tiers; expected a list of them");
    }
    if (symbol == null && names.size() > 1) {
      throw new UserError(file + " has tiers of " + some + "; expected --symbol to pick one");
    }
    TierTable table = tables.get(symbol == null ? names.get(0) : symbol);
    if (table == null) {
      throw new UserError(file + " has no tiers of '" + symbol + "'; expected one of " + some);
    }
    return table;
  }

  /** The section {@code schedule} of a venue file. */
  public String toYaml() {
    StringBuilder yaml = new StringBuilder("schedule:\n  form: marginal\n  tiers:\n");
    for (Tier tier : tiers) {
      yaml.append("    - {from: ").append(plain(tier.from));
      if (tier.to != null && tier.to.signum() > 0) {
        yaml.append(", to: ").append(plain(tier.to));
      }
      yaml.append(", maintenanceRate: ")
          .append(plain(tier.maintenanceRate.multiply(HUNDRED)))
          .append(" %, leverageMax: ")
          .append(plain(tier.leverageMax))
          .append("}\n");
    }
    return yaml.toString();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** Walks through the file, so that a mistake can be told with its line. */
  private static final class Parser {
    private final JsonParser parser;
    private final String file;

    Parser(JsonParser parser, String file) {
      this.parser = parser;
      this.file = file;
    }

    Map<String, TierTable> tables() throws IOException {
      Map<String, TierTable> tables = new LinkedHashMap<>();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        TierTable only = table("");
        tables.put(only.symbol, only);
      } else if (token == JsonToken.START_OBJECT) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String symbol = parser.currentName();
          if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw here(symbol + " is no list; expected a list of tiers");
          }
          tables.put(symbol, table(symbol));
        }
      } else {
        throw here("is no list and no object; expected tiers");
      }
      return tables;
    }

    private TierTable table(String symbol) throws IOException {
      List<Tier> tiers = new ArrayList<>();
      String currency = "";
      String name = symbol;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw here("tier " + (tiers.size() + 1) + " is no object; expected {…}");
        }
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          parser.nextToken();
          if (NUMBERS.contains(key)) {
            numbers.put(key, number(key));
          } else if (key.equals("currency") && parser.currentToken() == JsonToken.VALUE_STRING) {
            currency = parser.getText();
          } else if (key.equals("symbol") && parser.currentToken() == JsonToken.VALUE_STRING) {
            name = parser.getText();
          } else {
            parser.skipChildren();
          }
        }
        tiers.add(tier(numbers, tiers.isEmpty() ? null : tiers.get(tiers.size() - 1)));
      }
      if (tiers.isEmpty()) {
        throw here(symbol + " has no tiers; expected at least one");
      }
      return new TierTable(name, currency, List.copyOf(tiers));
    }

    private Tier tier(Map<String, BigDecimal> numbers, Tier before) {
      for (String key : List.of("minNotional", "maintenanceMarginRate", "maxLeverage")) {
        if (numbers.get(key) == null) {
          throw here(key + " is missing; expected it in each tier");
        }
      }
      Tier tier =
          new Tier(
              numbers.get("minNotional"),
              numbers.get("maxNotional"),
              numbers.get("maintenanceMarginRate"),
              numbers.get("maxLeverage"));
      BigDecimal begins = before == null ? BigDecimal.ZERO : before.to;
      if (begins != null && tier.from.compareTo(begins) != 0) {
        throw here(
            "minNotional is "
                + plain(tier.from)
                + "; expected "
                + plain(begins)
                + (before == null ? " in the first tier" : ", where the tier before ends"));
      }
      return tier;
    }

    private BigDecimal number(String key) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_NULL) {
        return null;
      }
      String text = parser.getText();
      FixedPoint number = new FixedPoint();
      if (!parser.currentToken().isScalarValue() || !number.parse(text) || number.unscaled() < 0) {
        throw here(new BadRow(key, text, "a number of 0 or above").getMessage());
      }
      return BigDecimal.valueOf(number.unscaled(), number.scale());
    }

    private UserError here(String message) {
      JsonLocation at = parser.currentTokenLocation();
      return new UserError(file + ", line " + at.getLineNr() + ": " + message);
    }
  }
}
