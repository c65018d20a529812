package dev.ramal.calls.connections;

import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Tells the gateway and messaging-service of connections, through the outbox.
 *
 * <p>Failure policy: what was published may be lost with the topic, so everything is published anew
 * at start and every few hours, with secrets sealed by the key that is active now. The row is
 * locked while its event is appended: an older state never follows a newer one.
 */
@ApplicationScoped
class PublishConnection {
  private static final Logger LOG = Logger.getLogger(PublishConnection.class);

  private final TenantTransactions transactions;
  private final ConnectionRepository repository;
  private final ConnectionUse used;
  private final RotateSecrets secrets;
  private final Outbox outbox;
  private final Events events;
  private final ConnectionsConfig config;
  private final Clock clock;

  PublishConnection(
      TenantTransactions transactions,
      ConnectionRepository repository,
      ConnectionUse used,
      RotateSecrets secrets,
      Outbox outbox,
      Events events,
      ConnectionsConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.used = used;
    this.secrets = secrets;
    this.outbox = outbox;
    this.events = events;
    this.config = config;
    this.clock = clock;
  }

  Uni<Void> append(Mutiny.Session session, TenantId tenant, ConnectionRow row) {
    return outbox.append(
        Sql.of(session),
        events.create(
            tenant, Topics.CONNECTIONS, row.key.id(), null, row.published(clock.instant())));
  }

  @Scheduled(
      every = "${ramal.connections.republish-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> publishAll() {
    return BestEffort.of(
        transactions
            .acrossTenants("every connection is published anew", repository::keys)
            .onItem()
            .transformToMulti(keys -> Multi.createFrom().iterable(keys))
            .onItem()
            .transformToUniAndConcatenate(this::publishOne)
            .onItem()
            .ignoreAsUni(),
        failure -> LOG.warnf("connections could not be published anew: %s", failure));
  }

  private Uni<Void> publishOne(RowKey key) {
    TenantId tenant = key.organization();
    return transactions.inTenant(
        tenant,
        session ->
            repository
                .lock(session, key)
                .chain(
                    row ->
                        row.isPresent()
                            ? withoutOldSecrets(session, tenant, row.get())
                                .invoke(secrets::reseal)
                                .chain(current -> append(session, tenant, current))
                            : Uni.createFrom().voidItem()));
  }

  /**
   * Of one that was deleted, once nothing is under way through it any more. Who calls its number
   * within that time has used it after all: recording and price of such a call are still asked for.
   */
  private Uni<ConnectionRow> withoutOldSecrets(
      Mutiny.Session session, TenantId tenant, ConnectionRow row) {
    if (row.deletedAt == null
        || row.secrets.equals("[]")
        || row.deletedAt.plus(config.forgetAfter()).isAfter(clock.instant())) {
      return Uni.createFrom().item(row);
    }
    return used.isUsed(Sql.of(session), tenant, row.key.id())
        .invoke(
            calls -> {
              if (!calls) {
                row.secrets = "[]";
              }
            })
        .replaceWith(row);
  }
}
