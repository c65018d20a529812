package dev.ramal.calls.agents;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Hears that agents can be given a call from now on, in the transaction that makes it true. */
public interface FreedAgents {
  /**
   * @param organizations whose agents they are; perhaps none
   */
  Uni<Void> freed(Sql sql, Set<TenantId> organizations);
}
