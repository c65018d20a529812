package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What changed the status of an agent. */
public enum AgentStatusCause {
  /** Somebody said so. */
  PERSON("person"),

  /** A call began or ended. */
  CALL("call"),

  /** The last call got its disposition. */
  DISPOSITION("disposition"),

  /** The time for a wrap-up was over. */
  TIME("time");

  private final String wire;

  AgentStatusCause(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static AgentStatusCause find(String wire) {
    return WireWords.find(values(), AgentStatusCause::wire, wire);
  }
}
