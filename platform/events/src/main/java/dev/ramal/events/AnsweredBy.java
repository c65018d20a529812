package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who or what picked up. */
public enum AnsweredBy {
  HUMAN("human"),
  MACHINE("machine"),
  FAX("fax"),
  UNKNOWN("unknown");

  private final String wire;

  AnsweredBy(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static AnsweredBy find(String wire) {
    return WireWords.find(values(), AnsweredBy::wire, wire);
  }
}
