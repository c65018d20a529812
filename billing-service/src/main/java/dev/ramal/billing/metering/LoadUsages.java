package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.tariffs.TariffRepository;
import dev.ramal.billing.velocity.WatchVelocity;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Loads what a set of facts needs to be applied. */
@ApplicationScoped
class LoadUsages {
  private final TariffRepository tariffs;
  private final UsageRecordRepository records;
  private final WatchVelocity velocity;
  private final Clock clock;

  LoadUsages(
      TariffRepository tariffs,
      UsageRecordRepository records,
      WatchVelocity velocity,
      Clock clock) {
    this.tariffs = tariffs;
    this.records = records;
    this.velocity = velocity;
    this.clock = clock;
  }

  /** What a set needs to be applied, and by which rules its use is watched. */
  record Loaded(UsageSet usages, WatchVelocity.Rules velocity) {}

  /**
   * Which rows are needed follows from the tariffs: of calls that one may join with others those
   * around them, too. All are locked at once, in order.
   */
  Uni<Loaded> load(Sql sql, Set<UsageKey> keys, List<Used> used) {
    Set<TenantId> tenants = keys.stream().map(UsageKey::tenant).collect(Collectors.toSet());
    return Uni.combine()
        .all()
        .unis(tariffs.rates(sql, tenants), velocity.rules(sql, tenants))
        .collectFailures()
        .asTuple()
        .chain(
            found ->
                records
                    .lock(sql, keys, joined(found.getItem1(), used))
                    .map(locked -> new UsageSet(locked, found.getItem1(), clock.instant()))
                    .map(usages -> new Loaded(usages, found.getItem2())));
  }

  private static List<Used> joined(Map<TenantId, RateUsage> rates, List<Used> used) {
    return used.stream()
        .filter(fact -> fact.usage().until() != null)
        .filter(fact -> rates.get(fact.key().tenant()).mayJoin(fact.usage()))
        .toList();
  }
}
