package dev.ramal.calls.lifecycle;

import dev.ramal.calls.costs.EndedCalls;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finds calls that are over by their keys; locks nothing. */
@ApplicationScoped
class FindEndedCalls implements EndedCalls {
  private static final String ENDED =
      """
      select wanted.tenant, wanted.id, c.connection_id
      from unnest($1::text[], $2::text[]) as wanted (tenant, id)
      cross join lateral (select connection_id from calls
        where tenant = wanted.tenant and id = wanted.id and ended_at is not null limit 1) c
      """;

  @Override
  @AcrossTenants("each call names its own")
  public Uni<List<Ended>> among(Sql sql, List<RowKey> calls) {
    return sql.query(ENDED, Columns.of(calls).text(RowKey::tenant).text(RowKey::id).parameters())
        .map(rows -> rows.stream().map(FindEndedCalls::ended).toList());
  }

  private static Ended ended(SqlRow row) {
    return new Ended(TenantId.of(row.text(0)), row.text(1), row.text(2));
  }
}
