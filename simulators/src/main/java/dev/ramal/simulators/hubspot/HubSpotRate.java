package dev.ramal.simulators.hubspot;

import dev.ramal.simulators.time.Pace;
import dev.ramal.simulators.time.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What one account takes: 110 requests of an app in any ten seconds, and of searches, which do not
 * count there, five in any second. The windows shrink with the acceleration.
 */
final class HubSpotRate {
  private static final int PER_TEN_SECONDS = 110;
  private static final int SEARCHES_PER_SECOND = 5;

  private final Schedule schedule;
  private final Map<String, Deque<Instant>> requests = new HashMap<>();
  private int perTenSeconds = PER_TEN_SECONDS;
  private int searchesPerSecond = SEARCHES_PER_SECOND;

  HubSpotRate(Schedule schedule) {
    this.schedule = schedule;
  }

  /** 0 switches a limit off; below it nothing is taken. */
  void limit(int newPerTenSeconds, int newSearchesPerSecond) {
    perTenSeconds = newPerTenSeconds;
    searchesPerSecond = newSearchesPerSecond;
    requests.clear();
  }

  void clear() {
    limit(PER_TEN_SECONDS, SEARCHES_PER_SECOND);
  }

  void search(String portal) {
    check("search " + portal, searchesPerSecond, Duration.ofSeconds(1), "SECONDLY");
  }

  void request(String portal) {
    check(portal, perTenSeconds, Duration.ofSeconds(10), "TEN_SECONDLY_ROLLING");
  }

  private void check(String of, int most, Duration in, String policy) {
    if (most == 0) {
      return;
    }
    Deque<Instant> recent = requests.computeIfAbsent(of, first -> new ArrayDeque<>());
    Instant now = Instant.now();
    Duration window = shrunk(in);
    while (!recent.isEmpty() && recent.peekFirst().plus(window).isBefore(now)) {
      recent.removeFirst();
    }
    if (recent.size() >= most) {
      throw HubSpotErrors.tooMany(policy);
    }
    recent.addLast(now);
  }

  private Duration shrunk(Duration window) {
    Pace pace = schedule.pace();
    double factor = pace.kind() == Pace.Kind.ACCELERATED ? pace.factor() : 1;
    return Duration.ofMillis(Math.round(window.toMillis() / factor));
  }
}
