package dev.ramal.kit.outbox;

import dev.ramal.kit.notify.Channels;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The relay's SQL, on the one connection that also holds its locks. Blocks its own thread. */
final class OutboxStore {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** The index decides, however the table looked when statistics were last taken. */
  static final String PLANNING = "set enable_sort = off; set enable_bitmapscan = off;";

  private static final String OPEN =
      PLANNING
          + """
          select set_config('app.tenant', '*', false);
          listen %s
          """
              .formatted(Channels.OUTBOX);

  /** Each partition from its floor on, so that rows which are gone cost nothing. */
  static final String UNSENT =
      """
      select waiting.seq, waiting.partition, topic, record_key, headers, payload
      from unnest($1::int[], $2::bigint[]) as mine (partition, lowest)
      cross join lateral (
        select * from outbox
        where partition = mine.partition and seq >= mine.lowest
          and record_key <> all($3::text[]) and topic <> all($4::text[])
        order by seq limit $5::int) waiting
      limit $6::int
      """;

  /** A row never moves: nobody updates it. */
  static final String REMOVE =
      """
      delete from outbox where ctid = any(array(
        select stored.ctid from unnest($1::int[], $2::bigint[]) as sent (partition, seq)
        cross join lateral (select ctid from outbox
          where partition = sent.partition and seq = sent.seq limit 1) stored))
      """;

  static final String FIRST =
      """
      select mine.partition, first.seq, extract(epoch from now() - first.created_at)::float8,
        first.tenant, first.record_key
      from unnest($1::int[], $2::bigint[]) as mine (partition, lowest)
      cross join lateral (
        select seq, created_at, tenant, record_key from outbox
        where partition = mine.partition and seq >= mine.lowest order by seq limit 1) first
      """;

  private static final String PROGRESS =
      """
      select (select last_value from outbox_seq_seq), pg_snapshot_xmin(seen)::text::bigint,
        pg_snapshot_xmax(seen)::text::bigint
      from pg_current_snapshot() as seen
      """;

  private final SqlConnection connection;

  OutboxStore(SqlConnection connection) {
    this.connection = connection;
  }

  /** The first row of a partition. */
  record First(long seq, double ageSeconds, String tenant, String key) {}

  /**
   * How far numbers and transactions have come.
   *
   * @param lastSeq highest number given so far, read after the two others
   * @param oldest every transaction before this one has ended
   * @param next no transaction has begun to write from this one on
   */
  record Progress(long lastSeq, long oldest, long next) {}

  /** Sees all organizations' rows; hears of new ones. */
  void open() {
    connection.query(OPEN).execute().await().atMost(PATIENCE);
  }

  /**
   * @param lowest partitions in the order in which they are served, each with its floor
   * @param share most rows of one partition
   */
  List<OutboxRow> unsent(
      Map<Integer, Long> lowest,
      Collection<String> exceptKeys,
      Collection<String> exceptTopics,
      int share,
      int limit) {
    Tuple arguments =
        withPartitions(lowest)
            .addArrayOfString(exceptKeys.toArray(String[]::new))
            .addArrayOfString(exceptTopics.toArray(String[]::new))
            .addInteger(share)
            .addInteger(limit);
    List<OutboxRow> rows = new ArrayList<>();
    for (Row row : run(UNSENT, arguments)) {
      rows.add(
          new OutboxRow(
              row.getLong(0),
              row.getInteger(1),
              row.getString(2),
              row.getString(3),
              row.getString(4),
              row.getString(5)));
    }
    return rows;
  }

  void remove(Collection<OutboxRow> sent) {
    run(
        REMOVE,
        Tuple.of(
            sent.stream().map(OutboxRow::partition).toArray(Integer[]::new),
            sent.stream().map(OutboxRow::seq).toArray(Long[]::new)));
  }

  /** By partition; empty partitions are missing. */
  Map<Integer, First> first(Map<Integer, Long> lowest) {
    Map<Integer, First> first = new HashMap<>();
    for (Row row : run(FIRST, withPartitions(lowest))) {
      first.put(
          row.getInteger(0),
          new First(row.getLong(1), row.getDouble(2), row.getString(3), row.getString(4)));
    }
    return first;
  }

  Progress progress() {
    Row row = run(PROGRESS, Tuple.tuple()).iterator().next();
    return new Progress(row.getLong(0), row.getLong(1), row.getLong(2));
  }

  RowSet<Row> run(String sql, Tuple arguments) {
    return connection.preparedQuery(sql).execute(arguments).await().atMost(PATIENCE);
  }

  private static Tuple withPartitions(Map<Integer, Long> lowest) {
    return Tuple.of(lowest.keySet().toArray(Integer[]::new), lowest.values().toArray(Long[]::new));
  }
}
