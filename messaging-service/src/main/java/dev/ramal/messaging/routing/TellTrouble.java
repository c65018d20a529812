package dev.ramal.messaging.routing;

import dev.ramal.carriers.health.Breaker;
import dev.ramal.carriers.health.CarrierError;
import dev.ramal.carriers.health.KeptBreaker;
import dev.ramal.events.Channel;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells a person that messages are kept away from an account, and that they are not any more. */
@ApplicationScoped
class TellTrouble {
  private static final String SERVICE = "messaging-service";
  private static final String TITLE = "Operadora não aceita mensagens";

  private final Outbox outbox;
  private final Events events;

  TellTrouble(Outbox outbox, Events events) {
    this.outbox = outbox;
    this.events = events;
  }

  /**
   * Once when the circuit opens, however often the account is asked about then, and once when it is
   * closed again.
   */
  Uni<Void> tell(Sql sql, CircuitKey key, KeptBreaker before, KeptBreaker after) {
    boolean was = before.breaker().state() == Breaker.State.CLOSED;
    boolean closed = after.breaker().state() == Breaker.State.CLOSED;
    if (was && after.breaker().isOpen()) {
      return tell(sql, key, alert(key, after));
    }
    return !was && closed ? tell(sql, key, over(key, after)) : Uni.createFrom().voidItem();
  }

  private Uni<Void> tell(Sql sql, CircuitKey key, Record data) {
    return outbox.appendAll(
        sql,
        List.of(
            OutboxEntry.of(
                events.create(key.tenant(), Topics.ALERTS, key.connection().value(), null, data))));
  }

  private static AlertResolved over(CircuitKey key, KeptBreaker after) {
    return new AlertResolved(SERVICE, TITLE, subject(key), after.breaker().since());
  }

  private static AlertRaised alert(CircuitKey key, KeptBreaker after) {
    CarrierError why = after.errors().get(0);
    return new AlertRaised(
        UuidV7.next().toString(),
        SERVICE,
        "critical",
        TITLE,
        ("%d envios seguidos de %s não saíram pela conta %s (código %s). Enquanto isso as mensagens"
                + " saem por outra conta, se houver; esta é testada e volta sozinha.")
            .formatted(
                after.breaker().failures(),
                key.channel() == Channel.WHATSAPP ? "WhatsApp" : "SMS",
                key.connection(),
                why.code()),
        subject(key),
        after.breaker().since());
  }

  /** The circuits of an account are of one channel each. */
  private static String subject(CircuitKey key) {
    return key.connection() + ":" + key.channel().wire();
  }
}
