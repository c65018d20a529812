package dev.ramal.messaging.alerting;

import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.settings.ServiceConfig;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Alerts that people raise to see whom they reach; each is one of its own. */
@ApplicationScoped
class TestAlerts {
  private final Outbox outbox;
  private final Events events;
  private final ServiceConfig service;
  private final Clock clock;

  TestAlerts(Outbox outbox, Events events, ServiceConfig service, Clock clock) {
    this.outbox = outbox;
    this.events = events;
    this.service = service;
    this.clock = clock;
  }

  /** What was raised. */
  @Schema(name = "TestAlert")
  record Raised(@Schema(description = "Of the alert, as the list shows it") String subject) {}

  Uni<Raised> raise(Sql sql, TenantId tenant) {
    String subject = "test:" + UuidV7.next();
    AlertRaised alert =
        new AlertRaised(
            UuidV7.next().toString(),
            service.name(),
            "critical",
            "Alerta de teste",
            "Uma pessoa da organização confere se os alertas chegam. Nada aconteceu.",
            subject,
            clock.instant());
    return outbox
        .append(sql, events.create(tenant, Topics.ALERTS, subject, null, alert))
        .replaceWith(new Raised(subject));
  }
}
