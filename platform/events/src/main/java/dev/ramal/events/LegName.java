package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An agent call is a conference of two legs; an inbound call has a lead leg only. */
public enum LegName {
  AGENT("agent"),
  LEAD("lead");

  private final String wire;

  LegName(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static LegName find(String wire) {
    return WireWords.find(values(), LegName::wire, wire);
  }

  public LegName other() {
    return this == AGENT ? LEAD : AGENT;
  }
}
