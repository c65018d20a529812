package dev.ramal.simulators.telnyx.api;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks the body of an operation against the table of what it takes. */
public final class Parameters {
  private static final Map<String, Parameters> TABLE = read();

  private final Set<String> required;
  private final Set<String> known;

  private Parameters(Set<String> required, Set<String> optional) {
    this.required = required;
    this.known =
        Stream.concat(required.stream(), optional.stream()).collect(Collectors.toUnmodifiableSet());
  }

  public static boolean has(String operation) {
    return TABLE.containsKey(operation);
  }

  /** Refuses missing and unknown parameters and a client_state that is not base64. */
  public static void check(String operation, JsonObject body) {
    Parameters parameters = TABLE.get(operation);
    for (String name : parameters.required) {
      Object value = body.getValue(name);
      if (value == null || "".equals(value)) {
        throw TelnyxErrors.missing(name);
      }
    }
    for (String name : body.fieldNames()) {
      if (!parameters.known.contains(name)) {
        throw TelnyxErrors.unprocessable("Unknown parameter: " + name, "/" + name);
      }
    }
    checkBase64(body, "client_state");
    checkBase64(body, "target_leg_client_state");
  }

  private static void checkBase64(JsonObject body, String name) {
    String value = body.getString(name);
    if (value == null) {
      return;
    }
    try {
      Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException notBase64) {
      throw TelnyxErrors.error(
          422,
          "90017",
          "Invalid value for client_state",
          "The " + name + " must be a valid base-64 encoded string.",
          "/" + name);
    }
  }

  private static Map<String, Parameters> read() {
    try (InputStream file = Parameters.class.getResourceAsStream("parameters.txt")) {
      Map<String, Parameters> table = new TreeMap<>();
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.split("\\|", -1);
          table.put(parts[0], new Parameters(words(parts[1]), words(parts[2])));
        }
      }
      return table;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Set<String> words(String text) {
    return text.isBlank() ? Set.of() : Set.of(text.strip().split(" +"));
  }
}
