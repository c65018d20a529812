package dev.ramal.crm.connections;

import static java.time.ZoneOffset.UTC;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which records of the CRM we made: what it tells of their making is no news. */
@ApplicationScoped
public class OwnRecordRepository {
  private static final String KEEP =
      """
      insert into crm_own_record (tenant, record_id, made_at) values ($1, $2, now())
      on conflict do nothing
      """;

  private static final String AMONG =
      """
      select own.* from unnest($1::text[], $2::text[]) as given (tenant, record_id)
      cross join lateral (select tenant, record_id from crm_own_record
        where tenant = given.tenant and record_id = given.record_id) own
      """;

  private static final String PURGE =
      """
      delete from crm_own_record using (select tenant, record_id from crm_own_record
        where made_at < $1 order by made_at limit $2::int) old
      where crm_own_record.tenant = old.tenant and crm_own_record.record_id = old.record_id
      returning 1
      """;

  Uni<Void> keep(Sql sql, TenantId tenant, String recordId) {
    return sql.query(KEEP, tenant.value(), recordId).replaceWithVoid();
  }

  /** Those of the records that we made. */
  public Uni<Set<RowKey>> among(Sql sql, List<RowKey> records) {
    return records.isEmpty()
        ? Uni.createFrom().item(Set.of())
        : sql.query(AMONG, Columns.of(records).text(RowKey::tenant).text(RowKey::id).parameters())
            .map(
                found ->
                    found.stream()
                        .map(row -> new RowKey(row.text(0), row.text(1)))
                        .collect(Collectors.toSet()));
  }

  /**
   * Deletes some of what was made before.
   *
   * @return how many
   */
  @AcrossTenants("records of every organization grow old")
  public Uni<Integer> purge(Sql sql, Instant before, int limit) {
    return sql.query(PURGE, before.atOffset(UTC), limit).map(List::size);
  }
}
