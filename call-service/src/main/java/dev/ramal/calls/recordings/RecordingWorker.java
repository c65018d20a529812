package dev.ramal.calls.recordings;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Takes what is due: recordings to fetch, recordings to erase. Several replicas may run.
 *
 * <p>Failure policy: an organization whose files come slowly, or whose carrier is away, keeps at
 * most half of the places; the others go on.
 */
@ApplicationScoped
class RecordingWorker {
  private static final Logger LOG = Logger.getLogger(RecordingWorker.class);

  private final TenantTransactions transactions;
  private final RecordingRepository repository;
  private final StoreRecording store;
  private final EraseRecording erase;
  private final RecordingConfig config;
  private final Clock clock;
  private final Set<RecordingKey> atWork = ConcurrentHashMap.newKeySet();

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

  /** Claims as much as there is room for and leaves it at work: no round waits for a slow file. */
  @Scheduled(
      every = "${ramal.recording.every:1S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> work() {
    int room = config.concurrency() - atWork.size();
    if (room <= 0) {
      return Uni.createFrom().voidItem();
    }
    Instant now = clock.instant();
    return transactions
        .acrossTenants(
            "recordings that are due, whoever owns them",
            session ->
                repository.claim(session, now, now.plus(config.lease()), turn(), busy(), room))
        .invoke(keys -> keys.forEach(this::begin))
        .replaceWithVoid()
        .onFailure()
        .invoke(failure -> LOG.warnf("recordings cannot be worked on: %s", failure))
        .onFailure()
        .recoverWithNull();
  }

  /** Most that one organization has at work while others wait; the rest stays free for them. */
  private int share() {
    return Math.max(1, config.concurrency() / 2);
  }

  /** Organizations that have their share at work. */
  private List<String> busy() {
    return byTenant().entrySet().stream()
        .filter(one -> one.getValue() >= share())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Most that one organization may add now, so that none gets above its share. */
  private int turn() {
    long most =
        byTenant().values().stream().filter(count -> count < share()).max(Long::compare).orElse(0L);
    return share() - (int) most;
  }

  private Map<String, Long> byTenant() {
    return atWork.stream()
        .collect(Collectors.groupingBy(RecordingKey::tenant, Collectors.counting()));
  }

  private void begin(RecordingKey key) {
    atWork.add(key);
    workOn(key).onTermination().invoke(() -> atWork.remove(key)).subscribe().with(done -> {});
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
