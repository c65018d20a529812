package dev.ramal.billing.ledger;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * The append-only ledger: entries are added and read, never changed. Reads are pages of usage and
 * all entries of some usage.
 *
 * <p>Row-level security hides other organizations anyway; the statements name the tenant as well so
 * that the indexes, which begin with it, are used.
 */
@ApplicationScoped
public class LedgerRepository {
  private static final String APPEND = EntryRow.insert();

  private static final String ENTRIES_OF =
      "select "
          + EntryRow.COLUMNS
          + " from ledger_entries where tenant = $1 and usage_id = any($2)"
          + " order by array_position($2, usage_id), number";

  /** Appends the entries in one statement. */
  public Uni<Void> append(Sql sql, List<LedgerEntry> entries) {
    return entries.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(APPEND, EntryRow.parameters(entries)).replaceWithVoid();
  }

  /** The entries of the newest usage that the filter lets through, one more than its limit. */
  Uni<List<LedgerEntry>> newest(SqlConnection connection, TenantId tenant, UsageFilter filter) {
    NewestUsage newest = new NewestUsage(tenant, filter);
    return connection
        .preparedQuery(newest.sql())
        .execute(Tuple.from(newest.parameters()))
        .chain(
            rows ->
                entriesOf(
                    connection,
                    tenant,
                    StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("usage_id"))
                        .toList()));
  }

  /** All entries of the usages, in the order in which these are named, each one's in order. */
  Uni<List<LedgerEntry>> entriesOf(
      SqlConnection connection, TenantId tenant, Collection<UUID> usages) {
    return connection
        .preparedQuery(ENTRIES_OF)
        .execute(Tuple.of(tenant.value(), usages.toArray(UUID[]::new)))
        .map(LedgerRepository::entries);
  }

  /** The name of what the connection's transaction sees now. */
  public Uni<String> snapshot(SqlConnection connection) {
    return connection
        .query("select pg_current_snapshot()::text")
        .execute()
        .map(rows -> rows.iterator().next().getString(0));
  }

  private static List<LedgerEntry> entries(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(EntryRow::read).toList();
  }
}
