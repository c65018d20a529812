package dev.ramal.billing.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.RowStream;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The append-only ledger: entries are added and read, never changed. Reads are pages of usage, all
 * entries of some usage, and a whole month as a stream.
 *
 * <p>Row-level security hides other organizations anyway; the statements name the tenant as well so
 * that the indexes, which begin with it, are used.
 */
@ApplicationScoped
public class LedgerRepository {
  private static final String APPEND =
      """
      insert into ledger_entries (id, month, %1$s)
      select id, month, %1$s
      from jsonb_populate_recordset(cast(null as ledger_entries), cast(cast(:entries as text) as jsonb))
      """
          .formatted(EntryRow.COLUMNS);

  private static final int FETCH = 1000;

  private static final String NEWEST =
      "select usage_id, occurred_at from ledger_entries"
          + " where tenant = $1 and number = 1"
          + " and ($2::text is null or month = $2)"
          + " and ($3::text is null or subject = $3)"
          + " and ($4::text is null or subject_id = $4)"
          + " and ($5::text is null or meter = $5)"
          + " and ($6::timestamptz is null or (occurred_at, usage_id) < ($6, $7::uuid))"
          + " order by occurred_at desc, usage_id desc limit $8";

  private static final String ENTRIES_OF =
      "select "
          + EntryRow.COLUMNS
          + " from ledger_entries where tenant = $1 and usage_id = any($2)"
          + " order by occurred_at desc, usage_id desc, number";

  private static final String MONTH =
      "select "
          + EntryRow.COLUMNS
          + " from ledger_entries where tenant = $1 and month = $2"
          + " and ($3::text is null or pg_visible_in_snapshot(written_by, $3::pg_snapshot))"
          + " order by occurred_at, usage_id, number";

  /** Appends the entries to the session's transaction, in one statement. */
  public Uni<Void> append(Mutiny.Session session, List<LedgerEntry> entries) {
    if (entries.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createNativeQuery(APPEND)
        .setParameter("entries", write(entries))
        .executeUpdate()
        .replaceWithVoid();
  }

  /** The entries of the newest usage that the filter lets through, one more than its limit. */
  Uni<List<LedgerEntry>> newest(SqlConnection connection, TenantId tenant, UsageFilter filter) {
    Cursor after = filter.after().orElse(null);
    return connection
        .preparedQuery(NEWEST)
        .execute(
            Tuple.from(
                Arrays.asList(
                    tenant.value(),
                    filter.month() == null ? null : filter.month().toString(),
                    filter.subject(),
                    filter.subjectId(),
                    filter.meter() == null ? null : filter.meter().wire(),
                    after == null ? null : after.time().atOffset(ZoneOffset.UTC),
                    after == null ? null : UUID.fromString(after.id()),
                    filter.limit() + 1)))
        .chain(
            rows ->
                entriesOf(
                    connection,
                    tenant,
                    StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("usage_id"))
                        .toList()));
  }

  /** All entries of the usage, newest usage first, each one's entries in order. */
  Uni<List<LedgerEntry>> entriesOf(
      SqlConnection connection, TenantId tenant, Collection<UUID> usages) {
    return connection
        .preparedQuery(ENTRIES_OF)
        .execute(Tuple.of(tenant.value(), usages.toArray(UUID[]::new)))
        .map(LedgerRepository::entries);
  }

  /**
   * A month in order of occurrence, from a server-side cursor.
   *
   * @param snapshot only what this database snapshot sees; null for everything
   */
  public Multi<LedgerEntry> month(
      SqlConnection connection, TenantId tenant, BillingMonth month, String snapshot) {
    return connection
        .prepare(MONTH)
        .onItem()
        .transformToMulti(
            statement -> {
              RowStream<Row> rows =
                  statement.createStream(
                      FETCH, Tuple.of(tenant.value(), month.toString(), snapshot));
              return rows.toMulti();
            })
        .map(EntryRow::read);
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

  private static String write(List<LedgerEntry> entries) {
    try {
      return EventJson.mapper().writeValueAsString(entries.stream().map(EntryRow::write).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write ledger entries", e);
    }
  }
}
