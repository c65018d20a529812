package dev.ramal.crm.changes;

import java.util.Locale;

/** What a change of a deal does. The words are stored and part of the API. */
enum ChangeKind {
  /** Makes a task. */
  TASK,
  /** Changes the deal's stage and fields. */
  DEAL;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for another word
   */
  static ChangeKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
