package dev.ramal.crm.connections;

import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.crm.ReconnectRequired;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Tells, with the loss, that only an administrator can connect the CRM again. */
@ApplicationScoped
class LostConnection {
  private static final String WHAT_TO_DO =
      "Um administrador precisa conectar o CRM de novo; até lá as ligações esperam.";

  private final Outbox outbox;
  private final Events events;

  LostConnection(Outbox outbox, Events events) {
    this.outbox = outbox;
    this.events = events;
  }

  Uni<Void> tell(Sql sql, TenantId tenant, String reason, Instant at) {
    ReconnectRequired lost = new ReconnectRequired(reason, at);
    AlertRaised alert =
        new AlertRaised(
            UuidV7.next().toString(),
            "crm-sync-service",
            "critical",
            "A conexão com o CRM foi perdida",
            WHAT_TO_DO,
            null,
            at);
    return outbox
        .append(sql, events.create(tenant, Topics.CRM, tenant.value(), null, lost))
        .chain(
            () ->
                outbox.append(
                    sql, events.create(tenant, Topics.ALERTS, tenant.value(), null, alert)));
  }
}
