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

  @JsonCreator
  static Endpoint of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
