package dev.ramal.calls.recordings;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.recordings.RecordingState.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.Priority;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Erases recordings here and at the carrier.
 *
 * <p>Failure policy: that one shall go is stored first, in its own transaction, and nothing plays
 * from then on; whatever cannot be erased at once is erased by its job, as often as it takes. The
 * tombstone stays, so that a late callback does not bring the recording back.
 */
@ApplicationScoped
class EraseRecordings implements JobHandler<Boolean> {
  static final String QUEUE = "recording-erasures";
  static final String KIND = "ERASE";

  private static final Logger LOG = Logger.getLogger(EraseRecordings.class);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final TenantTransactions transactions;
  private final RecordingRepository repository;
  private final RecordingRows rows;
  private final RecordingFiles files;
  private final Jobs jobs;
  private final RecordingConfig config;
  private final Clock clock;

  EraseRecordings(
      TenantTransactions transactions,
      RecordingRepository repository,
      RecordingRows rows,
      RecordingFiles files,
      Jobs jobs,
      RecordingConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.rows = rows;
    this.files = files;
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
  }

  /** For what came to lie in our store after its recording was erased. */
  static NewJob eraseAgain(RecordingRow row) {
    return NewJob.of(row.tenant(), QUEUE, KIND, row.key.id(), Map.of())
        .withPriority(Priority.BACKGROUND);
  }

  private static String uniqueKey(RowKey key) {
    return KIND + ":" + key.id();
  }

  /**
   * @return whether it is erased already; false when the job goes on
   */
  Uni<Boolean> erase(TenantId tenant, String recordingId, String userId) {
    RowKey key = RowKey.of(tenant, recordingId);
    return transactions
        .inTenant(tenant, session -> ordered(session, key, userId))
        .chain(
            row ->
                row.state == RecordingState.ERASED
                    ? Uni.createFrom().item(true)
                    : eraseEverywhere(row)
                        .chain(
                            () -> transactions.inTenant(tenant, session -> erasedNow(session, key)))
                        .replaceWith(true)
                        .onFailure()
                        .invoke(
                            failure ->
                                LOG.warnf("recording=%s is erased later: %s", recordingId, failure))
                        .onFailure()
                        .recoverWithItem(false));
  }

  /** The job waits as long as a lease, so that the caller can try first. */
  private Uni<RecordingRow> ordered(Mutiny.Session session, RowKey key, String userId) {
    return repository
        .lock(session, key)
        .map(row -> row.orElseThrow(CallProblems.UNKNOWN_RECORDING::exception))
        .call(
            row -> {
              if (!row.apply(Event.ERASE)) {
                return Uni.createFrom().voidItem();
              }
              row.erasedBy = userId;
              return jobs.append(
                  session, eraseAgain(row).once(uniqueKey(key)).dueIn(config.lease()));
            });
  }

  private Uni<Void> erasedNow(Mutiny.Session session, RowKey key) {
    return erased(session, key)
        .chain(
            () ->
                jobs.withdraw(
                    Sql.of(session), key.organization(), QUEUE, uniqueKey(key), "erased at once"))
        .replaceWithVoid();
  }

  @Override
  public JobQueue queue() {
    return rows.queue(QUEUE)
        .attempts(Integer.MAX_VALUE, Backoff.doubling(config.firstPause(), LONGEST_PAUSE));
  }

  @Override
  public Uni<Outcome<Boolean>> run(Job job) {
    return rows.find(job)
        .chain(
            found ->
                found.map(this::eraseWhatIsUnwanted).orElseGet(() -> Uni.createFrom().item(false)))
        .map(everywhere -> (Outcome<Boolean>) new Outcome.Done<>(everywhere))
        .onFailure()
        .recoverWithItem(failure -> new Outcome.NotTaken<>(failure.getClass().getSimpleName()));
  }

  /** To erase twice does no harm. */
  @Override
  public Uni<Outcome<Boolean>> ask(Job job) {
    return Uni.createFrom().item(new Outcome.NotTaken<>("interrupted"));
  }

  @Override
  public Uni<Void> done(Mutiny.Session session, Job job, Boolean everywhere) {
    return everywhere ? erased(session, keyOf(job)) : Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> postponed(Mutiny.Session session, Job job, String reason) {
    LOG.warnf("recording=%s attempt=%d not erased: %s", job.subject(), job.attempt(), reason);
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> refused(Mutiny.Session session, Job job, String code, String reason) {
    return Uni.createFrom().voidItem();
  }

  /** To erase twice does no harm. */
  @Override
  public Uni<Void> redriven(Mutiny.Session session, TenantId tenant, DeadJob job) {
    return Uni.createFrom().voidItem();
  }

  /** At the carrier only what a person wants gone: what is lost to us still lies there. */
  private Uni<Boolean> eraseWhatIsUnwanted(RecordingRow row) {
    return switch (row.state) {
      case ERASING -> eraseEverywhere(row).replaceWith(true);
      case ERASED, LOST, EXTERNAL -> files.erase(row).replaceWith(false);
      case PENDING, STORED -> Uni.createFrom().item(false);
    };
  }

  /** Fails when store or carrier could not be reached; may be repeated. */
  private Uni<Void> eraseEverywhere(RecordingRow row) {
    return files.erase(row).chain(() -> eraseAtCarrier(row));
  }

  private Uni<Void> eraseAtCarrier(RecordingRow row) {
    return rows.atCarrier(row, (port, account) -> port.erase(account, row.handle()))
        .invoke(
            result -> {
              if (!(result instanceof Outcome.Done)) {
                throw new IllegalStateException("the carrier has not erased it: " + result);
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> erased(Mutiny.Session session, RowKey key) {
    return rows.locked(
        session,
        key,
        row -> {
          if (!row.apply(Event.ERASED)) {
            return Uni.createFrom().voidItem();
          }
          row.erasedAt = clock.instant();
          row.storedObject = null;
          row.mediaUrl = null;
          return rows.tell(
              session,
              row,
              null,
              new RecordingErased(row.callId, row.key.id(), row.erasedBy, row.erasedAt));
        });
  }

  private static RowKey keyOf(Job job) {
    return RowKey.of(job.tenant(), job.subject());
  }
}
