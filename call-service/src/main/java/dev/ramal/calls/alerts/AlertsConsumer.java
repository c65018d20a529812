package dev.ramal.calls.alerts;

import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears of what needs a person, from every service. */
@ApplicationScoped
class AlertsConsumer {
  /** Marks in the inbox what was applied; another name would count all of it again. */
  static final String INBOX = "call-service.alerts";

  private final IdempotentConsumer consumer;
  private final AlertRepository alerts;

  AlertsConsumer(IdempotentConsumer consumer, AlertRepository alerts) {
    this.consumer = consumer;
    this.alerts = alerts;
  }

  @Incoming("alerts")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.with(INBOX, this::keep);
  }

  private Uni<Void> keep(Mutiny.Session session, ReceivedEvent event) {
    return AlertRaised.TYPE.equals(event.type())
        ? alerts.raise(Sql.of(session), event.tenant(), event.data(AlertRaised.class))
        : Uni.createFrom().voidItem();
  }
}
