package dev.ramal.messaging.alerting;

import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears of what needs a person, from every service, and that it is over. */
@ApplicationScoped
public class AlertsConsumer {
  /** Marks in the inbox what was applied; another name would count all of it again. */
  public static final String INBOX = "messaging-service.alerts";

  private final IdempotentConsumer consumer;
  private final RaiseAlert raiseAlert;
  private final EndAlert endAlert;

  AlertsConsumer(IdempotentConsumer consumer, RaiseAlert raiseAlert, EndAlert endAlert) {
    this.consumer = consumer;
    this.raiseAlert = raiseAlert;
    this.endAlert = endAlert;
  }

  @Incoming("alerts")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.with(INBOX, this::apply);
  }

  private Uni<Void> apply(Mutiny.Session session, ReceivedEvent event) {
    return switch (event.type()) {
      case AlertRaised.TYPE ->
          raiseAlert.raise(Sql.of(session), event.tenant(), event.data(AlertRaised.class));
      case AlertResolved.TYPE ->
          endAlert.end(Sql.of(session), event.tenant(), event.data(AlertResolved.class));
      default -> Uni.createFrom().voidItem();
    };
  }
}
