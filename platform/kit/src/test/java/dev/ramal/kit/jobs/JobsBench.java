package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import dev.ramal.kit.app.Notes;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.Backoff;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Engines made by hand, as many as a test wants, each with a queue and an other side of its own.
 */
@Dependent
class JobsBench {
  static final Duration LIMIT = Duration.ofSeconds(20);

  private final Jobs jobs;
  private final SqlTransactions transactions;
  private final Pool pool;
  private final StandingJobs standing;
  private final Vertx vertx;
  private final Clock clock;
  private final List<JobEngine> engines = new ArrayList<>();

  JobsBench(
      Jobs jobs,
      SqlTransactions transactions,
      Pool pool,
      StandingJobs standing,
      Vertx vertx,
      Clock clock) {
    this.jobs = jobs;
    this.transactions = transactions;
    this.pool = pool;
    this.standing = standing;
    this.vertx = vertx;
    this.clock = clock;
  }

  /** A queue that no other test uses, with short waits. */
  static JobQueue queue() {
    Backoff soon = Backoff.doubling(Duration.ofMillis(50), Duration.ofMillis(200));
    return JobQueue.named("q-" + Notes.newId())
        .places(4, 2)
        .lease(Duration.ofSeconds(20))
        .attempts(3, soon)
        .questions(soon, Duration.ofMinutes(10));
  }

  JobEngine engine(OtherSide... others) {
    return engine(Duration.ofMillis(100), others);
  }

  JobEngine engine(Duration poll, OtherSide... others) {
    JobEngine engine = stopped(poll, others);
    engine.start();
    return engine;
  }

  JobEngine stopped(Duration poll, OtherSide... others) {
    JobEngine engine =
        new JobEngine(
            new QuickConfig(poll),
            List.of(others),
            pool,
            transactions,
            standing,
            vertx,
            clock,
            new SimpleMeterRegistry());
    engines.add(engine);
    return engine;
  }

  WorkOnJob<String> work(OtherSide other) {
    return new WorkOnJob<>(
        other,
        transactions,
        new QuickConfig(Duration.ofSeconds(1)),
        clock,
        new SimpleMeterRegistry());
  }

  /** Of a process whose clock is wrong. */
  JobStore skewed(String worker, Duration ahead) {
    return new JobStore(pool, Clock.offset(clock, ahead), new DatabaseTime(clock), worker);
  }

  JobStore store(String worker) {
    return new JobStore(pool, clock, worker);
  }

  /** Stores jobs of one organization in one transaction; their ids in this order. */
  List<String> append(OtherSide to, TenantId tenant, int count) {
    List<NewJob> given = IntStream.range(0, count).mapToObj(i -> job(to, tenant, "post")).toList();
    return append(given);
  }

  List<String> append(List<NewJob> given) {
    given.stream()
        .map(job -> job.tenant)
        .distinct()
        .forEach(
            tenant ->
                transactions
                    .inTenant(
                        tenant,
                        sql ->
                            jobs.appendAll(
                                sql,
                                given.stream().filter(job -> job.tenant.equals(tenant)).toList()))
                    .await()
                    .atMost(LIMIT));
    return given.stream().map(job -> job.id).toList();
  }

  static NewJob job(OtherSide to, TenantId tenant, String kind) {
    return NewJob.of(tenant, to.queue().name(), kind, Notes.newId(), new Letter("hello"));
  }

  static String state(String id) {
    return (String) Notes.DATABASE.value("select state from jobs where id = ?", id);
  }

  static String told(String id) {
    return Notes.DATABASE.rows("select body from notes where id = ?", id).stream()
        .map(row -> (String) row.get("body"))
        .findFirst()
        .orElse("");
  }

  @PreDestroy
  void close() {
    engines.forEach(JobEngine::stop);
    engines.clear();
  }

  record Letter(String words) {}

  private record QuickConfig(Duration poll) implements JobConfig {
    @Override
    public int vacuumAfter() {
      return 10;
    }

    @Override
    public double vacuumShare() {
      return 0;
    }

    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public Duration patience() {
      return Duration.ofSeconds(10);
    }

    @Override
    public Duration shortestPause() {
      return Duration.ofMillis(100);
    }

    @Override
    public Duration longestPause() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Duration stopTimeout() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration keepEnded() {
      return Duration.ofDays(1);
    }

    @Override
    public Duration keepDead() {
      return Duration.ofDays(1);
    }
  }
}
