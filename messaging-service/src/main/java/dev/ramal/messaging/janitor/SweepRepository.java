package dev.ramal.messaging.janitor;

import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/** Up to when the inbox of each account was looked at. */
@ApplicationScoped
class SweepRepository {
  private static final String FIND =
      "select swept_until from inbound_sweep where tenant = $1 and connection_id = $2";

  private static final String DONE =
      """
      insert into inbound_sweep (tenant, connection_id, swept_until) values ($1, $2, $3)
      on conflict (tenant, connection_id) do update
        set swept_until = greatest(inbound_sweep.swept_until, excluded.swept_until)
      """;

  /** Null before the first time. */
  Uni<Instant> until(Sql sql, TenantId tenant, ConnectionId connection) {
    return sql.query(FIND, tenant.value(), connection.value())
        .map(rows -> rows.isEmpty() ? null : rows.get(0).instant(0));
  }

  Uni<Void> done(Sql sql, TenantId tenant, ConnectionId connection, Instant until) {
    return sql.query(DONE, tenant.value(), connection.value(), until.atOffset(ZoneOffset.UTC))
        .replaceWithVoid();
  }
}
