package dev.ramal.crm.activities;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * When the notes of a set of calls are to be written.
 *
 * @param added notes that are new, and how long each waits
 * @param hurried notes that wait already, and need not any more
 */
record NotePlan(Map<CallKey, Duration> added, Set<CallKey> hurried) {
  NotePlan() {
    this(new LinkedHashMap<>(), new HashSet<>());
  }

  void add(CallKey call, Duration wait) {
    added.put(call, wait);
  }

  void hurry(CallKey call, Duration within) {
    if (added.computeIfPresent(call, (same, wait) -> within) == null) {
      hurried.add(call);
    }
  }
}
