package dev.ramal.calls.janitor;

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

  Janitor(StaleCalls calls, ReconcileCall reconcile) {
    this.calls = calls;
    this.reconcile = reconcile;
  }

  @Scheduled(
      identity = "stale-calls",
      every = "${ramal.expiry.every:10s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> goRound() {
    return calls
        .stale()
        .chain(found -> each(found, reconcile::aboutOpenLegs))
        .chain(calls::uncosted)
        .chain(found -> each(found, reconcile::aboutCosts))
        .onFailure()
        .invoke(failure -> LOG.warnf("the janitor tries again later: %s", failure))
        .onFailure()
        .recoverWithNull();
  }

  @Scheduled(
      identity = "old-timeline-entries",
      every = "${ramal.expiry.forget-every:1h}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> forgetTimeline() {
    return calls
        .forgetTimeline()
        .onFailure()
        .invoke(failure -> LOG.warnf("old entries of timelines stay for now: %s", failure))
        .onFailure()
        .recoverWithNull();
  }

  private static Uni<Void> each(
      List<StaleCalls.Found> found, Function<StaleCalls.Found, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(found)
        .onItem()
        .transformToUni(call -> work.apply(call))
        .merge(4)
        .onItem()
        .ignoreAsUni();
  }
}
