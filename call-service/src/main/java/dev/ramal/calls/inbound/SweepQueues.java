package dev.ramal.calls.inbound;

import dev.ramal.calls.commands.CallerConfig;
import dev.ramal.calls.lifecycle.CallerJobs;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The janitor of the queues: whoever has waited, or been offered, for longer than may be is looked
 * at again, and every queue in which somebody waits has its round. It does nothing while the jobs
 * do what they are for.
 */
@ApplicationScoped
class SweepQueues {
  private static final Logger LOG = Logger.getLogger(SweepQueues.class);

  /** In one round; the next takes the others. */
  private static final int MOST = 1_000;

  /** One is enough, however many replicas sweep. */
  private static final String ONCE = "sweep";

  private final WaitingCallers waiting;
  private final CallerJobs callerJobs;
  private final CallerConfig config;
  private final Jobs jobs;
  private final SqlTransactions transactions;

  SweepQueues(
      WaitingCallers waiting,
      CallerJobs callerJobs,
      CallerConfig config,
      Jobs jobs,
      SqlTransactions transactions) {
    this.waiting = waiting;
    this.callerJobs = callerJobs;
    this.config = config;
    this.jobs = jobs;
    this.transactions = transactions;
  }

  @Scheduled(
      identity = "sweep-queues",
      every = "${ramal.callers.sweep-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return BestEffort.of(
        transactions.acrossTenants("callers of all organizations are looked after", this::sweep),
        failure -> LOG.warnf("callers are looked after later: %s", failure));
  }

  private Uni<Void> sweep(Sql sql) {
    return Uni.combine()
        .all()
        .unis(waiting.overdue(sql, config.slack().multipliedBy(2), MOST), waiting.tenants(sql))
        .with(
            (overdue, tenants) ->
                Stream.<NewJob>concat(
                        overdue.stream().map(callerJobs::recheck),
                        tenants.stream()
                            .map(tenant -> callerJobs.serve(tenant, Duration.ZERO, ONCE)))
                    .toList())
        .chain(found -> jobs.appendAll(sql, found))
        .replaceWithVoid();
  }
}
