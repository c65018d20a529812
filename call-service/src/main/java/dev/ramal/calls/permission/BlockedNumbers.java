package dev.ramal.calls.permission;

import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** The table of blocked numbers: one row for each number and source. */
@ApplicationScoped
class BlockedNumbers {
  private static final String COLUMNS =
      " number, source, reason, effective_from, expires_at, blocked_by, blocked_at ";

  /**
   * Sorted by number, so that two imports wait for each other instead of deadlocking. Where nobody
   * says from when on, an entry that is there holds from when it held before, and it keeps its
   * reason where nobody says another. Who may not weaken ($9) changes no entry to one that ends
   * earlier or begins later, unless it has ended.
   */
  private static final String BLOCK =
      """
      insert into blocked_numbers as b (tenant, number, source, reason, effective_from, expires_at,
        blocked_by, blocked_at)
      select $1, given.number, given.source, given.reason,
        coalesce(given.effective_from, least(known.effective_from, given.blocked_at)),
        given.expires_at, given.blocked_by, given.blocked_at
      from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[],
        $7::text[], $8::timestamptz[]) as given (number, source, reason, effective_from,
        expires_at, blocked_by, blocked_at)
      left join lateral (select effective_from from blocked_numbers
        where tenant = $1 and number = given.number and source = given.source limit 1) known
        on true
      on conflict (tenant, number, source) do update set
        reason = coalesce(excluded.reason, b.reason),
        effective_from = excluded.effective_from, expires_at = excluded.expires_at,
        blocked_by = excluded.blocked_by, blocked_at = excluded.blocked_at
        where (b.reason, b.effective_from, b.expires_at)
          is distinct from (coalesce(excluded.reason, b.reason), excluded.effective_from,
            excluded.expires_at)
        and ($9::bool or b.expires_at <= excluded.blocked_at
          or excluded.effective_from <= greatest(b.effective_from, excluded.blocked_at)
            and coalesce(excluded.expires_at, 'infinity') >= coalesce(b.expires_at, 'infinity'))
      returning
      """
          + COLUMNS;

  private static final String UNBLOCK =
      "delete from blocked_numbers where tenant = $1 and number = $2"
          + " and ($3::text is null or source = $3) returning"
          + COLUMNS;

  /**
   * Adds entries or changes those that are there.
   *
   * @param entries none of them twice; without a time they hold from now on
   * @param mayWeaken whether an entry may come to hold for a shorter time than before; where it
   *     would and must not, it stays as it is
   * @return those that are new or other than before
   */
  Uni<List<BlocklistEntry>> block(
      Sql sql, TenantId tenant, List<BlocklistEntry> entries, boolean mayWeaken) {
    List<BlocklistEntry> sorted =
        entries.stream()
            .sorted(
                Comparator.comparing(BlocklistEntry::number).thenComparing(BlocklistEntry::source))
            .toList();
    Object[] parameters =
        Columns.of(sorted)
            .scalar(tenant.value())
            .text(BlocklistEntry::number)
            .text(entry -> entry.source().wire())
            .text(BlocklistEntry::reason)
            .instant(BlocklistEntry::effectiveFrom)
            .instant(BlocklistEntry::expiresAt)
            .text(BlocklistEntry::blockedBy)
            .instant(BlocklistEntry::blockedAt)
            .scalar(mayWeaken)
            .parameters();
    return sql.query(BLOCK, parameters).map(BlockedNumbers::entries);
  }

  /**
   * @param source null for all
   * @return what is gone
   */
  Uni<List<BlocklistEntry>> unblock(Sql sql, TenantId tenant, String number, Source source) {
    return sql.query(UNBLOCK, tenant.value(), number, source == null ? null : source.wire())
        .map(BlockedNumbers::entries);
  }

  /**
   * What was blocked last first.
   *
   * @param number null for all
   * @param source null for all
   * @param behind null for the first page
   */
  Uni<List<BlocklistEntry>> list(
      Sql sql, TenantId tenant, String number, Source source, Cursor behind, int most) {
    return listed(tenant, number, source, behind, most).rows(sql).map(BlockedNumbers::entries);
  }

  static ListStatement listed(
      TenantId tenant, String number, Source source, Cursor behind, int most) {
    return ListStatement.of(
            "select" + COLUMNS + "from blocked_numbers where tenant = $1", tenant.value())
        .and("number = ?", number)
        .and("source = ?", source == null ? null : source.wire())
        .newestFirst("blocked_at", "entry", behind, most);
  }

  private static List<BlocklistEntry> entries(List<SqlRow> rows) {
    return rows.stream()
        .map(
            row ->
                new BlocklistEntry(
                    row.text(0),
                    Source.find(row.text(1)),
                    row.text(2),
                    row.instant(3),
                    row.instant(4),
                    row.text(5),
                    row.instant(6)))
        .toList();
  }
}
