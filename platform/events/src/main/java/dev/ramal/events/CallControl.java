package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a person can have done to a call that is in progress. */
public enum CallControl {
  /** The lead hears music, and nobody. */
  HOLD("hold"),
  RESUME("resume"),
  /** Nobody hears the agent. */
  MUTE("mute"),
  UNMUTE("unmute"),
  /** The lead's side hears keys. */
  DTMF("dtmf"),
  /** What is said is on no file until the recording goes on. */
  PAUSE_RECORDING("pause-recording"),
  RESUME_RECORDING("resume-recording");

  private final String wire;

  CallControl(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static CallControl find(String wire) {
    return WireWords.find(values(), CallControl::wire, wire);
  }

  /** Whether it is done to the agent's leg; else to the lead's. */
  public boolean isOfAgent() {
    return this == MUTE || this == UNMUTE;
  }

  /** Whether it is done to what the carrier records, wherever the leg is. */
  public boolean isOfRecording() {
    return this == PAUSE_RECORDING || this == RESUME_RECORDING;
  }

  /** Whether it makes an earlier one pointless: of holding and resuming only the last counts. */
  public boolean replaces(CallControl earlier) {
    return switch (this) {
      case HOLD, RESUME -> earlier == HOLD || earlier == RESUME;
      case MUTE, UNMUTE -> earlier == MUTE || earlier == UNMUTE;
      case PAUSE_RECORDING, RESUME_RECORDING -> earlier.isOfRecording();
      case DTMF -> false;
    };
  }
}
