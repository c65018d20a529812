package dev.ramal.messaging.alerting;

import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.settings.ServiceConfig;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * That a receiver could not be told is an alert of its own; it ends when the receiver is told. Both
 * go by the topic, as of any service: whoever tells an alert holds that one, and locks no other.
 */
@ApplicationScoped
class BrokenReceivers {
  static final String TITLE = "Um canal de alertas não pôde ser avisado";

  private final Outbox outbox;
  private final Events events;
  private final AlertRepository alerts;
  private final ServiceConfig service;
  private final Clock clock;

  BrokenReceivers(
      Outbox outbox, Events events, AlertRepository alerts, ServiceConfig service, Clock clock) {
    this.outbox = outbox;
    this.events = events;
    this.alerts = alerts;
    this.service = service;
    this.clock = clock;
  }

  /** Of that one nothing is raised: it would go round in circles. */
  Uni<Void> tell(Sql sql, AlertRow alert, AlertNotification one, String reason) {
    if (alert.title().equals(TITLE)) {
      return Uni.createFrom().voidItem();
    }
    AlertRaised raised =
        new AlertRaised(
            UuidV7.next().toString(),
            service.name(),
            "warning",
            TITLE,
            "«%s» (%s) não recebeu um alerta: %s. Confira em GET /api/settings/alerts."
                .formatted(one.receiver(), one.channel(), reason),
            one.receiver(),
            clock.instant());
    return tell(sql, one, raised);
  }

  /** Nothing is told where nothing was wrong. */
  Uni<Void> works(Sql sql, AlertNotification one) {
    AlertResolved over = new AlertResolved(service.name(), TITLE, one.receiver(), clock.instant());
    return alerts
        .isOpen(sql, one.tenant(), over)
        .chain(open -> open ? tell(sql, one, over) : Uni.createFrom().voidItem());
  }

  private Uni<Void> tell(Sql sql, AlertNotification one, Record data) {
    return outbox.append(
        sql, events.create(one.tenant(), Topics.ALERTS, one.receiver(), null, data));
  }
}
