package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.OpenUsageRepository.OpenUsage;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.events.TenantId;
import dev.ramal.kit.consuming.DatabaseOutage;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Rates what could not be rated and brings the costs that were without an exchange rate, after
 * somebody has added a tariff or a rate. Usages that still cannot be rated, or that fail, hold up
 * no others; of more than can be tried at once those come first that have waited longest for
 * another try.
 */
@ApplicationScoped
public class RerateUnrateable {
  private static final Logger LOG = Logger.getLogger(RerateUnrateable.class);
  private static final int AT_ONCE = 1000;
  private static final int SET = 200;

  private final OpenUsageRepository waiting;
  private final PostUsage postUsage;
  private final TenantTransactions transactions;
  private final SqlTransactions setTransactions;
  private final UnrateableAlerts alerts;
  private final Clock clock;

  RerateUnrateable(
      OpenUsageRepository waiting,
      PostUsage postUsage,
      TenantTransactions transactions,
      SqlTransactions setTransactions,
      UnrateableAlerts alerts,
      Clock clock) {
    this.waiting = waiting;
    this.postUsage = postUsage;
    this.transactions = transactions;
    this.setTransactions = setTransactions;
    this.alerts = alerts;
    this.clock = clock;
  }

  public Uni<Rerated> rerate(TenantId tenant) {
    String command = UuidV7.next().toString();
    Instant begun = clock.instant();
    return transactions
        .inTenant(tenant, session -> waiting.longestOpen(session, AT_ONCE))
        .onItem()
        .transformToMulti(found -> Multi.createFrom().iterable(found))
        .map(OpenUsage::used)
        .group()
        .intoLists()
        .of(SET)
        .onItem()
        .transformToUniAndConcatenate(keys -> rerate(tenant, keys, command))
        .collect()
        .with(Collectors.summingLong(Long::longValue))
        .chain(
            rated ->
                transactions
                    .inTenant(tenant, session -> left(session, tenant, begun))
                    .map(left -> new Rerated(rated, left)));
  }

  /** What is told while it is re-rated is not over with it. */
  private Uni<Long> left(Mutiny.Session session, TenantId tenant, Instant begun) {
    return alerts.end(Sql.of(session), tenant, () -> waiting.countOpen(session), begun);
  }

  /** Halves a set that fails until the usage that spoils it stands alone and is left as it is. */
  private Uni<Long> rerate(TenantId tenant, List<Used> keys, String command) {
    return setTransactions
        .inTenant(tenant, sql -> postUsage.rerate(sql, keys, command))
        .onFailure(failure -> !DatabaseOutage.is(failure))
        .recoverWithUni(failure -> apart(tenant, keys, command, failure));
  }

  private Uni<Long> apart(TenantId tenant, List<Used> keys, String command, Throwable failure) {
    if (keys.size() == 1) {
      UsageKey key = keys.get(0).key();
      LOG.warnf(failure, "usage %s cannot be rated again", key.usageId());
      return setTransactions.inTenant(tenant, sql -> waiting.tried(sql, key)).replaceWith(0L);
    }
    int half = keys.size() / 2;
    return rerate(tenant, keys.subList(0, half), command)
        .chain(
            first ->
                rerate(tenant, keys.subList(half, keys.size()), command)
                    .map(second -> first + second));
  }

  /**
   * @param rated how many now are
   * @param stillUnrateable how many still are not, or have a cost without an exchange rate
   */
  public record Rerated(long rated, long stillUnrateable) {}
}
