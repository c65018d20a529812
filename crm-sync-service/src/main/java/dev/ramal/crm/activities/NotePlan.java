package dev.ramal.crm.activities;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When the notes of a set of calls are to be written.
 *
 * @param added notes that are new, and how long each waits
 * @param hurried notes that wait already, and how long they need at most from now on
 */
record NotePlan(Map<NoteKey, Duration> added, Map<NoteKey, Duration> hurried) {
  NotePlan() {
    this(new LinkedHashMap<>(), new HashMap<>());
  }

  void add(NoteKey note, Duration wait) {
    added.put(note, wait);
  }

  void hurry(NoteKey note, Duration within) {
    if (added.computeIfPresent(note, (same, wait) -> shorter(wait, within)) == null) {
      hurried.merge(note, within, NotePlan::shorter);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
