package dev.ramal.billing.ledger;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/**
 * Reads of one organization with the plain client, where entities would be in the way: pages and
 * streams. Each is one read-only transaction on one snapshot, behind the same row-level security as
 * everything else.
 */
@ApplicationScoped
public class ReadTransactions {
  private final Pool pool;

  ReadTransactions(Pool pool) {
    this.pool = pool;
  }

  public <T> Uni<T> read(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
    return begin(tenant).chain(open -> work.apply(open.connection).onTermination().call(open::end));
  }

  /** Rows as they come from a server-side cursor; the transaction ends with the stream. */
  public <T> Multi<T> stream(TenantId tenant, Function<SqlConnection, Multi<T>> work) {
    return Multi.createFrom()
        .resourceFromUni(() -> begin(tenant), open -> work.apply(open.connection))
        .withFinalizer(Open::end);
  }

  private Uni<Open> begin(TenantId tenant) {
    return pool.getConnection()
        .chain(
            connection ->
                connection
                    .begin()
                    .chain(
                        transaction ->
                            prepare(connection, tenant)
                                .replaceWith(new Open(connection, transaction)))
                    .onFailure()
                    .call(connection::close));
  }

  private static Uni<Void> prepare(SqlConnection connection, TenantId tenant) {
    return connection
        .query("set transaction isolation level repeatable read, read only")
        .execute()
        .chain(
            () ->
                connection
                    .preparedQuery("select set_config('app.tenant', $1, true)")
                    .execute(Tuple.of(tenant.value())))
        .replaceWithVoid();
  }

  private record Open(SqlConnection connection, Transaction transaction) {
    Uni<Void> end() {
      return transaction.rollback().onTermination().call(connection::close);
    }
  }
}
