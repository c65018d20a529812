package dev.ramal.simulators.hubspot;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The records of each HubSpot account, by the account's name. Confined to the loop. */
final class HubSpotPortals {
  /** Seconds are what integrators report of a new record. */
  private static final Duration USUAL_LAG = Duration.ofSeconds(10);

  private final Map<String, HubSpotStore> stores = new TreeMap<>();
  private Duration searchLag = USUAL_LAG;
  private long lastId = 30_000_000_000L;

  /** That account's records; none at first. */
  HubSpotStore of(String portal) {
    return stores.computeIfAbsent(portal, unknown -> new HubSpotStore());
  }

  /** Ids are numbers that the accounts share. */
  String nextId() {
    return String.valueOf(++lastId);
  }

  /** How long a new record stays out of searches. */
  Duration searchLag() {
    return searchLag;
  }

  void searchLag(Duration lag) {
    searchLag = lag;
  }

  void each(BiConsumer<String, HubSpotStore> action) {
    stores.forEach(action);
  }

  void clear() {
    stores.clear();
    searchLag = USUAL_LAG;
  }
}
