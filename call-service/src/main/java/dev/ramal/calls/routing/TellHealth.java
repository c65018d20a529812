package dev.ramal.calls.routing;

import dev.ramal.carriers.health.Breaker;
import dev.ramal.carriers.health.CarrierError;
import dev.ramal.carriers.health.KeptBreaker;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.calls.CarrierDegraded;
import dev.ramal.events.calls.CarrierRecovered;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/** Tells that calls are kept away from a carrier, and that they are not any more. */
@ApplicationScoped
class TellHealth {
  private static final String SERVICE = "call-service";
  private static final String TITLE = "Operadora não completa ligações";

  private final Outbox outbox;
  private final Events events;

  TellHealth(Outbox outbox, Events events) {
    this.outbox = outbox;
    this.events = events;
  }

  /** Once when the breaker opens and once when it is closed again, whatever happens in between. */
  Uni<Void> tell(Sql sql, TenantId tenant, Carrier carrier, KeptBreaker before, KeptBreaker after) {
    boolean closedBefore = before.breaker().state() == Breaker.State.CLOSED;
    boolean closed = after.breaker().state() == Breaker.State.CLOSED;
    if (closedBefore == closed) {
      return Uni.createFrom().voidItem();
    }
    return outbox.appendAll(
        sql, closed ? recovered(tenant, carrier, before, after) : degraded(tenant, carrier, after));
  }

  private List<OutboxEntry> recovered(
      TenantId tenant, Carrier carrier, KeptBreaker before, KeptBreaker after) {
    CarrierRecovered event =
        new CarrierRecovered(carrier, before.breaker().failures(), after.breaker().since());
    AlertResolved over = new AlertResolved(SERVICE, TITLE, subject(carrier), event.recoveredAt());
    return List.of(
        entry(tenant, Topics.CALLS, carrier, event), entry(tenant, Topics.ALERTS, carrier, over));
  }

  private List<OutboxEntry> degraded(TenantId tenant, Carrier carrier, KeptBreaker after) {
    CarrierError why = after.errors().get(0);
    Breaker breaker = after.breaker();
    CarrierDegraded event =
        new CarrierDegraded(carrier, breaker.failures(), why.code(), why.reason(), breaker.since());
    return List.of(
        entry(tenant, Topics.CALLS, carrier, event),
        entry(tenant, Topics.ALERTS, carrier, alert(carrier, event)));
  }

  private static AlertRaised alert(Carrier carrier, CarrierDegraded event) {
    return new AlertRaised(
        UuidV7.next().toString(),
        SERVICE,
        "critical",
        TITLE,
        ("%d ligações seguidas não saíram pela %s (código %s). Enquanto isso as ligações saem por"
                + " outra operadora, se houver; a %s é testada e volta sozinha.")
            .formatted(event.failures(), name(carrier), event.code(), name(carrier)),
        subject(carrier),
        event.degradedAt());
  }

  private static String subject(Carrier carrier) {
    return "carrier:" + carrier.wire();
  }

  private static String name(Carrier carrier) {
    String word = carrier.wire();
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private OutboxEntry entry(TenantId tenant, String topic, Carrier carrier, Record data) {
    return OutboxEntry.of(events.create(tenant, topic, subject(carrier), null, data));
  }
}
