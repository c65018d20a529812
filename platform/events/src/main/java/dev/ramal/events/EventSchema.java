package dev.ramal.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The JSON Schema of one type of event. A text is checked while it is passed over once, so that
 * every event can be: see decision 0023.
 */
public final class EventSchema {
  private static final Map<String, EventSchema> BY_TYPE = new ConcurrentHashMap<>();

  private final SchemaRule rule;

  private EventSchema(SchemaRule rule) {
    this.rule = rule;
  }

  /**
   * @param type {@code ce_type}
   * @throws IllegalArgumentException for a type without a contract
   */
  public static EventSchema of(String type) {
    return BY_TYPE.computeIfAbsent(
        type, name -> new EventSchema(SchemaRule.read(EventContracts.schema(name))));
  }

  /**
   * For an {@code assert} where an event is written: in tests nobody writes what nobody reads.
   *
   * @return true
   * @throws IllegalStateException naming what breaks the schema
   */
  public static boolean isKept(String type, String json) {
    of(type)
        .complaint(json)
        .ifPresent(
            complaint -> {
              throw new IllegalStateException(type + ": " + complaint);
            });
    return true;
  }

  /**
   * What breaks the schema first: a field and what is wrong with it, never what stands in it. Empty
   * for a text that keeps to the schema.
   */
  public Optional<String> complaint(String json) {
    try (JsonParser parser = EventJson.mapper().getFactory().createParser(json)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return Optional.of("there is no JSON");
      }
      String complaint = rule.complaint(parser, first);
      if (complaint == null && parser.nextToken() != null) {
        return Optional.of("something stands behind the JSON");
      }
      return Optional.ofNullable(complaint);
    } catch (JsonProcessingException e) {
      return Optional.of("no JSON at character " + e.getLocation().getCharOffset());
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot be read", e);
    }
  }
}
