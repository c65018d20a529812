package dev.ramal.kit.outbox;

import dev.ramal.kit.notify.Channels;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The relay's SQL, on the one connection that also holds its locks. Blocks its own thread. */
final class OutboxStore {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final String UNSENT =
      """
      select seq, topic, record_key, partition, headers, payload, attempts from outbox o
      where sent_at is null and partition = any($1) and record_key <> all($2)
        and not exists (
          select 1 from outbox blocked
          where blocked.sent_at is null and blocked.record_key = o.record_key
            and blocked.seq <= o.seq and blocked.next_attempt_at > now())
      order by seq limit $3
      """;

  private static final String BACK_OFF =
      """
      update outbox set attempts = attempts + 1, last_error = $2,
        next_attempt_at = now() + make_interval(secs => $3)
      where seq = $1
      """;

  private static final String OLDEST =
      """
      select coalesce((select extract(epoch from now() - created_at) from outbox
        where sent_at is null order by created_at limit 1), 0)::float8
      """;

  private final SqlConnection connection;

  OutboxStore(SqlConnection connection) {
    this.connection = connection;
  }

  /** Sees all organizations' rows; hears of new ones. */
  void open() {
    run("select set_config('app.tenant', '*', false)", Tuple.tuple());
    run("listen " + Channels.OUTBOX, Tuple.tuple());
  }

  List<OutboxRow> unsent(Collection<Integer> partitions, Collection<String> except, int limit) {
    Tuple arguments = Tuple.of(partitions.toArray(Integer[]::new), except.toArray(String[]::new));
    List<OutboxRow> rows = new ArrayList<>();
    for (Row row : run(UNSENT, arguments.addInteger(limit))) {
      rows.add(
          new OutboxRow(
              row.getLong(0),
              row.getString(1),
              row.getString(2),
              row.getInteger(3),
              row.getString(4),
              row.getString(5),
              row.getInteger(6)));
    }
    return rows;
  }

  void markSent(Collection<Long> seqs) {
    run(
        "update outbox set sent_at = now(), next_attempt_at = null where seq = any($1)",
        Tuple.of(seqs.toArray(Long[]::new)));
  }

  void backOff(long seq, String error, Duration wait) {
    run(BACK_OFF, Tuple.of(seq, error, wait.toMillis() / 1_000.0));
  }

  double oldestUnsentSeconds() {
    return run(OLDEST, Tuple.tuple()).iterator().next().getDouble(0);
  }

  void purge(Duration keepSent, Duration keepInbox) {
    purge("outbox", "sent_at", keepSent);
    purge("inbox", "applied_at", keepInbox);
    purge("idempotency", "created_at", Duration.ofHours(48));
  }

  private void purge(String table, String column, Duration keep) {
    run(
        "delete from %1$s where ctid = any(array(select ctid from %1$s where %2$s < now() - make_interval(secs => $1) limit 5000))"
            .formatted(table, column),
        Tuple.of((double) keep.toSeconds()));
  }

  RowSet<Row> run(String sql, Tuple arguments) {
    Uni<RowSet<Row>> answer =
        arguments.size() == 0
            ? connection.query(sql).execute()
            : connection.preparedQuery(sql).execute(arguments);
    return answer.await().atMost(PATIENCE);
  }
}
