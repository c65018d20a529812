package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What becomes of a call that a machine picked up. */
public enum OnMachine {
  HANG_UP("hang-up"),
  /** The agent talks to it, as to a person. */
  CONNECT("connect"),
  /** It hears a message after its beep; the agent is let go meanwhile. */
  VOICEMAIL_DROP("voicemail-drop");

  private final String wire;

  OnMachine(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static OnMachine find(String wire) {
    return WireWords.find(values(), OnMachine::wire, wire);
  }
}
