package dev.ramal.crm.changes;

import java.util.Locale;

/** Where a change of a deal stands. The words are stored and part of the API. */
enum ChangeState {
  /** Waits for the note of the call, which knows the deal. */
  PLANNED,
  /** To be done; nothing of it was. */
  WAITING,
  /** It was begun, and may be done. */
  WRITING,
  DONE,
  /** It was not to be done; the reason says why. */
  SKIPPED,
  /** Waits for a person. */
  FAILED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for another word
   */
  static ChangeState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  boolean isOpen() {
    return this == PLANNED || this == WAITING || this == WRITING;
  }
}
