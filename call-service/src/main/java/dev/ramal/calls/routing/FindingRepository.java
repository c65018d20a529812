package dev.ramal.calls.routing;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Since when each part of an account is as it is, in the database. */
@ApplicationScoped
class FindingRepository {
  /** What stays as it was goes on from when it began. */
  private static final String SEEN =
      """
      insert into account_findings as kept (tenant, connection_id, part, state, reason, since)
      select $5, found.connection_id, found.part, found.state, found.reason, $6
      from unnest($1::text[], $2::text[], $3::text[], $4::text[])
        as found (connection_id, part, state, reason)
      on conflict (tenant, connection_id, part) do update set
        since = case when kept.state = excluded.state then kept.since else excluded.since end,
        state = excluded.state, reason = excluded.reason
      returning connection_id, part, since
      """;

  private final Clock clock;

  FindingRepository(Clock clock) {
    this.clock = clock;
  }

  /** A part of an account. */
  record Key(String connectionId, Finding.Part part) {}

  /** What was found of an account. */
  record Found(String connectionId, Finding finding) {}

  /** Keeps what was found, and answers since when it is so. */
  Uni<Map<Key, Instant>> seen(Sql sql, TenantId tenant, List<Found> found) {
    if (found.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return sql.query(
            SEEN,
            Columns.of(found)
                .text(Found::connectionId)
                .text(each -> each.finding().part().name())
                .text(each -> each.finding().state().name())
                .text(each -> each.finding().reason())
                .scalar(tenant.value())
                .scalar(clock.instant())
                .parameters())
        .map(
            rows -> {
              Map<Key, Instant> since = new HashMap<>();
              rows.forEach(
                  row ->
                      since.put(
                          new Key(row.text(0), Finding.Part.valueOf(row.text(1))), row.instant(2)));
              return since;
            });
  }
}
