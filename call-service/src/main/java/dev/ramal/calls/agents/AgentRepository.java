package dev.ramal.calls.agents;

import dev.ramal.calls.agents.AgentRow.Endpoint;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where agents are rung. */
@ApplicationScoped
public class AgentRepository {
  private static final String PHONE =
      "select phone from agents where tenant = $1 and user_id = $2 and endpoint = '"
          + Endpoint.PHONE.name()
          + "'";

  private final Carriers carriers;

  AgentRepository(Carriers carriers) {
    this.carriers = carriers;
  }

  /** The phone on which an agent has chosen to be rung; without one it is the softphone. */
  public Uni<Optional<String>> phoneOf(Sql sql, TenantId tenant, String userId) {
    return sql.query(PHONE, tenant.value(), userId)
        .map(rows -> rows.stream().findFirst().map(row -> row.text(0)));
  }

  /**
   * The softphone of the carrier: {@code client:<username>} at Twilio, {@code
   * sip:<username>@sip.telnyx.com} at Telnyx.
   *
   * @param username as the identity provider knows the agent, perhaps an e-mail address
   */
  public String softphone(String username, Carrier carrier) {
    return carriers.of(carrier).softphone(user(username));
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
