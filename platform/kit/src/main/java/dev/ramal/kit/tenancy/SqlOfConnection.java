package dev.ramal.kit.tenancy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Statements inside the transaction that is open on a connection. */
final class SqlOfConnection implements SqlTransaction {
  private final SqlConnection connection;
  private final SentStatements sent;
  private final AfterCommit later = new AfterCommit();
  private final List<Uni<?>> last = new ArrayList<>();
  private final List<Runnable> unsent = new ArrayList<>();
  private boolean ending;
  private boolean closed;
  private boolean over;

  SqlOfConnection(SqlConnection connection, SentStatements sent) {
    this.connection = connection;
    this.sent = sent;
  }

  @Override
  public Uni<List<SqlRow>> query(String sql, Object... parameters) {
    Tuple values = Tuple.from(Arrays.asList(parameters));
    return Uni.createFrom()
        .deferred(
            () -> {
              if (closed) {
                throw new IllegalStateException("too late: the commit was sent before: " + sql);
              }
              if (ending && !sent.holds(sql, parameters)) {
                unsent.add(() -> sent.add(sql, parameters));
              }
              return connection.preparedQuery(sql).execute(values);
            })
        .map(
            found -> {
              List<SqlRow> rows = new ArrayList<>(found.size());
              for (Row row : found) {
                rows.add(SqlRow.of(row));
              }
              return rows;
            });
  }

  @Override
  public void afterCommit(Runnable action) {
    later.add(action);
  }

  @Override
  public void withCommit(Uni<?> statement) {
    last.add(statement);
  }

  /**
   * The commit travels with the last statements. Of a transaction in which one has failed Postgres
   * makes a rollback; of one that the client refuses Postgres hears nothing, so that statements
   * which the client might refuse are waited for, once in the life of a process.
   */
  Uni<Void> commit() {
    ending = true;
    last.add(Uni.createFrom().deferred(this::close));
    return Sql.together(last)
        .chain(() -> over ? Uni.createFrom().voidItem() : send())
        .invoke(() -> unsent.forEach(Runnable::run))
        .invoke(later::run);
  }

  /** From here on statements are too late. */
  private Uni<Void> close() {
    closed = true;
    return unsent.isEmpty() ? send() : Uni.createFrom().voidItem();
  }

  private Uni<Void> send() {
    return Uni.createFrom()
        .deferred(
            () -> {
              over = true;
              return connection.query("commit").execute().replaceWithVoid();
            });
  }

  /** Whether nothing is left to roll back. */
  boolean isOver() {
    return over;
  }
}
