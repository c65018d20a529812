package dev.ramal.kit.days;

import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.InsightDays;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Keeps past days, each in a transaction of its own, the latest first. An organization or a day
 * that cannot be summed is told of, tried again in the next round, and holds up no other.
 */
public final class KeepPastDays {
  private static final Logger LOG = Logger.getLogger(KeepPastDays.class);

  private final SqlTransactions transactions;
  private final KeptDays days;

  public KeepPastDays(SqlTransactions transactions, KeptDays days) {
    this.transactions = transactions;
    this.days = days;
  }

  /** Keeps a day, unless somebody else does or must not be disturbed. */
  public interface Keep {
    Uni<Void> keep(Sql sql, TenantId tenant, LocalDate day);
  }

  /**
   * Of every organization that has rows, one after the other.
   *
   * @param one keeps those of an organization
   */
  public Uni<Void> all(Function<TenantId, Uni<Void>> one) {
    return BestEffort.of(
        transactions
            .acrossTenants("past days of all organizations are summed", days::tenants)
            .onItem()
            .transformToMulti(tenants -> Multi.createFrom().iterable(tenants))
            .onItem()
            .transformToUniAndConcatenate(
                tenant ->
                    BestEffort.of(
                        one.apply(tenant),
                        failure ->
                            LOG.warnf("tenant=%s days are summed later: %s", tenant, failure)))
            .onItem()
            .ignoreAsUni(),
        failure -> LOG.warnf("past days are summed later: %s", failure));
  }

  /**
   * Of one organization.
   *
   * @param count of how many past days sums are kept
   */
  public Uni<Void> of(TenantId tenant, Instant now, int count, Keep keep) {
    LocalDate last = InsightDays.lastToKeep(now);
    LocalDate first = last.minusDays(count - 1L);
    return transactions
        .inTenant(tenant, sql -> days.missing(sql, tenant, first, last))
        .onItem()
        .transformToMulti(missing -> Multi.createFrom().iterable(missing))
        .onItem()
        .transformToUniAndConcatenate(
            day ->
                BestEffort.of(
                    transactions.inTenant(tenant, sql -> keep.keep(sql, tenant, day)),
                    failure ->
                        LOG.warnf("tenant=%s day=%s is summed later: %s", tenant, day, failure)))
        .onItem()
        .ignoreAsUni();
  }
}
