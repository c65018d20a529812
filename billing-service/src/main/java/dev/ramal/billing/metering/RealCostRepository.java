package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.RealCosts;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads of usage records whether what stands of their cost is the carrier's word. */
@ApplicationScoped
class RealCostRepository implements RealCosts {
  /** What is open has a reason: the carrier has named another price, which waits for its rate. */
  private static final String REAL =
      """
      select usage_id from metered_uses
      where tenant = $1 and usage_id = any($2) and reason is null
        and (state #>> '{standing,costIsReal}')::boolean
      """;

  @Override
  public Uni<Set<UUID>> among(SqlConnection connection, TenantId tenant, Collection<UUID> usages) {
    return connection
        .preparedQuery(REAL)
        .execute(Tuple.of(tenant.value(), usages.toArray(UUID[]::new)))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getUUID(0))
                    .collect(Collectors.toSet()));
  }
}
