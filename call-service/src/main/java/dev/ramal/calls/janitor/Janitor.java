package dev.ramal.calls.janitor;

import dev.ramal.kit.failure.BestEffort;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Goes round: stale calls, old entries of timelines. */
@ApplicationScoped
class Janitor {
  private static final Logger LOG = Logger.getLogger(Janitor.class);

  private final QueueStaleCalls questions;
  private final ForgetTimelines forget;

  Janitor(QueueStaleCalls questions, ForgetTimelines forget) {
    this.questions = questions;
    this.forget = forget;
  }

  @Scheduled(
      identity = "stale-calls",
      every = "${ramal.expiry.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> goRound() {
    return BestEffort.of(
        questions.queueAll(), failure -> LOG.warnf("the janitor tries again later: %s", failure));
  }

  @Scheduled(
      identity = "old-timeline-entries",
      every = "${ramal.expiry.forget-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> forgetTimeline() {
    return BestEffort.of(
        forget.forgetOld(),
        failure -> LOG.warnf("old entries of timelines stay for now: %s", failure));
  }
}
