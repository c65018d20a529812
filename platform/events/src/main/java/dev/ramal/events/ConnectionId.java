package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * Our id of one carrier account of one organization; the {@code {connection}} of callback paths.
 */
public record ConnectionId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ConnectionId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * @param value null where there is none
   * @return null for null
   */
  public static ConnectionId ofNullable(String value) {
    return value == null ? null : new ConnectionId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
