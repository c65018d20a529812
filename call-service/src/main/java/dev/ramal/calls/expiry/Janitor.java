package dev.ramal.calls.expiry;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Goes round: silent calls, missing prices, old news. */
@ApplicationScoped
class Janitor {
  private static final Logger LOG = Logger.getLogger(Janitor.class);

  private final SilentCalls calls;
  private final AskCarrier ask;

  Janitor(SilentCalls calls, AskCarrier ask) {
    this.calls = calls;
    this.ask = ask;
  }

  @Scheduled(
      identity = "silent-calls",
      every = "${ramal.expiry.every:10s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> goRound() {
    return calls
        .silent()
        .chain(found -> each(found, ask::aboutOpenLegs))
        .chain(calls::uncosted)
        .chain(found -> each(found, ask::aboutCosts))
        .onFailure()
        .invoke(failure -> LOG.warnf("the janitor tries again later: %s", failure))
        .onFailure()
        .recoverWithNull();
  }

  @Scheduled(
      identity = "old-news",
      every = "${ramal.expiry.forget-every:1h}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    return calls
        .forgetNews()
        .onFailure()
        .invoke(failure -> LOG.warnf("old news stay for now: %s", failure))
        .onFailure()
        .recoverWithNull();
  }

  private static Uni<Void> each(
      List<SilentCalls.Found> found, Function<SilentCalls.Found, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(found)
        .onItem()
        .transformToUni(call -> work.apply(call))
        .merge(4)
        .onItem()
        .ignoreAsUni();
  }
}
