package dev.ramal.kit.tenancy;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.pool.ReactiveConnection;

/** Statements inside the transaction of a Hibernate session. */
record SqlOfSession(ReactiveConnection connection, AfterCommit later) implements Sql {
  @Override
  public Uni<List<SqlRow>> query(String sql, Object... parameters) {
    return Uni.createFrom()
        .completionStage(() -> connection.select(sql, parameters))
        .map(
            result -> {
              List<SqlRow> rows = new ArrayList<>(result.size());
              result.forEachRemaining(values -> rows.add(new SqlRow(values)));
              return rows;
            });
  }

  @Override
  public void afterCommit(Runnable action) {
    later.add(action);
  }
}
