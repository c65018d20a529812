package dev.ramal.calls.janitor;

import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.calls.lifecycle.StaleCalls;
import dev.ramal.kit.failure.BestEffort;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Goes round: stale calls, missing prices, old entries of timelines. */
@ApplicationScoped
class Janitor {
  private static final Logger LOG = Logger.getLogger(Janitor.class);

  private final StaleCalls calls;
  private final ReconcileCall reconcile;
  private final ForgetTimelines forget;
  private final CallJanitorConfig config;

  Janitor(
      StaleCalls calls, ReconcileCall reconcile, ForgetTimelines forget, CallJanitorConfig config) {
    this.calls = calls;
    this.reconcile = reconcile;
    this.forget = forget;
    this.config = config;
  }

  @Scheduled(
      identity = "stale-calls",
      every = "${ramal.expiry.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> goRound() {
    Uni<Void> round =
        calls
            .claimStale(config.dialing(), config.ringing(), config.talking(), config.batch())
            .chain(found -> each(found, reconcile::aboutOpenLegs))
            .chain(
                () -> calls.claimUncosted(config.costAfter(), config.costChecks(), config.batch()))
            .chain(found -> each(found, reconcile::aboutCosts));
    return BestEffort.of(round, failure -> LOG.warnf("the janitor tries again later: %s", failure));
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

  private static Uni<Void> each(List<CallRef> found, Function<CallRef, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(found)
        .onItem()
        .transformToUni(call -> work.apply(call))
        .merge(4)
        .onItem()
        .ignoreAsUni();
  }
}
