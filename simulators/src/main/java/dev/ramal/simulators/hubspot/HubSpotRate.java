package dev.ramal.simulators.hubspot;

import dev.ramal.simulators.context.RequestWindow;
import dev.ramal.simulators.time.Schedule;
import java.time.Duration;

/**
 * What one account takes: 110 requests of an app in any ten seconds, and of searches, which do not
 * count there, five in any second. The windows shrink with the acceleration.
 */
final class HubSpotRate {
  private static final int PER_TEN_SECONDS = 110;
  private static final int SEARCHES_PER_SECOND = 5;

  private final RequestWindow requests;
  private int perTenSeconds = PER_TEN_SECONDS;
  private int searchesPerSecond = SEARCHES_PER_SECOND;

  HubSpotRate(Schedule schedule) {
    requests = new RequestWindow(schedule);
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
    if (requests.take(of, most, in).isPresent()) {
      throw HubSpotErrors.tooMany(policy);
    }
  }
}
