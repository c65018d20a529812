package dev.ramal.calls.call;

import dev.ramal.events.CallOutcome;
import java.util.Locale;

/**
 * Where a call stands. The last six are final, save for a correction of what had come too early.
 */
public enum CallStatus {
  REQUESTED,
  DIALING,
  /** A command to the carrier had no clear outcome; the carrier is being asked. */
  DIALING_UNKNOWN,
  RINGING,
  IN_PROGRESS,
  HELD,
  COMPLETED,
  BUSY,
  NO_ANSWER,
  CANCELED,
  FAILED,
  DENIED;

  public boolean isFinal() {
    return ordinal() >= COMPLETED.ordinal();
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException for an unknown name
   */
  public static CallStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static CallStatus of(CallOutcome outcome) {
    return valueOf(outcome.name());
  }
}
