package dev.ramal.calls.recording;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Takes what is due: recordings to fetch, recordings to erase. Several replicas may run. */
@ApplicationScoped
class RecordingWorker {
  private static final Logger LOG = Logger.getLogger(RecordingWorker.class);

  private final TenantTransactions transactions;
  private final RecordingRepository repository;
  private final StoreRecording store;
  private final EraseRecording erase;
  private final RecordingConfig config;
  private final Clock clock;

  RecordingWorker(
      TenantTransactions transactions,
      RecordingRepository repository,
      StoreRecording store,
      EraseRecording erase,
      RecordingConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.store = store;
    this.erase = erase;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${ramal.recording.every:1S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> work() {
    Instant now = clock.instant();
    return transactions
        .acrossTenants(
            "recordings that are due, whoever owns them",
            session ->
                repository.claim(session, now, now.plus(config.lease()), config.concurrency()))
        .onItem()
        .transformToMulti(keys -> Multi.createFrom().iterable(keys))
        .onItem()
        .transformToUni(this::workOn)
        .merge(config.concurrency())
        .onItem()
        .ignoreAsUni()
        .onFailure()
        .invoke(failure -> LOG.warnf("recordings cannot be worked on: %s", failure))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> workOn(RecordingKey key) {
    return transactions
        .inTenant(TenantId.of(key.tenant()), session -> repository.find(session, key))
        .chain(row -> row.map(this::step).orElseGet(() -> Uni.createFrom().voidItem()))
        .onFailure()
        .invoke(failure -> LOG.warnf("recording=%s waits: %s", key.id(), failure))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> step(RecordingRow row) {
    return Optional.of(row)
        .filter(one -> one.state == RecordingState.ERASING)
        .map(erase::finish)
        .orElseGet(() -> store.store(row));
  }
}
