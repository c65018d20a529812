package dev.ramal.messaging.routing;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.carrier.MessageAccounts;
import dev.ramal.messaging.carrier.MessageCarrier.AccountReport;
import dev.ramal.messaging.carrier.MessageCarriers;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Asks carriers about accounts from which messages are kept away: nobody's message is risked to
 * find out. Replicas share the questions, and hear here of each other's troubles. An account that
 * was removed is in none.
 */
@ApplicationScoped
class RecheckSenders {
  private static final Logger LOG = Logger.getLogger(RecheckSenders.class);
  private static final int AT_ONCE = 8;

  private final CircuitRepository repository;
  private final SenderCircuits circuits;
  private final MessageCarriers carriers;
  private final MessageAccounts accounts;
  private final SqlTransactions transactions;
  private final Clock clock;

  RecheckSenders(
      CircuitRepository repository,
      SenderCircuits circuits,
      MessageCarriers carriers,
      MessageAccounts accounts,
      SqlTransactions transactions,
      Clock clock) {
    this.repository = repository;
    this.circuits = circuits;
    this.carriers = carriers;
    this.accounts = accounts;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(
      identity = "sender-rechecks",
      every = "${ramal.messaging.circuits.recheck-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> recheck() {
    return BestEffort.of(
        askDue().chain(circuits::refresh).chain(this::forgetGone),
        failure -> LOG.warnf("accounts are asked about later: %s", failure));
  }

  /** Before all accounts were read, one that is not known is not gone. */
  Uni<Void> forgetGone() {
    return accounts.isCaughtUp()
        ? Multi.createFrom()
            .iterable(circuits.troubled())
            .filter(key -> accounts.byId(key.tenant(), key.connection().value()).isEmpty())
            .onItem()
            .transformToUniAndConcatenate(circuits::forget)
            .onItem()
            .ignoreAsUni()
        : Uni.createFrom().voidItem();
  }

  Uni<Void> askDue() {
    return transactions
        .acrossTenants(
            "accounts that were given up are asked about for all organizations",
            sql -> repository.claimDue(sql, clock.instant()))
        .onItem()
        .transformToMulti(due -> Multi.createFrom().iterable(due))
        .onItem()
        .transformToUni(this::ask)
        .merge(AT_ONCE)
        .onItem()
        .ignoreAsUni();
  }

  /** Of a carrier that answers no such question the next message finds out. */
  private Uni<Void> ask(CircuitKey key) {
    return carriers
        .check(key.tenant(), key.connection())
        .chain(
            reply ->
                circuits.asked(
                    key,
                    reply == null
                        || reply instanceof CarrierReply.Done<AccountReport> done
                            && done.value().refusal() == null));
  }
}
