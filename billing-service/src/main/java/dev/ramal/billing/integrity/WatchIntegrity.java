package dev.ramal.billing.integrity;

import dev.ramal.billing.TenantMonth;
import dev.ramal.billing.integrity.MonthIntegrity.PartIntegrity;
import dev.ramal.billing.ledger.MonthRepository;
import dev.ramal.billing.ledger.chain.ChainVerification;
import dev.ramal.billing.ledger.chain.VerifyChain;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Compares the months of all organizations with their ledgers, and their ledgers with their chains,
 * and alerts people: once for each month that differs, until it differs no more.
 *
 * <p>Failure policy: what cannot be compared is compared in the next round and holds up no other.
 * Several replicas may go round at once: the alert is one row.
 */
@ApplicationScoped
class WatchIntegrity {
  private static final Logger LOG = Logger.getLogger(WatchIntegrity.class);
  private static final String SERVICE = "billing-service";
  private static final String TITLE = "Os números da cobrança não batem";
  private static final String LEDGER = "ledger";

  private final VerifyMonth verifyMonth;
  private final VerifyChain verifyChain;
  private final MonthRepository months;
  private final IntegrityAlertRepository told;
  private final SqlTransactions transactions;
  private final Events events;
  private final Outbox outbox;
  private final IntegrityConfig config;
  private final Clock clock;

  WatchIntegrity(
      VerifyMonth verifyMonth,
      VerifyChain verifyChain,
      MonthRepository months,
      IntegrityAlertRepository told,
      SqlTransactions transactions,
      Events events,
      Outbox outbox,
      IntegrityConfig config,
      Clock clock) {
    this.verifyMonth = verifyMonth;
    this.verifyChain = verifyChain;
    this.months = months;
    this.told = told;
    this.transactions = transactions;
    this.events = events;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      identity = "month-integrity",
      every = "${ramal.billing.integrity.every}",
      delayed = "${ramal.billing.integrity.first-after}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> goRound() {
    return BestEffort.of(
        round(lastMonths()), failure -> LOG.warnf("months are compared later: %s", failure));
  }

  @AcrossTenants("the months of all organizations are compared in the same round")
  Uni<Void> round(List<BillingMonth> looked) {
    return transactions
        .acrossTenants(
            "the months of all organizations are compared in the same round",
            sql -> months.used(sql, looked))
        .chain(
            found -> {
              Set<TenantId> tenants =
                  found.stream()
                      .map(TenantMonth::tenant)
                      .collect(Collectors.toCollection(LinkedHashSet::new));
              List<Uni<Void>> all = new ArrayList<>();
              found.forEach(of -> all.add(month(of)));
              tenants.forEach(tenant -> all.add(chain(tenant)));
              return each(all);
            });
  }

  private List<BillingMonth> lastMonths() {
    List<BillingMonth> last = new ArrayList<>();
    BillingMonth month = BillingMonth.at(clock.instant());
    for (int i = 0; i < config.months(); i++) {
      last.add(month);
      month = month.previous();
    }
    return last;
  }

  private static Uni<Void> each(List<Uni<Void>> all) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(
            one ->
                BestEffort.of(one, failure -> LOG.warnf("a month is compared later: %s", failure)))
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> month(TenantMonth of) {
    return verifyMonth
        .verify(of.tenant(), of.month())
        .chain(
            made ->
                tell(
                    of.tenant(),
                    of.month().toString(),
                    made.intact(),
                    "Em %s diferem do razão: %s. Veja GET /api/billing/ledger/integrity?month=%s."
                        .formatted(of.month(), broken(made), of.month())));
  }

  private static String broken(MonthIntegrity made) {
    return made.parts().stream()
        .filter(part -> !part.intact())
        .map(PartIntegrity::part)
        .map(CheckedPart::wire)
        .collect(Collectors.joining(", "));
  }

  private Uni<Void> chain(TenantId tenant) {
    return verifyChain
        .whole(tenant)
        .chain(
            made ->
                tell(
                    tenant,
                    LEDGER,
                    made.intact(),
                    "A cadeia do razão está rompida (%s). Veja GET /api/billing/ledger/verification."
                        .formatted(where(made))));
  }

  private static String where(ChainVerification made) {
    return made.brokenAt() == null
        ? made.besideTheChain() + " linhas fora dela"
        : "na posição " + made.brokenAt();
  }

  private Uni<Void> tell(TenantId tenant, String subject, boolean intact, String detail) {
    return transactions.inTenant(
        tenant, sql -> intact ? end(sql, tenant, subject) : raise(sql, tenant, subject, detail));
  }

  private Uni<Void> raise(Sql sql, TenantId tenant, String subject, String detail) {
    Instant now = clock.instant();
    return told.raise(sql, tenant, subject, now)
        .chain(
            isNew ->
                isNew
                    ? append(
                        sql,
                        tenant,
                        new AlertRaised(
                            UuidV7.next().toString(),
                            SERVICE,
                            "critical",
                            TITLE,
                            detail,
                            subject,
                            now))
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> end(Sql sql, TenantId tenant, String subject) {
    return told.end(sql, tenant, subject)
        .chain(
            wasTold ->
                wasTold
                    ? append(
                        sql, tenant, new AlertResolved(SERVICE, TITLE, subject, clock.instant()))
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> append(Sql sql, TenantId tenant, Record alert) {
    return outbox.appendAll(
        sql,
        List.of(OutboxEntry.of(events.create(tenant, Topics.ALERTS, tenant.value(), null, alert))));
  }
}
