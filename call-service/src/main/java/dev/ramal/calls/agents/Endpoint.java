package dev.ramal.calls.agents;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What rings when an agent is called. */
public enum Endpoint {
  PHONE,
  SOFTPHONE;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Null for null and for an unknown word. */
  @JsonCreator
  static Endpoint find(String wire) {
    for (Endpoint each : values()) {
      if (each.wire().equalsIgnoreCase(wire)) {
        return each;
      }
    }
    return null;
  }
}
