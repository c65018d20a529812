package dev.ramal.billing.integrity;

import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Alerts people: once for each month or chain that is not right, until it is right again. */
@ApplicationScoped
class TellIntegrity {
  private static final String SERVICE = "billing-service";
  private static final String TITLE = "Os números da cobrança não batem";

  private final IntegrityAlertRepository told;
  private final SqlTransactions transactions;
  private final Events events;
  private final Outbox outbox;
  private final Clock clock;

  TellIntegrity(
      IntegrityAlertRepository told,
      SqlTransactions transactions,
      Events events,
      Outbox outbox,
      Clock clock) {
    this.told = told;
    this.transactions = transactions;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
  }

  Uni<Void> broken(TenantId tenant, String subject, String detail) {
    return transactions.inTenant(tenant, sql -> raise(sql, tenant, subject, detail));
  }

  Uni<Void> intact(TenantId tenant, String subject) {
    return transactions.inTenant(tenant, sql -> end(sql, tenant, subject));
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
