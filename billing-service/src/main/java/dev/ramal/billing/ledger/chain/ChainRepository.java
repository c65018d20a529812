package dev.ramal.billing.ledger.chain;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;

/** Reads an organization's chain. */
@ApplicationScoped
class ChainRepository {
  private static final String HEAD =
      """
      select (select count(*) from ledger_entries where tenant = $1) as entries,
        coalesce(h.position, 0) as position,
        encode(coalesce(h.hash, ledger_chain_start($1)), 'hex') as hash, h.entry_id, h.sealed_at
      from (select 1) always left join lateral (
        select * from ledger_chain where tenant = $1 order by position desc limit 1) h on true
      """;

  /** Reads the ledger and the chain of the organization whole. */
  private static final String BESIDE_OF =
      """
      (select count(*) from ledger_entries
        where tenant = $1 and written_by <= (select horizon from ledger_seal))
        - (select count(*) from ledger_chain where tenant = $1)
      """;

  private static final String BESIDE = "select " + BESIDE_OF;

  /** Computed from what the entries say now, next to what was computed when they were sealed. */
  private static final String VERIFY =
      """
      with part as materialized (
        select c.position, c.entry_id, c.hash, ledger_line(e) as line, e.id is null as missing
        from (select * from ledger_chain
          where tenant = $1 and position > $2 order by position limit $3) c
        left join ledger_entries e on e.tenant = $1 and e.id = c.entry_id
      ), given as materialized (
        select coalesce(
          (select hash from ledger_chain where tenant = $1 and position = $2),
          ledger_chain_start($1)) as hash
      ), computed as materialized (
        select p.position, p.entry_id, p.hash,
          ledger_chain_hash(g.hash, case when not p.missing then p.line end)
            over (order by p.position rows unbounded preceding) as expected,
          p.position <> $2 + row_number() over (order by p.position) as gap
        from part p cross join given g
      ), broken as (
        select position, entry_id from computed
        where gap or expected is null or expected <> hash order by position limit 1
      )
      select coalesce((select max(position) from computed), $2) as through,
        encode((select expected from computed order by position desc limit 1), 'hex') as hash,
        not exists (select from ledger_chain c
          where c.tenant = $1 and c.position > coalesce((select max(position) from computed), $2))
          as complete,
        (select position from broken) as broken_at, (select entry_id from broken) as broken_entry,
        case when $4 then %s else 0 end as beside
      """
          .formatted(BESIDE_OF);

  Uni<ChainHead> head(SqlConnection connection, TenantId tenant) {
    return connection
        .preparedQuery(HEAD)
        .execute(Tuple.of(tenant.value()))
        .map(rows -> head(rows.iterator().next()));
  }

  /** How many entries that are sealed by their time have no position; below zero when too few. */
  Uni<Long> beside(SqlConnection connection, TenantId tenant) {
    return connection
        .preparedQuery(BESIDE)
        .execute(Tuple.of(tenant.value()))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /**
   * @param beside whether to count what stands beside the chain as well
   */
  Uni<ChainVerification> verify(
      SqlConnection connection, TenantId tenant, long after, int most, boolean beside) {
    return connection
        .preparedQuery(VERIFY)
        .execute(Tuple.of(tenant.value(), after, (long) most, beside))
        .map(rows -> verification(rows.iterator().next(), after));
  }

  private static ChainHead head(Row row) {
    OffsetDateTime sealed = row.getOffsetDateTime("sealed_at");
    return new ChainHead(
        row.getLong("entries"),
        row.getLong("position"),
        row.getString("hash"),
        row.getUUID("entry_id"),
        sealed == null ? null : sealed.toInstant());
  }

  private static ChainVerification verification(Row row, long after) {
    return new ChainVerification(
        after,
        row.getLong("through"),
        row.getBoolean("complete"),
        row.getLong("broken_at") == null && row.getLong("beside") == 0,
        row.getString("hash"),
        row.getLong("broken_at"),
        row.getUUID("broken_entry"),
        row.getLong("beside"));
  }
}
