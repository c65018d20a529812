package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether the carrier is to find out who picked up, and who waits for it. */
public enum MachineDetection {
  OFF("off"),
  /** The lead is joined at once; the carrier tells what it found while they talk. */
  ASYNC("async"),
  /** Whoever picked up is joined when the carrier has found out. */
  SYNC("sync");

  private final String wire;

  MachineDetection(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static MachineDetection find(String wire) {
    return WireWords.find(values(), MachineDetection::wire, wire);
  }
}
