package dev.ramal.calls.permission;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What happens shortly before a limit of the regulator. */
public enum Brake {
  /** A person is told; calls go on. */
  WARN("warn"),
  /** A person is told, and calls are denied. */
  BLOCK("block");

  private final String wire;

  Brake(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for an unknown word. */
  @JsonCreator
  public static Brake find(String wire) {
    return Arrays.stream(values())
        .filter(brake -> brake.wire.equals(wire))
        .findFirst()
        .orElse(null);
  }
}
