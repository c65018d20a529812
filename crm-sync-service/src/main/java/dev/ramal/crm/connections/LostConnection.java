package dev.ramal.crm.connections;

import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.crm.ReconnectRequired;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Tells that only an administrator can connect the CRM again, and that one has. */
@ApplicationScoped
class LostConnection {
  private static final String SERVICE = "crm-sync-service";
  private static final String TITLE = "A conexão com o CRM foi perdida";
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
        new AlertRaised(UuidV7.next().toString(), SERVICE, "critical", TITLE, WHAT_TO_DO, null, at);
    return outbox
        .append(sql, events.create(tenant, Topics.CRM, tenant.value(), null, lost))
        .chain(
            () ->
                outbox.append(
                    sql, events.create(tenant, Topics.ALERTS, tenant.value(), null, alert)));
  }

  /** The alert is over. */
  Uni<Void> found(Sql sql, TenantId tenant, Instant at) {
    AlertResolved over = new AlertResolved(SERVICE, TITLE, null, at);
    return outbox.append(sql, events.create(tenant, Topics.ALERTS, tenant.value(), null, over));
  }
}
