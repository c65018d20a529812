package dev.ramal.calls.agents;

import dev.ramal.calls.agents.AgentRow.Endpoint;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where agents are rung. */
@ApplicationScoped
public class AgentRepository {
  private final Carriers carriers;

  AgentRepository(Carriers carriers) {
    this.carriers = carriers;
  }

  /**
   * The address to dial for an agent: the phone of the settings when one is chosen, else the
   * softphone of the carrier, {@code client:<username>} at Twilio and {@code
   * sip:<username>@sip.telnyx.com} at Telnyx.
   *
   * @param username as the identity provider knows the agent; must suit both forms
   */
  public Uni<String> addressOf(
      Mutiny.Session session, TenantId tenant, String userId, String username, Carrier carrier) {
    return find(session, RowKey.of(tenant, userId))
        .map(
            row ->
                row != null && row.endpoint == Endpoint.PHONE
                    ? row.phone
                    : carriers.of(carrier).softphone(username));
  }

  /** Null for an agent of whom nothing was said. */
  Uni<AgentRow> find(Mutiny.Session session, RowKey key) {
    return session.find(AgentRow.class, key);
  }

  Uni<AgentRow> save(Mutiny.Session session, AgentRow row) {
    return session.merge(row);
  }
}
