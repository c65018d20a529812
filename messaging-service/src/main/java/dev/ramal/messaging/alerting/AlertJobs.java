package dev.ramal.messaging.alerting;

import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.time.Backoff;
import dev.ramal.messaging.alerting.policy.AlertingConfig;
import dev.ramal.messaging.lifecycle.OwnMessages.News;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The jobs by which alerts are told: the steps of a policy, and what leaves to each receiver. */
@ApplicationScoped
class AlertJobs {
  /** Stands in every row of the jobs. */
  static final String STEPS = "alert-steps";

  /** Stands in every row of the jobs. */
  static final String SLACK = "alert-slack";

  /** Stands in every row of the jobs. */
  static final String TEXTS = "alert-texts";

  /** The next step of a round. */
  static final String STEP = "step";

  /** Nobody took care in the whole round: it is told again. */
  static final String REMIND = "remind";

  /** Something is known of a message that told a receiver. */
  static final String HEAR = "hear";

  /** One receiver is told. */
  static final String TELL = "tell";

  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);
  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final int PLACES = 8;

  private final Jobs jobs;
  private final AlertingConfig config;

  AlertJobs(Jobs jobs, AlertingConfig config) {
    this.jobs = jobs;
    this.config = config;
  }

  /** Which step is meant. Rows at rest hold it. */
  record Step(int round, int step) {
    static Step of(Job job) {
      return job.payload(Step.class);
    }
  }

  /** Of which alert somebody is told. Rows at rest hold it. */
  record About(String alertId) {
    static String alert(Job job) {
      return job.payload(About.class).alertId();
    }
  }

  static JobQueue steps() {
    return JobQueue.named(STEPS).lease(LEASE).forgetsEnded();
  }

  /** Of a queue that tells receivers; one organization fills at most half of the places. */
  JobQueue telling(String queue) {
    return JobQueue.named(queue)
        .places(PLACES, PLACES / 2)
        .lease(LEASE)
        .attempts(config.attempts(), Backoff.doubling(config.backoff(), LONGEST_BACKOFF));
  }

  /** The job may be there twice, later and at once: a step is taken once. */
  Uni<Void> step(Sql sql, AlertRow alert, String kind, Step step, Duration dueIn) {
    String key = alert.id() + ":" + kind + ":" + step.round() + ":" + step.step();
    return jobs.append(
            sql,
            NewJob.of(alert.tenant(), STEPS, kind, alert.id(), step)
                .once(dueIn.isZero() ? key + ":now" : key)
                .dueIn(dueIn))
        .replaceWithVoid();
  }

  /** Each message is looked at behind the news; twice does no harm. */
  Uni<Void> hear(Sql sql, List<News> news) {
    return jobs.appendAll(
            sql,
            news.stream()
                .map(one -> NewJob.of(one.tenant(), STEPS, HEAR, one.message().value(), Map.of()))
                .toList())
        .replaceWithVoid();
  }

  Uni<Void> tell(Sql sql, List<AlertNotification> notifications) {
    return jobs.appendAll(sql, notifications.stream().map(this::tell).toList()).replaceWithVoid();
  }

  private NewJob tell(AlertNotification one) {
    boolean slack = one.isBySlack();
    NewJob job =
        NewJob.of(one.tenant(), slack ? SLACK : TEXTS, TELL, one.id(), new About(one.alertId()))
            .once(one.id())
            .sendWithin(config.sendWithin());
    return slack ? job.onAccount("slack:" + one.receiver()) : job;
  }
}
