package dev.ramal.crm.contacts;

import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Deletes what nobody believes any more. */
@ApplicationScoped
class PurgeSearches {
  private static final Logger LOG = Logger.getLogger(PurgeSearches.class);
  private static final int AT_ONCE = 1_000;

  private final SqlTransactions transactions;
  private final ContactCache cache;
  private final Clock clock;
  private final Duration kept;

  PurgeSearches(
      SqlTransactions transactions,
      ContactCache cache,
      FindContact.ContactsConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.cache = cache;
    this.clock = clock;
    this.kept = config.rememberMiss();
  }

  @Scheduled(
      every = "1m",
      identity = "purge-contact-searches",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> purge() {
    return BestEffort.of(
        whileFull(clock.instant().minus(kept)),
        failure -> LOG.warnf("purging searches of contacts: %s", failure));
  }

  private Uni<Void> whileFull(Instant before) {
    return transactions
        .acrossTenants(
            "searches of every organization grow old",
            sql -> cache.purgeSearches(sql, before, AT_ONCE))
        .chain(gone -> gone < AT_ONCE ? Uni.createFrom().voidItem() : whileFull(before));
  }
}
