package dev.ramal.kit.tenancy;

import dev.ramal.events.TenantId;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One database transaction without a Hibernate session: for sets, and for what must be quick. What
 * the work sends first travels with the beginning of the transaction, what it gives {@link
 * SqlTransaction#withCommit} with its end; the answer comes on the caller's context, which traces
 * are bound to.
 *
 * <p>Failure policy: what {@code work} fails with rolls everything back and is passed on.
 * Cancelling the returned Uni stops nothing that has begun, so that a connection is always given
 * back.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class SqlTransactions {
  private static final Logger LOG = Logger.getLogger(SqlTransactions.class);

  private final Pool pool;
  private final SentStatements sent = new SentStatements();

  public SqlTransactions(Pool pool) {
    this.pool = pool;
  }

  /** Sees the rows of one organization. */
  public <T> Uni<T> inTenant(TenantId tenant, Function<? super SqlTransaction, Uni<T>> work) {
    return inTenant(tenant, null, work);
  }

  /**
   * @param longestLock for how long it waits for a lock, and keeps a connection from others; null
   *     for as long as all do ({@code ramal.database.lock-timeout})
   */
  public <T> Uni<T> inTenant(
      TenantId tenant, Duration longestLock, Function<? super SqlTransaction, Uni<T>> work) {
    return transaction(tenant.value(), limit(longestLock), work);
  }

  /**
   * Sees the rows of all organizations: each statement names the organization of each row.
   *
   * @param why one phrase for the reader of the code; never empty
   */
  public <T> Uni<T> acrossTenants(String why, Function<? super SqlTransaction, Uni<T>> work) {
    return acrossTenants(why, null, work);
  }

  /**
   * The same for a set of which organizations have each a part: one that is locked out must not
   * hold up the others.
   *
   * @param longestLock see {@link #inTenant(TenantId, Duration, Function)}
   */
  public <T> Uni<T> acrossTenants(
      String why, Duration longestLock, Function<? super SqlTransaction, Uni<T>> work) {
    if (why == null || why.isBlank()) {
      throw new IllegalArgumentException("say why this crosses organizations");
    }
    return transaction(TenantTransactions.EVERY_TENANT, limit(longestLock), work);
  }

  private static String limit(Duration longestLock) {
    return longestLock == null
        ? ""
        : ", set_config('lock_timeout', '" + longestLock.toMillis() + "', true)";
  }

  /** The emitter keeps a cancellation away from what has begun. */
  private <T> Uni<T> transaction(
      String scope, String limit, Function<? super SqlTransaction, Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                pool.getConnection()
                    .chain(connection -> inside(connection, scope, limit, work))
                    .subscribe()
                    .with(emitter::complete, emitter::fail));
  }

  /** A connection that has not begun sees no organization: nothing happens outside. */
  private <T> Uni<T> inside(
      SqlConnection connection,
      String scope,
      String limit,
      Function<? super SqlTransaction, Uni<T>> work) {
    SqlOfConnection sql = new SqlOfConnection(connection, sent);
    CompletionStage<?> begun =
        connection
            .query("begin; select set_config('app.tenant', '" + scope + "', true)" + limit)
            .execute()
            .subscribeAsCompletionStage();
    return Uni.createFrom()
        .deferred(() -> work.apply(sql))
        .call(() -> Uni.createFrom().completionStage(begun))
        .call(sql::commit)
        .onFailure()
        .call(() -> sql.isOver() ? Uni.createFrom().voidItem() : rollBack(connection))
        .onTermination()
        .call(connection::close);
  }

  /** A connection on which nothing more can be rolled back has lost its transaction as well. */
  private static Uni<Void> rollBack(SqlConnection connection) {
    return connection
        .query("rollback")
        .execute()
        .replaceWithVoid()
        .onFailure()
        .invoke(gone -> LOG.debugf("nothing left to roll back: %s", gone))
        .onFailure()
        .recoverWithNull();
  }
}
