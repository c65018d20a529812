package dev.ramal.kit.jobs;

import dev.ramal.events.WireWords;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Sends one job, or asks about one, and records the outcome together with what follows from it.
 *
 * <p>Failure policy: when this process dies, or the database stays away after the job was sent, the
 * lease runs out and the job is asked about, by whoever finds it; it is not sent again on a guess.
 */
final class WorkOnJob<R> {
  private static final Logger LOG = Logger.getLogger(WorkOnJob.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(200);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);
  private static final int RETRIES = 4;

  /** Of a queue with sets, whose jobs wait for locks without a connection: as long, in pieces. */
  private static final int RETRIES_WITHOUT_LOCKS = 20;

  private final JobHandler<R> handler;
  private final JobQueue queue;
  private final SqlTransactions transactions;
  private final StoreConclusion store;
  private final JobConfig config;
  private final Clock clock;
  private final MeterProvider<Counter> jobs;
  private final DoneInSets<R> doneInSets;
  private Consumer<Duration> onPause = pause -> {};

  WorkOnJob(
      JobHandler<R> handler,
      SqlTransactions transactions,
      JobConfig config,
      Clock clock,
      MeterRegistry metrics) {
    this.handler = handler;
    this.queue = handler.queue().withJitter(new Random());
    this.transactions = transactions;
    this.store = new StoreConclusion(queue, clock);
    this.config = config;
    this.clock = clock;
    this.jobs =
        Counter.builder("ramal.jobs")
            .description("Jobs by what became of an attempt or a question")
            .withRegistry(metrics);
    this.doneInSets =
        handler instanceof JobSetHandler<R> sets
            ? new DoneInSets<>(
                sets,
                transactions,
                store,
                queue.lease().dividedBy(2),
                count -> count(JobEvent.DONE).increment(count))
            : null;
  }

  /** Hears for how long an account pauses, once that is stored. */
  void onPause(Consumer<Duration> hears) {
    onPause = hears;
  }

  JobQueue queue() {
    return queue;
  }

  /** Never fails: what cannot be recorded now is found again. */
  Uni<Void> send(Job job) {
    if (job.isExpired(clock)) {
      return record(
          job, new Outcome.Refused<>(JobHandler.TOO_LATE, "nobody waits for it any more"));
    }
    return job.mayStillLeave(clock)
        ? answer(() -> handler.run(job), job).chain(outcome -> record(job, outcome))
        : record(job, null);
  }

  /** Never fails. What was being sent when its lease ran out is first recorded as unclear. */
  Uni<Void> ask(Job job) {
    if (job.state() == JobState.RUNNING) {
      LOG.warnf("tenant=%s job=%s was left behind while it was sent", job.tenant(), job.id());
      return record(job, new Outcome.Unknown<>("found being sent after a crash"));
    }
    return answer(() -> handler.ask(job), job).chain(answer -> record(job, answer));
  }

  private Uni<Outcome<R>> answer(Supplier<Uni<Outcome<R>>> work, Job job) {
    return Uni.createFrom()
        .deferred(() -> work.get())
        .ifNoItem()
        .after(queue.lease().multipliedBy(9).dividedBy(10))
        .recoverWithItem(() -> new Outcome.Unknown<>("no answer within the lease"))
        .onFailure()
        .invoke(
            failure ->
                LOG.errorf(
                    failure,
                    "tenant=%s job=%s queue=%s its outcome is not known",
                    job.tenant(),
                    job.id(),
                    job.queue()))
        .onFailure()
        .recoverWithItem(failure -> new Outcome.Unknown<>("failed: " + failure));
  }

  /**
   * @param outcome null when it was not begun
   */
  private Uni<Void> record(Job job, Outcome<R> outcome) {
    return doneInSets != null && outcome instanceof Outcome.Done<R> done && doneInSets.takes(done)
        ? doneInSets
            .record(job, done)
            .onFailure()
            .invoke(
                failure ->
                    LOG.warnf(
                        "tenant=%s job=%s queue=%s is recorded alone, a set was not stored: %s",
                        job.tenant(), job.id(), job.queue(), failure))
            .onFailure()
            .recoverWithUni(() -> recordAlone(job, outcome))
        : recordAlone(job, outcome);
  }

  private Uni<Void> recordAlone(Job job, Outcome<R> outcome) {
    Uni<Void> recorded =
        Uni.createFrom()
            .deferred(
                () ->
                    transactions.inTenant(
                        job.tenant(),
                        doneInSets == null ? null : DoneInSets.LOCK,
                        sql -> inOneTransaction(sql, job, outcome)))
            .onFailure()
            .retry()
            .withBackOff(FIRST_RETRY, LONGEST_RETRY)
            .atMost(doneInSets == null ? RETRIES : RETRIES_WITHOUT_LOCKS);
    return BestEffort.of(
        recorded,
        failure ->
            LOG.errorf(
                failure,
                "tenant=%s job=%s queue=%s stays as it is and will be found again",
                job.tenant(),
                job.id(),
                job.queue()));
  }

  private Uni<Void> inOneTransaction(Sql sql, Job job, Outcome<R> outcome) {
    return outcome == null
        ? store(sql, job, null, Conclusion.notBegun(job))
        : handler
            .weigh(sql, job, outcome)
            .chain(weighed -> store(sql, job, weighed, conclusion(job, weighed)));
  }

  private Conclusion conclusion(Job job, Outcome<R> outcome) {
    return Conclusion.of(
        job, outcome, queue, clock.instant(), config.shortestPause(), config.longestPause());
  }

  private Uni<Void> store(Sql sql, Job job, Outcome<R> outcome, Conclusion conclusion) {
    if (conclusion.pause() != null) {
      sql.afterCommit(() -> onPause.accept(conclusion.pause()));
    }
    return store
        .store(sql, job, conclusion)
        .chain(mine -> tell(sql, job, outcome, conclusion, mine));
  }

  private Uni<Void> tell(
      Sql sql, Job job, Outcome<R> outcome, Conclusion conclusion, boolean mine) {
    if (!mine) {
      return outcome instanceof Outcome.Done<R> done
          ? handler.doneLate(sql, job, done.result())
          : Uni.createFrom().voidItem();
    }
    count(conclusion.event()).increment();
    String reason = conclusion.reason();
    return switch (conclusion.event()) {
      case DONE -> handler.done(sql, job, ((Outcome.Done<R>) outcome).result());
      case REFUSED -> handler.refused(sql, job, conclusion.code(), reason);
      case EXPIRED -> handler.expired(sql, job, reason);
      case NOT_TAKEN ->
          outcome == null ? Uni.createFrom().voidItem() : handler.postponed(sql, job, reason);
      case UNCLEAR -> handler.unclear(sql, job, reason);
      case EXHAUSTED -> handler.gaveUp(sql, job, JobState.DEAD, reason);
      case NEVER_TOLD -> handler.gaveUp(sql, job, JobState.ABANDONED, reason);
      default -> throw new IllegalStateException("no conclusion: " + conclusion.event());
    };
  }

  /** Counts a recording that is rolled back afterwards twice; good enough for a rate. */
  private Counter count(JobEvent event) {
    return jobs.withTags("queue", queue.name(), "outcome", WireWords.of(event));
  }
}
