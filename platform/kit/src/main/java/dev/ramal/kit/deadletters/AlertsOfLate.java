package dev.ramal.kit.deadletters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What was told within an hour by this process. Names come with records: they are not kept on. */
final class AlertsOfLate {
  private static final Duration QUIET = Duration.ofHours(1);
  private static final int MOST = 10_000;

  private final Map<String, Instant> told = new ConcurrentHashMap<>();
  private final Clock clock;

  AlertsOfLate(Clock clock) {
    this.clock = clock;
  }

  /** Whether it was not told within the hour; from now on it was. */
  boolean isNew(String what) {
    Instant now = clock.instant();
    if (told.size() >= MOST) {
      told.values().removeIf(at -> at.plus(QUIET).isBefore(now));
    }
    Instant before = told.get(what);
    if (before == null) {
      return told.size() < MOST && told.putIfAbsent(what, now) == null;
    }
    return before.plus(QUIET).isBefore(now) && told.replace(what, before, now);
  }

  void forget(String what) {
    told.remove(what);
  }
}
