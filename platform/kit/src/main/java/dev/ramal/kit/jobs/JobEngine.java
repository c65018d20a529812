package dev.ramal.kit.jobs;

import dev.ramal.kit.notify.Channels;
import dev.ramal.kit.notify.NotificationListener;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * All queues of one process: started with the application, woken by notification, stopped in order.
 * Several processes may run beside each other.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class JobEngine implements NotificationListener {
  private static final Logger LOG = Logger.getLogger(JobEngine.class);
  private static final Duration MEASURE = Duration.ofSeconds(10);
  private static final Duration PURGE = Duration.ofMinutes(10);

  private final JobConfig config;
  private final Vertx vertx;
  private final JobStore store;
  private final VacuumJobs vacuum;
  private final StandingJobs standing;
  private final Clock clock;
  private final List<QueueWorker> workers;
  private final CountDownLatch idle = new CountDownLatch(1);
  private volatile boolean stopping;
  private long pollTimer;
  private long measureTimer;
  private long purgeTimer;

  JobEngine(
      JobConfig config,
      @All List<JobHandler<?>> handlers,
      Pool pool,
      SqlTransactions transactions,
      StandingJobs standing,
      Vertx vertx,
      Clock clock,
      MeterRegistry metrics) {
    this.config = config;
    this.standing = standing;
    this.vertx = vertx;
    this.clock = clock;
    this.store = new JobStore(pool, clock, UUID.randomUUID().toString());
    this.vacuum = new VacuumJobs(pool, config.vacuumAfter(), config.vacuumShare());
    this.workers =
        handlers.stream()
            .map(
                handler ->
                    new QueueWorker(
                        new WorkOnJob<>(handler, transactions, config, clock, metrics),
                        store,
                        config.patience(),
                        vacuum::taken))
            .toList();
    if (workers.stream().map(QueueWorker::name).distinct().count() < workers.size()) {
      throw new IllegalStateException("two handlers for one queue");
    }
    workers.forEach(worker -> measured(worker, metrics));
    workers.forEach(worker -> worker.wakeAfterPauses(vertx));
  }

  void start(@Observes StartupEvent ignored) {
    if (isWanted()) {
      start();
    }
  }

  void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent ignored) {
    if (isWanted()) {
      stop();
    }
  }

  @Override
  public String channel() {
    return Channels.JOBS;
  }

  @Override
  public boolean isWanted() {
    return config.enabled() && !workers.isEmpty();
  }

  @Override
  public void heard(String queue) {
    wake(queue);
  }

  @Override
  public void afterGap() {
    wake("");
  }

  void start() {
    pollTimer = vertx.setPeriodic(config.poll().toMillis(), tick -> poll());
    measureTimer = vertx.setPeriodic(MEASURE.toMillis(), tick -> measure());
    purgeTimer = vertx.setPeriodic(PURGE.toMillis(), tick -> purge());
    poll();
  }

  private void wake(String queue) {
    workers.stream()
        .filter(worker -> queue.isEmpty() || worker.name().equals(queue))
        .forEach(QueueWorker::wake);
  }

  /** Takes nothing more and waits for what is on its way; blocks its caller. */
  void stop() {
    stopping = true;
    workers.forEach(QueueWorker::stop);
    List.of(pollTimer, measureTimer, purgeTimer).forEach(vertx::cancelTimer);
    long look = vertx.setPeriodic(10, tick -> lookWhetherIdle());
    try {
      if (!idle.await(config.stopTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("jobs are still on their way; they will be asked about when their lease is over");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      vertx.cancelTimer(look);
    }
  }

  private void lookWhetherIdle() {
    if (workers.stream().allMatch(QueueWorker::isIdle)) {
      idle.countDown();
    }
  }

  private void poll() {
    if (!stopping) {
      workers.forEach(QueueWorker::poll);
      vacuum
          .round()
          .subscribe()
          .with(done -> {}, failure -> LOG.warnf("jobs are vacuumed later: %s", failure));
    }
  }

  private void measure() {
    Multi.createFrom()
        .iterable(workers)
        .onItem()
        .transformToUniAndConcatenate(
            worker ->
                worker.measure().chain(due -> standing.judge(worker.name(), clock.instant(), due)))
        .onItem()
        .ignoreAsUni()
        .subscribe()
        .with(
            done -> {},
            failure -> {
              workers.forEach(worker -> standing.forget(worker.name()));
              LOG.debugf("jobs cannot be measured now: %s", failure);
            });
  }

  private void purge() {
    store
        .purge(config.keepEnded(), config.keepDead())
        .subscribe()
        .with(done -> {}, failure -> LOG.warnf("ended jobs cannot be deleted: %s", failure));
  }

  private static void measured(QueueWorker worker, MeterRegistry metrics) {
    Gauge.builder("ramal.jobs.oldest.due.seconds", worker, QueueWorker::oldestDueSeconds)
        .description("How long the oldest due job has been waiting to be sent")
        .tag("queue", worker.name())
        .register(metrics);
    Gauge.builder("ramal.jobs.dead", worker, QueueWorker::dead)
        .description("Jobs that wait for a person")
        .tag("queue", worker.name())
        .register(metrics);
  }
}
