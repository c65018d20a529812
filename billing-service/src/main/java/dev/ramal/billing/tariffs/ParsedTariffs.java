package dev.ramal.billing.tariffs;

import dev.ramal.billing.rating.Tariff;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Tariffs as they were read last, so that they are parsed once: a tariff never changes. Those that
 * were used longest ago give way when all together have too many rules.
 */
@ApplicationScoped
class ParsedTariffs {
  private final Map<UUID, Tariff> byAge = new LinkedHashMap<>(16, 0.75f, true);
  private final int mostRules;
  private int rules;

  ParsedTariffs(TariffConfig config) {
    this.mostRules = config.keptRules();
  }

  /** Null when it must be read. */
  synchronized Tariff find(UUID id) {
    return byAge.get(id);
  }

  synchronized void keep(Tariff tariff) {
    if (byAge.put(tariff.id(), tariff) == null) {
      rules += tariff.rules().size();
    }
    Iterator<Tariff> oldest = byAge.values().iterator();
    while (rules > mostRules && byAge.size() > 1) {
      rules -= oldest.next().rules().size();
      oldest.remove();
    }
  }
}
