package dev.ramal.messaging.janitor;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Priority;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.carrier.MessageAccounts;
import dev.ramal.messaging.carrier.MessageCarriers;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** The janitor: has the inbox of each account looked at from time to time, by one replica. */
@ApplicationScoped
class QueueSweeps {
  private static final Logger LOG = Logger.getLogger(QueueSweeps.class);

  private final SqlTransactions transactions;
  private final MessageAccounts accounts;
  private final MessageCarriers carriers;
  private final Jobs jobs;

  QueueSweeps(
      SqlTransactions transactions, MessageAccounts accounts, MessageCarriers carriers, Jobs jobs) {
    this.transactions = transactions;
    this.accounts = accounts;
    this.carriers = carriers;
    this.jobs = jobs;
  }

  @Scheduled(
      every = "${ramal.messaging.sweep.every}",
      delayed = "1m",
      identity = "inbound-sweeps",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return BestEffort.of(
        queueAll(), failure -> LOG.warnf("inboxes are looked at later: %s", failure));
  }

  Uni<Void> queueAll() {
    List<NewJob> due =
        accounts.everybodys().filter(carriers::listsInbound).map(this::sweep).toList();
    return transactions
        .acrossTenants("an inbox of every organization", sql -> jobs.appendAll(sql, due))
        .replaceWithVoid();
  }

  private NewJob sweep(CarrierAccount account) {
    return NewJob.of(
            account.tenant(),
            InboundSweeps.QUEUE,
            InboundSweeps.KIND,
            account.connectionId(),
            Map.of())
        .once(account.connectionId())
        .withPriority(Priority.BACKGROUND);
  }
}
