package dev.ramal.crm.webhooks;

import dev.ramal.crm.connections.OwnRecordRepository;
import dev.ramal.crm.consent.ContactStateRepository;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Deletes what no webhook can come late to any more, in portions. */
@ApplicationScoped
class PurgeWebhooks {
  private static final Logger LOG = Logger.getLogger(PurgeWebhooks.class);
  private static final int AT_ONCE = 1_000;

  private final SqlTransactions transactions;
  private final WebhookRepository webhooks;
  private final ContactStateRepository states;
  private final OwnRecordRepository ownRecords;
  private final WebhookConfig config;
  private final Clock clock;

  PurgeWebhooks(
      SqlTransactions transactions,
      WebhookRepository webhooks,
      ContactStateRepository states,
      OwnRecordRepository ownRecords,
      WebhookConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.webhooks = webhooks;
    this.states = states;
    this.ownRecords = ownRecords;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${ramal.crm.webhooks.purge-every}",
      identity = "purge-crm-webhooks",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> purge() {
    Instant before = clock.instant().minus(config.keep());
    Uni<Void> all =
        whileFull(sql -> webhooks.purge(sql, before, AT_ONCE))
            .chain(() -> whileFull(sql -> states.purge(sql, before, AT_ONCE)))
            .chain(() -> whileFull(sql -> ownRecords.purge(sql, before, AT_ONCE)));
    return BestEffort.of(all, failure -> LOG.warnf("purging webhooks of CRMs: %s", failure));
  }

  private Uni<Void> whileFull(Function<Sql, Uni<Integer>> portion) {
    return transactions
        .acrossTenants("records of every organization are kept for the same time", portion)
        .chain(deleted -> deleted < AT_ONCE ? Uni.createFrom().voidItem() : whileFull(portion));
  }
}
