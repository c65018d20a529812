package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.time.Pace;
import dev.ramal.simulators.time.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** 120 requests of an account in a sliding minute; the minute shrinks with the acceleration. */
final class RdRate {
  private static final int DEFAULT = 120;

  private final Schedule schedule;
  private final Map<String, Deque<Instant>> requests = new HashMap<>();
  private int perMinute = DEFAULT;

  RdRate(Schedule schedule) {
    this.schedule = schedule;
  }

  /**
   * @param newLimit requests per minute; 0 switches the limit off
   */
  void limit(int newLimit) {
    perMinute = newLimit;
    requests.clear();
  }

  int limit() {
    return perMinute;
  }

  void clear() {
    limit(DEFAULT);
  }

  void check(String crm) {
    if (perMinute == 0) {
      return;
    }
    Deque<Instant> recent = requests.computeIfAbsent(crm, first -> new ArrayDeque<>());
    Duration minute = minute();
    Instant now = Instant.now();
    while (!recent.isEmpty() && recent.peekFirst().plus(minute).isBefore(now)) {
      recent.removeFirst();
    }
    if (recent.size() >= perMinute) {
      Duration wait = Duration.between(now, recent.peekFirst().plus(minute));
      throw RdErrors.tooMany(Math.max(1, (wait.toMillis() + 999) / 1000));
    }
    recent.addLast(now);
  }

  private Duration minute() {
    Pace pace = schedule.pace();
    double factor = pace.kind() == Pace.Kind.ACCELERATED ? pace.factor() : 1;
    return Duration.ofMillis(Math.round(60_000 / factor));
  }
}
