package dev.ramal.billing.integrity;

import dev.ramal.billing.integrity.MonthIntegrity.PartIntegrity;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Compares all that is kept of a month with its ledger, part by part. The journal's two sides agree
 * whatever its amounts are; what proves something is that sums, records, documents and exports,
 * each written by another path, come to the same.
 *
 * <p>Each part compares what one snapshot of the database says, or what never changes. What differs
 * is looked at a second time nevertheless, because people are woken by it.
 *
 * <p>Failure policy: a part that cannot be compared, as one that takes too long, is told as such
 * and keeps nothing of the others back.
 */
@ApplicationScoped
class VerifyMonth {
  private static final Logger LOG = Logger.getLogger(VerifyMonth.class);

  private final CheckKeptRows rows;
  private final List<MonthCheck> checks;

  VerifyMonth(CheckKeptRows rows, @All List<MonthCheck> checks) {
    this.rows = rows;
    this.checks = new ArrayList<>(rows.checks());
    this.checks.addAll(checks);
    this.checks.sort((a, b) -> a.part().compareTo(b.part()));
  }

  Uni<MonthIntegrity> verify(TenantId tenant, BillingMonth month) {
    return rows.totals(tenant, month)
        .chain(
            totals ->
                parts(tenant, month)
                    .map(
                        parts ->
                            new MonthIntegrity(
                                month, totals.entries(), totals.cost(), totals.price(), parts)));
  }

  /** One after the other: each reads the month whole. */
  Uni<List<PartIntegrity>> parts(TenantId tenant, BillingMonth month) {
    return Multi.createFrom()
        .iterable(checks)
        .onItem()
        .transformToUniAndConcatenate(check -> part(check, tenant, month))
        .collect()
        .asList();
  }

  private static Uni<PartIntegrity> part(MonthCheck check, TenantId tenant, BillingMonth month) {
    return check
        .differences(tenant, month)
        .chain(
            found ->
                found.isEmpty() ? Uni.createFrom().item(found) : check.differences(tenant, month))
        .map(found -> PartIntegrity.of(check.part(), found))
        .onFailure()
        .invoke(
            failure ->
                LOG.warnf(
                    "tenant=%s %s of %s is not checked: %s",
                    tenant, check.part().wire(), month, failure))
        .onFailure()
        .recoverWithItem(() -> PartIntegrity.notChecked(check.part()));
  }
}
