package dev.ramal.calls.recordings;

import dev.ramal.calls.recordings.RetentionRepository.Retired;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Has recordings erased that their organization has kept long enough, in sets, until none is left.
 *
 * <p>Failure policy: of each set it is stored at once that nothing plays it any more and that it is
 * to be erased; the jobs of {@link EraseRecordings} go on for as long as it takes.
 */
@ApplicationScoped
class RetireRecordings {
  private static final Logger LOG = Logger.getLogger(RetireRecordings.class);

  private final SqlTransactions transactions;
  private final RetentionRepository retention;
  private final RecordingSteps steps;
  private final Jobs jobs;
  private final RecordingConfig config;
  private final Clock clock;
  private final AtomicLong overdue = new AtomicLong();

  RetireRecordings(
      SqlTransactions transactions,
      RetentionRepository retention,
      RecordingSteps steps,
      Jobs jobs,
      RecordingConfig config,
      Clock clock,
      MeterRegistry metrics) {
    this.transactions = transactions;
    this.retention = retention;
    this.steps = steps;
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
    Gauge.builder("ramal.recordings.overdue.seconds", overdue, AtomicLong::get)
        .description("For how long the oldest recording should have been on its way to be erased")
        .register(metrics);
  }

  @Scheduled(
      identity = "old-recordings",
      every = "${ramal.recording.retire-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> goRound() {
    return BestEffort.of(
        retireAll(), failure -> LOG.warnf("old recordings stay for now: %s", failure));
  }

  Uni<Void> retireAll() {
    return Uni.createFrom()
        .deferred(this::retireSome)
        .repeat()
        .whilst(retired -> retired == config.retireBatch())
        .collect()
        .last()
        .chain(this::measure);
  }

  private Uni<Integer> retireSome() {
    return transactions.acrossTenants(
        "recordings of all organizations grow old",
        sql ->
            retention
                .retire(sql, clock.instant(), config.retireBatch())
                .call(old -> steps.toGo(sql, old.stream().map(Retired::key).toList()))
                .call(
                    old ->
                        jobs.appendAll(
                            sql,
                            old.stream()
                                .map(
                                    one -> EraseRecordings.eraseOnce(one.key(), one.connectionId()))
                                .toList()))
                .invoke(
                    old -> {
                      if (!old.isEmpty()) {
                        sql.afterCommit(() -> LOG.infof("%d recordings to be erased", old.size()));
                      }
                    })
                .map(java.util.List::size));
  }

  private Uni<Void> measure() {
    return transactions
        .acrossTenants(
            "recordings of all organizations grow old",
            sql -> retention.overdue(sql, clock.instant()))
        .invoke(overdue::set)
        .replaceWithVoid();
  }
}
