package dev.ramal.simulators.rdstation;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The records of each CRM account, by the account's name. Confined to the loop. */
final class RdCrms {
  private final Map<String, RdStore> stores = new TreeMap<>();

  /** That account's records; none at first. */
  RdStore of(String crm) {
    return stores.computeIfAbsent(crm, RdStore::new);
  }

  void each(BiConsumer<String, RdStore> action) {
    stores.forEach(action);
  }

  void clear() {
    stores.clear();
  }
}
