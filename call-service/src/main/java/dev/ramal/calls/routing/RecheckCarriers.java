package dev.ramal.calls.routing;

import dev.ramal.calls.connections.AccountCheck;
import dev.ramal.calls.connections.AskAccounts;
import dev.ramal.calls.routing.BreakerRepository.DueBreaker;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Asks carriers from which calls are kept away whether they know the account: nobody's call is
 * risked to find out. Replicas share the questions.
 */
@ApplicationScoped
class RecheckCarriers {
  private static final Logger LOG = Logger.getLogger(RecheckCarriers.class);
  private static final int AT_ONCE = 8;

  private final BreakerRepository breakers;
  private final CarrierHealth health;
  private final AskAccounts accounts;
  private final SqlTransactions transactions;
  private final Clock clock;

  RecheckCarriers(
      BreakerRepository breakers,
      CarrierHealth health,
      AskAccounts accounts,
      SqlTransactions transactions,
      Clock clock) {
    this.breakers = breakers;
    this.health = health;
    this.accounts = accounts;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(
      identity = "carrier-rechecks",
      every = "${ramal.routing.recheck-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> recheck() {
    return BestEffort.of(
        transactions
            .acrossTenants(
                "carriers that were given up are asked for all organizations",
                sql -> breakers.claimDue(sql, clock.instant()))
            .onItem()
            .transformToMulti(due -> Multi.createFrom().iterable(due))
            .onItem()
            .transformToUni(this::ask)
            .merge(AT_ONCE)
            .onItem()
            .ignoreAsUni(),
        failure -> LOG.warnf("carriers are asked again later: %s", failure));
  }

  private Uni<Void> ask(DueBreaker due) {
    return BestEffort.of(
        accounts
            .ofCarrier(due.tenant(), due.carrier())
            .chain(
                check ->
                    health.asked(due.tenant(), due.carrier(), check instanceof AccountCheck.Known)),
        failure ->
            LOG.warnf(
                "tenant=%s %s is asked again later: %s", due.tenant(), due.carrier(), failure));
  }
}
