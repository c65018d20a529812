package dev.ramal.crm.changes;

import static java.time.ZoneOffset.UTC;

import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Changes of deals at rest. */
@ApplicationScoped
class DealChangeRepository {
  private static final String COLUMNS =
      """
      id, tenant, call_id, change_key, kind, state, wish_json, deal_id, result_json, reason, told_at,
        created_at, ended_at
      """;

  private static final String ROWS =
      """
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::timestamptz[],
        $13::timestamptz[])
      """;

  /** What is new; of what is known already, nothing changes. */
  private static final String ADD =
      """
      insert into deal_change (%s) %s
      on conflict (tenant, call_id, change_key) do nothing
      returning %1$s
      """
          .formatted(COLUMNS, ROWS);

  /** What is told later replaces what was told before, while nothing was done. */
  private static final String REPLACE =
      """
      insert into deal_change as known (%s) %s
      on conflict (tenant, call_id, change_key) do update set
        state = case when known.state = 'waiting' and excluded.state = 'planned' then 'waiting'
          else excluded.state end,
        wish_json = excluded.wish_json, reason = excluded.reason, told_at = excluded.told_at,
        ended_at = excluded.ended_at
      where known.told_at < excluded.told_at and known.state in ('planned', 'waiting', 'skipped')
      returning %1$s
      """
          .formatted(COLUMNS, ROWS);

  /** The note of the call stands, so the deal is known. */
  private static final String PLACE =
      """
      update deal_change set state = 'waiting', deal_id = of_deal
      from unnest($1::text[], $2::text[], $3::text[]) as placed (of_tenant, of_call, of_deal)
      where tenant = of_tenant and call_id = of_call and state = 'planned'
      returning %s
      """
          .formatted(COLUMNS);

  private static final String LOCK =
      "select " + COLUMNS + " from deal_change where tenant = $1 and id = $2 for update";

  private static final String UPDATE =
      """
      update deal_change set state = $3, result_json = $4, reason = $5, ended_at = $6::timestamptz
      where tenant = $1 and id = $2
      """;

  private static final String SKIP_OPEN =
      """
      update deal_change set state = 'skipped', ended_at = $4::timestamptz,
        reason = case when state = 'writing' then $3 else $2 end
      where tenant = $1 and state in ('planned', 'waiting', 'writing')
      """;

  static final String COUNT_FAILED =
      """
      select count(*) from (select from deal_change where tenant = $1 and state = 'failed'
        limit $2::int) failed
      """;

  private static final String PURGE =
      """
      delete from deal_change where ctid = any(array(select ctid from deal_change
        where created_at < $1 order by created_at limit $2::int for update skip locked))
      returning 1
      """;

  /** Where the note of a call stands. */
  record Place(TenantId tenant, String callId, String dealId) {}

  /**
   * @return those that are new
   */
  @AcrossTenants("each change names its own")
  Uni<List<DealChange>> add(Sql sql, List<DealChange> changes) {
    return write(sql, ADD, changes);
  }

  /**
   * @return those that count from now on
   */
  @AcrossTenants("each change names its own")
  Uni<List<DealChange>> replace(Sql sql, List<DealChange> changes) {
    return write(sql, REPLACE, changes);
  }

  /**
   * @return what waited for the notes and is to be done now
   */
  @AcrossTenants("each place names its own")
  Uni<List<DealChange>> place(Sql sql, List<Place> places) {
    return places.isEmpty()
        ? Uni.createFrom().item(List.of())
        : sql.query(
                PLACE,
                Columns.of(places)
                    .text(Place::tenant)
                    .text(Place::callId)
                    .text(Place::dealId)
                    .parameters())
            .map(DealChangeRepository::read);
  }

  /** Locked until the transaction ends; empty when it is purged. */
  Uni<Optional<DealChange>> lock(Sql sql, TenantId tenant, String id) {
    return sql.query(LOCK, tenant.value(), id).map(rows -> read(rows).stream().findFirst());
  }

  /** Stores one that is locked. */
  Uni<Void> update(Sql sql, DealChange change) {
    return sql.query(
            UPDATE,
            change.tenant().value(),
            change.id(),
            change.state().word(),
            change.result(),
            change.reason(),
            change.endedAt() == null ? null : change.endedAt().atOffset(UTC))
        .replaceWithVoid();
  }

  /**
   * Nothing of these is to be done any more.
   *
   * @param reason of those of which nothing was done
   * @param begun reason of those that may have been done
   */
  Uni<Void> skipOpen(Sql sql, TenantId tenant, String reason, String begun, Instant now) {
    return sql.query(SKIP_OPEN, tenant.value(), reason, begun, now.atOffset(UTC)).replaceWithVoid();
  }

  /**
   * @param most no more are counted
   */
  Uni<Long> countFailed(Sql sql, TenantId tenant, int most) {
    return sql.query(COUNT_FAILED, tenant.value(), most).map(rows -> rows.get(0).bigint(0));
  }

  /**
   * Newest first.
   *
   * @param state null for every state
   * @param callId null for every call
   * @param behind null for the first page
   */
  Uni<List<DealChange>> list(
      Sql sql, TenantId tenant, String state, String callId, Cursor behind, int most) {
    return ListStatement.of(
            "select " + COLUMNS + " from deal_change where tenant = $1", tenant.value())
        .and("state = ?", state)
        .and("call_id = ?", callId)
        .newestFirst("created_at", "id", behind, most)
        .rows(sql)
        .map(DealChangeRepository::read);
  }

  /**
   * @return how many
   */
  @AcrossTenants("records of every organization are kept for the same time")
  Uni<Integer> purge(Sql sql, Instant before, int limit) {
    return sql.query(PURGE, before.atOffset(UTC), limit).map(List::size);
  }

  private static Uni<List<DealChange>> write(Sql sql, String statement, List<DealChange> changes) {
    return changes.isEmpty()
        ? Uni.createFrom().item(List.of())
        : sql.query(
                statement,
                Columns.of(changes)
                    .text(DealChange::id)
                    .text(DealChange::tenant)
                    .text(DealChange::callId)
                    .text(DealChange::key)
                    .text(change -> change.kind().word())
                    .text(change -> change.state().word())
                    .text(DealChange::wish)
                    .text(DealChange::dealId)
                    .text(DealChange::result)
                    .text(DealChange::reason)
                    .instant(DealChange::toldAt)
                    .instant(DealChange::createdAt)
                    .instant(DealChange::endedAt)
                    .parameters())
            .map(DealChangeRepository::read);
  }

  private static List<DealChange> read(List<SqlRow> rows) {
    return rows.stream()
        .map(
            row ->
                new DealChange(
                    row.text(0),
                    TenantId.of(row.text(1)),
                    row.text(2),
                    row.text(3),
                    ChangeKind.of(row.text(4)),
                    ChangeState.of(row.text(5)),
                    row.text(6),
                    row.text(7),
                    row.text(8),
                    row.text(9),
                    row.instant(10),
                    row.instant(11),
                    row.instant(12)))
        .toList();
  }
}
