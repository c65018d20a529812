package dev.ramal.simulators.rdstation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * RD Station's filter language: {@code field:value}, {@code -field:value}, comparisons {@code > >=
 * < <=}, {@code ~} contains, lists {@code field:(a,b)}, {@code and} (also implied), {@code or},
 * parentheses, quotes.
 */
final class Rdql {
  private final List<String> tokens;
  private final Set<String> fields;
  private int at;

  private Rdql(List<String> tokens, Set<String> fields) {
    this.tokens = tokens;
    this.fields = fields;
  }

  /**
   * Reads a filter.
   *
   * @param fields what may be filtered here
   * @throws IllegalArgumentException when the filter is malformed or names another field
   */
  static Predicate<JsonObject> parse(String filter, Set<String> fields) {
    if (filter == null || filter.isBlank()) {
      return record -> true;
    }
    Rdql rdql = new Rdql(tokenize(filter), fields);
    Predicate<JsonObject> predicate = rdql.either();
    if (rdql.at < rdql.tokens.size()) {
      throw new IllegalArgumentException("filter: unexpected " + rdql.tokens.get(rdql.at));
    }
    return predicate;
  }

  private Predicate<JsonObject> either() {
    Predicate<JsonObject> left = both();
    while (take("or")) {
      left = left.or(both());
    }
    return left;
  }

  private Predicate<JsonObject> both() {
    Predicate<JsonObject> left = term();
    while (at < tokens.size() && !is("or") && !is(")")) {
      take("and");
      left = left.and(term());
    }
    return left;
  }

  private Predicate<JsonObject> term() {
    if (take("(")) {
      Predicate<JsonObject> inner = either();
      if (!take(")")) {
        throw new IllegalArgumentException("filter: a parenthesis is not closed");
      }
      return inner;
    }
    if (at >= tokens.size()) {
      throw new IllegalArgumentException("filter: it ends too early");
    }
    return condition(tokens.get(at++));
  }

  private Predicate<JsonObject> condition(String token) {
    int colon = token.indexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException("filter: " + token + " is not field:value");
    }
    boolean not = token.startsWith("-");
    String field = token.substring(not ? 1 : 0, colon);
    if (!fields.contains(field)) {
      throw new IllegalArgumentException("filter: " + field + " cannot be filtered here");
    }
    Predicate<JsonObject> predicate = comparison(field, token.substring(colon + 1));
    return not ? predicate.negate() : predicate;
  }

  private static Predicate<JsonObject> comparison(String field, String value) {
    if (value.startsWith("(") && value.endsWith(")")) {
      List<String> any =
          List.of(value.substring(1, value.length() - 1).split(",")).stream()
              .map(one -> unquote(one.strip()))
              .toList();
      return record -> values(record, field).stream().anyMatch(any::contains);
    }
    for (String operator : List.of(">=", "<=", ">", "<")) {
      if (value.startsWith(operator)) {
        String bound = unquote(value.substring(operator.length())).replace(' ', 'T');
        return record ->
            values(record, field).stream().anyMatch(one -> holds(one, operator, bound));
      }
    }
    if (value.startsWith("~")) {
      String part = unquote(value.substring(1)).toLowerCase(Locale.ROOT);
      return record ->
          values(record, field).stream()
              .anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(part));
    }
    String exact = unquote(value);
    return record -> values(record, field).contains(exact);
  }

  private static boolean holds(String value, String operator, String bound) {
    int order = value.compareTo(bound);
    return switch (operator) {
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      case "<" -> order < 0;
      default -> order <= 0;
    };
  }

  /** What the record holds under a filter's field; several for phones, e-mails and id lists. */
  private static List<String> values(JsonObject record, String field) {
    return switch (field) {
      case "phone" -> list(record.getJsonArray("phones"), "phone");
      case "email" -> list(record.getJsonArray("emails"), "email");
      case "contact_id" -> list(record.getJsonArray("contact_ids"), null);
      case "is" -> record.getValue("pinned_at") != null ? List.of("pinned") : flags(record);
      default -> {
        Object value = record.getValue(field);
        yield value instanceof JsonArray array
            ? list(array, null)
            : value == null ? List.of() : List.of(value.toString());
      }
    };
  }

  private static List<String> flags(JsonObject record) {
    return Boolean.FALSE.equals(record.getValue("active"))
        ? List.of("visible")
        : List.of("active", "visible");
  }

  private static List<String> list(JsonArray array, String inner) {
    List<String> found = new ArrayList<>();
    if (array != null) {
      for (Object item : array) {
        found.add(inner == null ? item.toString() : ((JsonObject) item).getString(inner, ""));
      }
    }
    return found;
  }

  private boolean is(String word) {
    return at < tokens.size() && tokens.get(at).equalsIgnoreCase(word);
  }

  private boolean take(String word) {
    if (is(word)) {
      at++;
      return true;
    }
    return false;
  }

  private static List<String> tokenize(String filter) {
    List<String> tokens = new ArrayList<>();
    StringBuilder token = new StringBuilder();
    boolean quoted = false;
    int list = 0;
    for (char c : filter.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
        token.append(c);
      } else if (quoted) {
        token.append(c);
      } else if (c == '(' && token.length() > 0) {
        list++;
        token.append(c);
      } else if (c == ')' && list > 0) {
        list--;
        token.append(c);
      } else if (list == 0 && (c == '(' || c == ')')) {
        flush(token, tokens);
        tokens.add(String.valueOf(c));
      } else if (list == 0 && c == ' ') {
        if (!token.toString().endsWith(":")) {
          flush(token, tokens);
        }
      } else {
        token.append(c);
      }
    }
    flush(token, tokens);
    return tokens;
  }

  private static void flush(StringBuilder token, List<String> tokens) {
    if (token.length() > 0) {
      tokens.add(token.toString());
      token.setLength(0);
    }
  }

  private static String unquote(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
