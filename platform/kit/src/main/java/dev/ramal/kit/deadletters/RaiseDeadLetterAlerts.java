package dev.ramal.kit.deadletters;

import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.failure.DeadLetter;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.settings.ServiceConfig;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Alerts people of dead letters: the first of an organization, a topic and a kind of failure within
 * an hour. One that names no organization is the operator's. Only where there is an outbox: a
 * service without a database counts its dead letters, and the operator's rules ring for them.
 *
 * <p>Failure policy: an alert that cannot be stored is told by the next dead letter of its kind.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class RaiseDeadLetterAlerts {
  private static final Logger LOG = Logger.getLogger(RaiseDeadLetterAlerts.class);

  private final SqlTransactions transactions;
  private final Outbox outbox;
  private final Events events;
  private final ServiceConfig service;
  private final Clock clock;
  private final AlertsOfLate told;

  RaiseDeadLetterAlerts(
      SqlTransactions transactions,
      Outbox outbox,
      Events events,
      ServiceConfig service,
      Clock clock) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.events = events;
    this.service = service;
    this.clock = clock;
    this.told = new AlertsOfLate(clock);
  }

  void alert(@Observes DeadLetter letter) {
    TenantId tenant = letter.tenant() == null ? TenantId.OPERATOR : letter.tenant();
    String what = tenant + " " + letter.topic() + " " + letter.failure().kind();
    if (told.isNew(what)) {
      OutboxEntry entry = OutboxEntry.of(event(tenant, letter));
      BestEffort.of(
              transactions.inTenant(tenant, sql -> outbox.appendAll(sql, List.of(entry))),
              failure -> {
                told.forget(what);
                LOG.errorf("tenant=%s topic=%s no alert: %s", tenant, letter.topic(), failure);
              })
          .subscribe()
          .with(stored -> {});
    }
  }

  private Event<AlertRaised> event(TenantId tenant, DeadLetter letter) {
    String subject = letter.topic() + " " + letter.failure().kind();
    return events.create(
        tenant,
        Topics.ALERTS,
        subject,
        null,
        new AlertRaised(
            UuidV7.next().toString(),
            service.name(),
            "critical",
            "Um evento não pôde ser processado",
            "O registro está em %s, com o motivo nos cabeçalhos."
                .formatted(letter.deadLetterTopic()),
            subject,
            clock.instant()));
  }
}
