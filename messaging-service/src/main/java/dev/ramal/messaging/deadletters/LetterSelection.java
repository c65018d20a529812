package dev.ramal.messaging.deadletters;

import java.util.List;

/**
 * Which letters that wait are meant.
 *
 * @param topic in which they lie
 * @param fingerprint those that failed alike; null for all
 * @param ids these; empty for all
 */
record LetterSelection(String topic, String fingerprint, List<String> ids) {
  static final int MOST_IDS = 1_000;

  LetterSelection {
    ids = ids == null ? List.of() : List.copyOf(ids);
  }

  /** For a statement. */
  String[] idsOrNull() {
    return ids.isEmpty() ? null : ids.stream().distinct().toArray(String[]::new);
  }
}
