package dev.ramal.calls.inbound;

import dev.ramal.calls.agents.FreedAgents;
import dev.ramal.calls.lifecycle.CallerJobs;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;

/** Has the queue served at once where an agent gets free, rather than in the next round. */
@ApplicationScoped
class ServeFreed implements FreedAgents {
  private final WaitingCallers waiting;
  private final CallerJobs callerJobs;
  private final Jobs jobs;

  ServeFreed(WaitingCallers waiting, CallerJobs callerJobs, Jobs jobs) {
    this.waiting = waiting;
    this.callerJobs = callerJobs;
    this.jobs = jobs;
  }

  /** A round that is under way has perhaps looked before: it does not do for this one. */
  @Override
  public Uni<Void> freed(Sql sql, Set<TenantId> organizations) {
    return organizations.isEmpty()
        ? Uni.createFrom().voidItem()
        : waiting
            .among(sql, organizations)
            .chain(
                waited ->
                    jobs.appendAll(
                        sql,
                        waited.stream()
                            .map(
                                tenant ->
                                    callerJobs.serve(
                                        tenant, Duration.ZERO, "freed:" + UuidV7.next()))
                            .toList()))
            .replaceWithVoid();
  }
}
