package dev.ramal.messaging.routing;

import dev.ramal.carriers.health.Breaker;
import dev.ramal.carriers.health.CarrierError;
import dev.ramal.carriers.health.KeptBreaker;
import dev.ramal.events.Channel;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells a person that messages are kept away from an account. */
@ApplicationScoped
class TellTrouble {
  private final Outbox outbox;
  private final Events events;

  TellTrouble(Outbox outbox, Events events) {
    this.outbox = outbox;
    this.events = events;
  }

  /** Once when the circuit opens, however often the account is asked about then. */
  Uni<Void> tell(Sql sql, CircuitKey key, KeptBreaker before, KeptBreaker after) {
    boolean opened = before.breaker().state() == Breaker.State.CLOSED && after.breaker().isOpen();
    return opened
        ? outbox.appendAll(
            sql,
            List.of(
                OutboxEntry.of(
                    events.create(
                        key.tenant(),
                        Topics.ALERTS,
                        key.connection().value(),
                        null,
                        alert(key, after)))))
        : Uni.createFrom().voidItem();
  }

  private static AlertRaised alert(CircuitKey key, KeptBreaker after) {
    CarrierError why = after.errors().get(0);
    return new AlertRaised(
        UuidV7.next().toString(),
        "messaging-service",
        "critical",
        "Operadora não aceita mensagens",
        ("%d envios seguidos de %s não saíram pela conta %s (código %s). Enquanto isso as mensagens"
                + " saem por outra conta, se houver; esta é testada e volta sozinha.")
            .formatted(
                after.breaker().failures(),
                key.channel() == Channel.WHATSAPP ? "WhatsApp" : "SMS",
                key.connection(),
                why.code()),
        key.connection().value(),
        after.breaker().since());
  }
}
