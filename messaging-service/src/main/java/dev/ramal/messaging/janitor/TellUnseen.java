package dev.ramal.messaging.janitor;

import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;

/** That a carrier has more than it lists of a time: a person can look at its portal. */
@ApplicationScoped
class TellUnseen {
  private static final Logger LOG = Logger.getLogger(TellUnseen.class);

  private final Outbox outbox;
  private final Events events;
  private final Clock clock;
  private final MeterRegistry metrics;

  TellUnseen(Outbox outbox, Events events, Clock clock, MeterRegistry metrics) {
    this.outbox = outbox;
    this.events = events;
    this.clock = clock;
    this.metrics = metrics;
  }

  Uni<Void> tell(Sql sql, TenantId tenant, ConnectionId connection, SweepWindow window) {
    LOG.errorf(
        "tenant=%s connection=%s lists less than it has between %s and %s: the rest was not seen",
        tenant, connection, window.from(), window.until());
    Counter.builder("ramal.messaging.sweeps.unseen")
        .description("Looks into an inbox of a carrier that could not see all of it")
        .register(metrics)
        .increment();
    AlertRaised alert =
        new AlertRaised(
            UuidV7.next().toString(),
            "messaging-service",
            "warning",
            "Mensagens recebidas podem faltar",
            "Entre %s e %s a operadora recebeu mais mensagens do que lista. As que não chegaram"
                    .formatted(
                        window.from().truncatedTo(ChronoUnit.SECONDS),
                        window.until().truncatedTo(ChronoUnit.SECONDS))
                + " por aviso só estão no portal da operadora: confira lá.",
            connection.value(),
            clock.instant());
    return outbox.appendAll(
        sql,
        List.of(
            OutboxEntry.of(events.create(tenant, Topics.ALERTS, connection.value(), null, alert))));
  }
}
