package dev.ramal.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The published contract of each type: its JSON Schema and one golden sample, kept as resources.
 *
 * <p>A contract grows by addition only; a breaking change is a new topic version.
 */
public final class EventContracts {
  private EventContracts() {}

  /**
   * JSON Schema (draft 2020-12) of the data of a type.
   *
   * @throws IllegalArgumentException for a type without a contract
   */
  public static String schema(String type) {
    return resource("schemas/" + type + ".json");
  }

  /**
   * A sample that every reader of this version must understand.
   *
   * @throws IllegalArgumentException for a type without a contract
   */
  public static String sample(String type) {
    return resource("samples/" + type + ".json");
  }

  private static String resource(String name) {
    try (InputStream in = EventContracts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no contract " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
