package dev.ramal.crm.changes;

import static java.time.ZoneOffset.UTC;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What we wrote last of deals. */
@ApplicationScoped
class DealPartRepository {
  private static final String OURS =
      "select part, value, call_ended_at from deal_part where tenant = $1 and deal_id = $2";

  private static final String KEEP =
      """
      insert into deal_part (tenant, deal_id, part, value, call_ended_at, written_at)
      select $3, $4, part, value, $5::timestamptz, now()
      from unnest($1::text[], $2::text[]) as written (part, value)
      on conflict (tenant, deal_id, part) do update set value = excluded.value,
        call_ended_at = excluded.call_ended_at, written_at = excluded.written_at
      """;

  private static final String FORGET = "delete from deal_part where tenant = $1";

  private static final String PURGE =
      """
      delete from deal_part where ctid = any(array(select ctid from deal_part
        where written_at < $1 order by written_at limit $2::int for update skip locked))
      returning 1
      """;

  /** By part; empty for a deal of which we wrote nothing. */
  Uni<Map<String, OurPart>> ours(Sql sql, TenantId tenant, String dealId) {
    return sql.query(OURS, tenant.value(), dealId)
        .map(
            rows -> {
              Map<String, OurPart> ours = new HashMap<>();
              rows.forEach(row -> ours.put(row.text(0), new OurPart(row.text(1), row.instant(2))));
              return ours;
            });
  }

  /**
   * @param change locked, by which they were written
   */
  Uni<Void> keep(Sql sql, DealChange change, List<PartResult> written) {
    return sql.query(
            KEEP,
            Columns.of(written)
                .text(PartResult::part)
                .text(PartResult::value)
                .scalar(change.tenant().value())
                .scalar(change.dealId())
                .scalar(change.wish(DealWish.class).callEndedAt())
                .parameters())
        .replaceWithVoid();
  }

  /** Whatever the deal. */
  Uni<Void> forget(Sql sql, TenantId tenant) {
    return sql.query(FORGET, tenant.value()).replaceWithVoid();
  }

  /**
   * @return how many
   */
  @AcrossTenants("records of every organization are kept for the same time")
  Uni<Integer> purge(Sql sql, Instant before, int limit) {
    return sql.query(PURGE, before.atOffset(UTC), limit).map(List::size);
  }
}
