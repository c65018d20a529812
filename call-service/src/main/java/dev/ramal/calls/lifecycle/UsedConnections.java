package dev.ramal.calls.lifecycle;

import dev.ramal.calls.connections.ConnectionUse;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether calls went through an account. */
@ApplicationScoped
class UsedConnections implements ConnectionUse {
  static final String USED =
      """
      select exists (select 1 from calls where tenant = $1 and connection_id = $2)
      """;

  @Override
  public Uni<Boolean> isUsed(Sql sql, TenantId tenant, String connectionId) {
    return sql.query(USED, tenant.value(), connectionId).map(rows -> rows.get(0).bool(0));
  }
}
