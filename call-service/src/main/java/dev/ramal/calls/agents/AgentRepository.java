package dev.ramal.calls.agents;

import dev.ramal.calls.agents.AgentRow.Endpoint;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
   * @param username as the identity provider knows the agent, perhaps an e-mail address
   */
  public Uni<String> addressOf(
      Mutiny.Session session, TenantId tenant, String userId, String username, Carrier carrier) {
    return find(session, RowKey.of(tenant, userId))
        .map(
            row ->
                row != null && row.endpoint == Endpoint.PHONE
                    ? row.phone
                    : carriers.of(carrier).softphone(user(username)));
  }

  /** As the user part of an address, which it cannot leave: no other host can be named by it. */
  static String user(String username) {
    return URLEncoder.encode(username, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A");
  }

  /** Null for an agent of whom nothing was said. */
  Uni<AgentRow> find(Mutiny.Session session, RowKey key) {
    return session.find(AgentRow.class, key);
  }

  Uni<AgentRow> save(Mutiny.Session session, AgentRow row) {
    return session.merge(row);
  }
}
