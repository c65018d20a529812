package dev.ramal.simulators.script;

import java.util.Locale;

/** What a dialled number does. */
public enum Outcome {
  ANSWER,
  BUSY,
  NO_ANSWER,
  FAILED,
  REJECT;

  /** Reads answer, busy, no-answer, failed or reject. */
  public static Outcome of(String text) {
    try {
      return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "outcome is one of answer, busy, no-answer, failed, reject; not " + text, unknown);
    }
  }

  /** The word used in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
