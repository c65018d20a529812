package dev.ramal.billing.reconciliation;

import dev.ramal.events.TenantId;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Transactions that compare files: long ones that read whole tables, on connections that nobody
 * else waits for, one at a time for each organization.
 */
@ApplicationScoped
class ReconciliationTransactions {
  private final DatabaseConnections connections;
  private final ReconciliationConfig config;
  private final Set<TenantId> underWay = ConcurrentHashMap.newKeySet();
  private Pool pool;
  private SqlTransactions transactions;

  ReconciliationTransactions(DatabaseConnections connections, ReconciliationConfig config) {
    this.connections = connections;
    this.config = config;
  }

  synchronized void stop(@Observes ShutdownEvent ignored) {
    if (pool != null) {
      pool.closeAndForget();
    }
  }

  /**
   * Takes the organization's place before its file is received.
   *
   * @throws dev.ramal.kit.problem.ProblemException 429 when it has one under way in this process
   */
  void begin(TenantId tenant) {
    if (!underWay.add(tenant)) {
      throw ReconciliationProblems.underWay();
    }
  }

  void end(TenantId tenant) {
    underWay.remove(tenant);
  }

  <T> Uni<T> inTenant(TenantId tenant, Function<Sql, Uni<T>> work) {
    return transactions().inTenant(tenant, work::apply);
  }

  private synchronized SqlTransactions transactions() {
    if (transactions == null) {
      pool =
          Pool.newInstance(
              connections.poolBeside(
                  "reconciliation", config.connections(), config.statementTimeout()));
      transactions = new SqlTransactions(pool);
    }
    return transactions;
  }
}
