package dev.ramal.kit.tenancy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Statements inside the transaction that is open on a connection. */
record SqlOfConnection(SqlConnection connection, AfterCommit later) implements Sql {
  @Override
  public Uni<List<SqlRow>> query(String sql, Object... parameters) {
    return connection
        .preparedQuery(sql)
        .execute(Tuple.from(Arrays.asList(parameters)))
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
}
