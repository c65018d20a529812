package dev.ramal.calls.recordings;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.carrier.Erasure;
import dev.ramal.calls.recordings.RecordingState.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.Priority;
import dev.ramal.kit.jobs.RepeatableHandler;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Erases recordings here and at the carrier.
 *
 * <p>Failure policy: that one shall go is stored first, in its own transaction, and nothing plays
 * from then on; it goes first, then what was made of it, without which it is not told to be erased;
 * whatever cannot be erased at once is erased by its job, as often as it takes. The tombstone
 * stays, so that a late callback does not bring the recording back.
 */
@ApplicationScoped
class EraseRecordings implements RepeatableHandler<EraseRecordings.Gone> {
  static final String QUEUE = "recording-erasures";
  static final String KIND = "ERASE";

  private static final Logger LOG = Logger.getLogger(EraseRecordings.class);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  static final String BY_A_PERSON = "person";

  /**
   * It is gone from our store.
   *
   * @param atCarrier what the carrier said; null where it was not asked to erase it
   */
  record Gone(Erasure atCarrier) {}

  private final SqlTransactions transactions;
  private final RecordingRepository repository;
  private final RecordingRows rows;
  private final RecordingFiles files;
  private final RecordingSteps steps;
  private final Jobs jobs;
  private final RecordingConfig config;
  private final Clock clock;

  EraseRecordings(
      SqlTransactions transactions,
      RecordingRepository repository,
      RecordingRows rows,
      RecordingFiles files,
      RecordingSteps steps,
      Jobs jobs,
      RecordingConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.rows = rows;
    this.files = files;
    this.steps = steps;
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
  }

  /** For what came to lie in our store after its recording was erased. */
  static NewJob eraseAgain(RecordingRow row) {
    return job(row.key, row.connectionId);
  }

  /** The same for what is to go and lies with the carrier still; it is not sent twice. */
  static NewJob eraseOnce(RowKey key, String connectionId) {
    return job(key, connectionId).once(uniqueKey(key));
  }

  /** Whoever is too fast here holds up no call of the same account. */
  private static NewJob job(RowKey key, String connectionId) {
    return NewJob.of(key.organization(), QUEUE, KIND, key.id(), Map.of())
        .onAccount("erasures:" + connectionId)
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
        .inTenant(tenant, sql -> ordered(sql, key, userId))
        .chain(
            row ->
                row.state == RecordingState.ERASED
                    ? Uni.createFrom().item(true)
                    : eraseEverywhere(row)
                        .chain(
                            gone -> transactions.inTenant(tenant, sql -> erasedNow(sql, key, gone)))
                        .replaceWith(true)
                        .onFailure()
                        .invoke(
                            failure ->
                                LOG.warnf("recording=%s is erased later: %s", recordingId, failure))
                        .onFailure()
                        .recoverWithItem(false));
  }

  /** The job waits as long as a lease, so that the caller can try first. */
  private Uni<RecordingRow> ordered(Sql sql, RowKey key, String userId) {
    return repository
        .lock(sql, key)
        .map(row -> row.orElseThrow(CallProblems.UNKNOWN_RECORDING::exception))
        .call(
            row -> {
              if (!row.apply(Event.ERASE)) {
                return Uni.createFrom().voidItem();
              }
              row.erasedBy = userId;
              row.eraseReason = BY_A_PERSON;
              return Sql.together(
                  List.of(
                      rows.save(sql, row),
                      steps.toGo(sql, List.of(key)),
                      jobs.append(
                          sql, eraseAgain(row).once(uniqueKey(key)).dueIn(config.lease()))));
            });
  }

  private Uni<Void> erasedNow(Sql sql, RowKey key, Gone gone) {
    return erased(sql, key, gone)
        .chain(
            () -> jobs.withdraw(sql, key.organization(), QUEUE, uniqueKey(key), "erased at once"))
        .replaceWithVoid();
  }

  @Override
  public JobQueue queue() {
    return rows.queue(QUEUE)
        .attempts(Integer.MAX_VALUE, Backoff.doubling(config.firstPause(), LONGEST_PAUSE));
  }

  @Override
  public Uni<Outcome<Gone>> run(Job job) {
    return rows.find(job)
        .chain(
            found ->
                found
                    .map(this::eraseWhatIsUnwanted)
                    .orElseGet(() -> Uni.createFrom().item(new Gone(null))))
        .map(gone -> (Outcome<Gone>) new Outcome.Done<>(gone))
        .onFailure()
        .recoverWithItem(failure -> NotErased.because(failure));
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, Gone gone) {
    return gone.atCarrier() == null ? Uni.createFrom().voidItem() : erased(sql, keyOf(job), gone);
  }

  @Override
  public Uni<Void> postponed(Sql sql, Job job, String reason) {
    LOG.warnf("recording=%s attempt=%d not erased: %s", job.subject(), job.attempt(), reason);
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return Uni.createFrom().voidItem();
  }

  /** To erase twice does no harm. */
  @Override
  public Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return Uni.createFrom().voidItem();
  }

  /** At the carrier only what a person wants gone: what is lost to us still lies there. */
  private Uni<Gone> eraseWhatIsUnwanted(RecordingRow row) {
    return switch (row.state) {
      case ERASING -> eraseEverywhere(row);
      case ERASED, LOST, EXTERNAL -> files.erase(row).replaceWith(new Gone(null));
      case PENDING, STORED -> Uni.createFrom().item(new Gone(null));
    };
  }

  /** Fails when store or carrier could not be reached; may be repeated. */
  private Uni<Gone> eraseEverywhere(RecordingRow row) {
    return files
        .erase(row)
        .chain(() -> eraseAtCarrier(row))
        .call(said -> steps.erase(row).onFailure().call(() -> remember(row, said)))
        .map(Gone::new);
  }

  /** The proof: whoever is asked a second time has no such recording. */
  private Uni<Void> remember(RecordingRow row, Erasure said) {
    return transactions.inTenant(
        row.tenant(),
        sql ->
            rows.locked(
                sql,
                row.key,
                now -> {
                  now.atCarrier = now.atCarrier == null ? said.word() : now.atCarrier;
                  return rows.save(sql, now);
                }));
  }

  private Uni<Erasure> eraseAtCarrier(RecordingRow row) {
    if (row.atCarrier != null) {
      return Uni.createFrom().item(Erasure.of(row.atCarrier));
    }
    return rows.atCarrier(row, (port, account) -> port.erase(account, row.handle()))
        .map(
            result -> {
              if (result instanceof Outcome.Done<Erasure> done) {
                return done.result();
              }
              throw new NotErased(result);
            });
  }

  private Uni<Void> erased(Sql sql, RowKey key, Gone gone) {
    return rows.locked(
        sql,
        key,
        row -> {
          if (!row.apply(Event.ERASED)) {
            return Uni.createFrom().voidItem();
          }
          row.erasedAt = clock.instant();
          row.atCarrier = gone.atCarrier().word();
          row.storedObject = null;
          row.mediaUrl = null;
          return Sql.together(
              List.of(
                  rows.save(sql, row),
                  rows.tell(
                      sql,
                      row,
                      null,
                      new RecordingErased(
                          row.callId,
                          row.key.id(),
                          row.erasedBy,
                          row.erasedAt,
                          row.eraseReason,
                          row.atCarrier))));
        });
  }

  private static RowKey keyOf(Job job) {
    return RowKey.of(job.tenant(), job.subject());
  }
}
