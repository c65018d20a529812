package dev.ramal.kit.deadletters;

import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.failure.DeadLetter;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.ids.LoggedId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.settings.ServiceConfig;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Tells people of dead letters: each is a line in the log and counted, and the first of an
 * organization, a topic and a kind of failure within an hour is an alert. One that names no
 * organization is the operator's.
 *
 * <p>Failure policy: an alert that cannot be stored is told by the next dead letter of its kind.
 * The record itself is safe in its topic before anything is told.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class TellDeadLetters {
  private static final Logger LOG = Logger.getLogger(TellDeadLetters.class);

  private final SqlTransactions transactions;
  private final Outbox outbox;
  private final Events events;
  private final ServiceConfig service;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final AlertsOfLate told;

  TellDeadLetters(
      SqlTransactions transactions,
      Outbox outbox,
      Events events,
      ServiceConfig service,
      Clock clock,
      MeterRegistry metrics) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.events = events;
    this.service = service;
    this.clock = clock;
    this.metrics = metrics;
    this.told = new AlertsOfLate(clock);
  }

  void tell(@Observes DeadLetter letter) {
    Failure failure = letter.failure();
    LOG.warnf(
        "tenant=%s topic=%s partition=%d offset=%d event=%s attempt=%d dead letter: %s",
        letter.tenant() == null ? "none" : letter.tenant(),
        letter.place().topic(),
        letter.place().partition(),
        letter.place().offset(),
        LoggedId.of(letter.event()),
        letter.attempt(),
        why(failure));
    Counter.builder("ramal.dead.letters")
        .description("Records that went to a dead letter topic")
        .tag("topic", letter.topic())
        .tag("kind", failure.kind())
        .register(metrics)
        .increment();
    alert(letter);
  }

  private void alert(DeadLetter letter) {
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

  /** Without what others wrote: that may be about people. The record's headers hold all of it. */
  private static String why(Failure failure) {
    if (failure instanceof Failure.Malformed malformed) {
      return failure.kind() + " " + malformed.code();
    }
    boolean caused = failure instanceof Failure.Transient trouble && trouble.cause() != null;
    return failure.kind()
        + (caused ? " " + ((Failure.Transient) failure).cause().getClass().getName() : "");
  }
}
