package dev.ramal.crm.deals;

import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Deletes the phones of people whose entering is over: nobody asks for them any more. */
@ApplicationScoped
class PurgeCreations {
  private static final Logger LOG = Logger.getLogger(PurgeCreations.class);

  private final SqlTransactions transactions;
  private final MatchSettingsRepository creations;

  PurgeCreations(SqlTransactions transactions, MatchSettingsRepository creations) {
    this.transactions = transactions;
    this.creations = creations;
  }

  @Scheduled(
      every = "10m",
      identity = "purge-crm-creations",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return BestEffort.of(
        transactions.acrossTenants(
            "people of every organization are entered", creations::purgeCreations),
        failure -> LOG.warnf("purging who was entered: %s", failure));
  }
}
