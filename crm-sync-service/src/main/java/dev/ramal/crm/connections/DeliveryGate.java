package dev.ramal.crm.connections;

import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.WaitingJobs;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Lets an organization's notes wait, at no cost, while no CRM is connected. An administrator who
 * connects one opens the gate in the transaction that stores the connection.
 *
 * <p>Both sides take one lock of the organization first: a gate that is closed has seen the
 * connection as it is.
 */
@ApplicationScoped
public class DeliveryGate {
  /** An organization has one CRM, and one account there. Stands in the store. */
  public static final String ACCOUNT = "crm";

  /** The queue of notes. Stands in the store. */
  public static final String QUEUE = "crm-notes";

  private static final Duration OLD = Duration.ofDays(1);

  private static final String LOCK = "select count(pg_advisory_xact_lock(hashtextextended($1, 0)))";

  private final Jobs jobs;
  private final WaitingJobs waitingJobs;
  private final CrmConnectionRepository connections;

  DeliveryGate(Jobs jobs, WaitingJobs waitingJobs, CrmConnectionRepository connections) {
    this.jobs = jobs;
    this.waitingJobs = waitingJobs;
    this.connections = connections;
  }

  /** Before the connection is read that is to be changed. */
  Uni<Void> lock(Sql sql, TenantId tenant) {
    return sql.query(LOCK, "crm-connection:" + tenant.value()).replaceWithVoid();
  }

  /** The calls of today do not wait for those that piled up before, of the same person or not. */
  Uni<Void> open(Sql sql, TenantId tenant) {
    return waitingJobs
        .defer(sql, QUEUE, tenant, ACCOUNT, OLD)
        .chain(() -> jobs.resume(sql, tenant, ACCOUNT));
  }

  public Uni<Void> closeUnlessConnected(Sql sql, TenantId tenant) {
    return lock(sql, tenant)
        .chain(() -> connections.isConnected(sql, tenant))
        .chain(
            connected ->
                connected ? Uni.createFrom().voidItem() : jobs.pause(sql, tenant, ACCOUNT));
  }
}
