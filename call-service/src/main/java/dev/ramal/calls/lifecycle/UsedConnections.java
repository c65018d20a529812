package dev.ramal.calls.lifecycle;

import dev.ramal.calls.connections.ConnectionUse;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether calls went through an account. */
@ApplicationScoped
class UsedConnections implements ConnectionUse {
  private static final String USED =
      """
      select exists (select 1 from calls
        where tenant = $1 and connection_id = $2 and requested_at > $3)
      """;

  /** A call may have begun by the carrier's clock before the account was entered by ours. */
  private static final Duration SKEW = Duration.ofHours(1);

  /** Reads all calls of the organization since then, where there is none: it is done rarely. */
  @Override
  public Uni<Boolean> isUsed(
      Sql sql, TenantId tenant, String connectionId, Instant since, Duration longest) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(connectionId)
            .scalar(since.minus(SKEW))
            .parameters();
    return sql.allow(longest)
        .chain(() -> sql.query(USED, parameters))
        .map(rows -> rows.get(0).bool(0));
  }
}
