package dev.ramal.kit.tenancy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Statements inside the transaction that is open on a connection. */
final class SqlOfConnection implements Sql {
  private final SqlConnection connection;
  private final boolean ours;
  private final AfterCommit later = new AfterCommit();
  private final List<Uni<?>> last = new ArrayList<>();
  private boolean over;

  /**
   * @param ours to commit, by {@link #commit}
   */
  SqlOfConnection(SqlConnection connection, boolean ours) {
    this.connection = connection;
    this.ours = ours;
  }

  @Override
  public Uni<List<SqlRow>> query(String sql, Object... parameters) {
    Tuple values = Tuple.from(Arrays.asList(parameters));
    return Uni.createFrom()
        .deferred(
            () -> {
              if (over) {
                throw new IllegalStateException("too late: the commit was sent before: " + sql);
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
    if (!ours) {
      throw new UnsupportedOperationException("somebody else commits: wait for the statement");
    }
    last.add(statement);
  }

  /** Of a transaction in which a statement has failed Postgres makes a rollback. */
  Uni<Void> commit() {
    last.add(
        Uni.createFrom()
            .deferred(
                () -> {
                  over = true;
                  return connection.query("commit").execute();
                }));
    return Sql.together(last).invoke(later::run);
  }

  /** Whether nothing is left to roll back. */
  boolean isOver() {
    return over;
  }
}
