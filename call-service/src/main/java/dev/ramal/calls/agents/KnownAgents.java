package dev.ramal.calls.agents;

import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether a user's id is an agent's. Whoever was not entered is known by calls. */
@ApplicationScoped
public class KnownAgents {
  private final AgentRepository agents;
  private final CallRepository calls;

  KnownAgents(AgentRepository agents, CallRepository calls) {
    this.agents = agents;
    this.calls = calls;
  }

  public Uni<Boolean> knows(Sql sql, RowKey key) {
    return agents
        .find(sql, key)
        .chain(found -> found.isPresent() ? Uni.createFrom().item(true) : calls.anyOf(sql, key));
  }
}
