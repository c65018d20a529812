package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether an agent can be given a call. */
public enum AgentStatus {
  AVAILABLE("available"),
  BUSY("busy"),
  WRAP_UP("wrap-up"),
  OFFLINE("offline");

  private final String wire;

  AgentStatus(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static AgentStatus find(String wire) {
    return WireWords.find(values(), AgentStatus::wire, wire);
  }
}
