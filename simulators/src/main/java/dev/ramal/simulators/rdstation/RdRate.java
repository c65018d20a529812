package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.context.RequestWindow;
import dev.ramal.simulators.time.Schedule;
import java.time.Duration;

/** 120 requests of an account in a sliding minute; the minute shrinks with the acceleration. */
final class RdRate {
  private static final int DEFAULT = 120;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final RequestWindow requests;
  private int perMinute = DEFAULT;

  RdRate(Schedule schedule) {
    requests = new RequestWindow(schedule);
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
    requests
        .take(crm, perMinute, MINUTE)
        .ifPresent(
            wait -> {
              throw RdErrors.tooMany(Math.max(1, (wait.toMillis() + 999) / 1000));
            });
  }
}
