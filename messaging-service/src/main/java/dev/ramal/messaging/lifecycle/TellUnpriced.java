package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * That prices were asked for of which the carrier does not tell any more: its reports have them.
 */
@ApplicationScoped
class TellUnpriced {
  private final Outbox outbox;
  private final Events events;
  private final Clock clock;

  TellUnpriced(Outbox outbox, Events events, Clock clock) {
    this.outbox = outbox;
    this.events = events;
    this.clock = clock;
  }

  Uni<Void> tell(Sql sql, List<Unpriced> all) {
    return all.isEmpty()
        ? Uni.createFrom().voidItem()
        : outbox.appendAll(sql, all.stream().map(this::alert).toList());
  }

  private OutboxEntry alert(Unpriced told) {
    String carrier = told.carrier().wire();
    AlertRaised alert =
        new AlertRaised(
            UuidV7.next().toString(),
            "messaging-service",
            "warning",
            "Preço que a operadora não informa mais",
            "Foi pedido de novo o preço de %d mensagem(ns), como %s. A operadora só responde"
                    .formatted(told.messages(), told.example())
                + " sobre uma mensagem por %d dias; depois o preço está só nos relatórios e na"
                    .formatted(told.answering().toDays())
                + " fatura dela.",
            carrier,
            clock.instant());
    return OutboxEntry.of(events.create(told.tenant(), Topics.ALERTS, carrier, null, alert));
  }

  /**
   * Messages of an organization through one carrier.
   *
   * @param messages how many
   * @param example id of one of them
   * @param answering for how long the carrier answers for a message
   */
  record Unpriced(
      TenantId tenant, Carrier carrier, int messages, String example, Duration answering) {}
}
