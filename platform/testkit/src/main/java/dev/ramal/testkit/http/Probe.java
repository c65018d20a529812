package dev.ramal.testkit.http;

import dev.ramal.testkit.http.ApiDocument.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request that no operation may take, and how it is refused.
 *
 * @param body null for none
 * @param field that the problem names; null where it names none
 * @param code of the problem; null where it is not the same everywhere
 */
record Probe(
    String method,
    String address,
    String contentType,
    String body,
    int status,
    String code,
    String field) {
  private static final String JSON = "application/json";
  private static final String API = "/api/";

  /** A field that no body has. */
  static final String UNKNOWN = "noSuchField";

  /** What no operation takes, whoever asks. */
  static List<Probe> of(Operation operation) {
    List<Probe> probes = new ArrayList<>();
    for (String name : operation.inPath()) {
      probes.add(asked(operation, operation.addressWith(name, "a%00b"), 400, "RAMAL-0400", null));
    }
    for (String name : operation.inQuery()) {
      probes.add(query(operation, name, "a%00b", "RAMAL-0400"));
      if (operation.path().startsWith(API)) {
        if (!name.equals("cursor")) {
          probes.add(query(operation, name, "", "RAMAL-0400"));
        }
        probes.add(query(operation, name, "1&" + name + "=2", "RAMAL-0400"));
      }
    }
    if (operation.path().startsWith(API)) {
      probes.add(query(operation, UNKNOWN, "1", "RAMAL-0400"));
    }
    if (operation.inQuery().contains("limit")) {
      for (String limit : List.of("x", "0", "201", "1.5", "-1")) {
        probes.add(query(operation, "limit", limit, "RAMAL-0431"));
      }
      probes.add(query(operation, "cursor", "abc", "RAMAL-0432"));
    }
    if (operation.hasBody()) {
      bodies(operation, probes);
    }
    return probes;
  }

  /**
   * A word in a field, and behind it a field that there is not, so that nothing comes of it.
   *
   * @param wrong the field that is to be named
   */
  static Probe ofWord(Operation operation, String field, String word, String wrong) {
    String body = "{\"%s\":\"%s\",\"%s\":1}".formatted(field, word, UNKNOWN);
    return body(operation, body, "RAMAL-0400", wrong);
  }

  /** A body without a field. */
  static Probe ofNothing(Operation operation) {
    return body(operation, "{}", null, null);
  }

  private static void bodies(Operation operation, List<Probe> probes) {
    probes.add(body(operation, "[]", "RAMAL-0420", null));
    probes.add(body(operation, "{\"a\":", "RAMAL-0420", null));
    probes.add(body(operation, null, null, null));
    probes.add(body(operation, "{\"%s\":1}".formatted(UNKNOWN), "RAMAL-0400", UNKNOWN));
    probes.add(body(operation, "{\"%s\":\"\\u0000\"}".formatted(UNKNOWN), "RAMAL-0400", UNKNOWN));
    probes.add(
        new Probe(
            operation.method(), operation.address(), "text/plain", "{}", 415, "RAMAL-0415", null));
    for (Map.Entry<String, String> field : operation.fields().entrySet()) {
      for (String value : wrong(field.getValue())) {
        String body = "{\"%s\":%s}".formatted(field.getKey(), value);
        probes.add(body(operation, body, "RAMAL-0400", field.getKey()));
      }
    }
  }

  private static List<String> wrong(String type) {
    return switch (type) {
      case "boolean" -> List.of("1", "\"true\"");
      case "integer" -> List.of("\"5\"", "5.7", "true");
      case "number" -> List.of("\"5\"", "true");
      case "string" -> List.of("5", "true", "[]", "{}");
      case "array" -> List.of("\"x\"", "1");
      case "object" -> List.of("\"x\"", "[]");
      default -> List.of();
    };
  }

  private static Probe query(Operation operation, String name, String value, String code) {
    return asked(operation, operation.address() + "?" + name + "=" + value, 400, code, name);
  }

  private static Probe asked(
      Operation operation, String address, int status, String code, String field) {
    String body = operation.hasBody() ? "{}" : null;
    return new Probe(operation.method(), address, JSON, body, status, code, field);
  }

  private static Probe body(Operation operation, String body, String code, String field) {
    return new Probe(operation.method(), operation.address(), JSON, body, 400, code, field);
  }

  @Override
  public String toString() {
    return "%s %s%s".formatted(method, address, body == null ? "" : " " + body);
  }
}
