package dev.ramal.calls.transcription;

import dev.ramal.calls.carrier.Erasure;
import dev.ramal.calls.recordings.NotErased;
import dev.ramal.calls.recordings.RecordingStep.Recorded;
import dev.ramal.calls.transcription.TranscriptState.Event;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
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
import java.util.Map;
import java.util.Optional;

/**
 * Erases transcripts where their step keeps them: with the recording, and by a job of its own what
 * is written down after the recording was erased.
 *
 * <p>Failure policy: what was said left our row before this; it is repeated until the step has
 * erased it, too.
 */
@ApplicationScoped
class EraseTranscripts implements RepeatableHandler<Boolean> {
  static final String QUEUE = "transcript-erasures";
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final SqlTransactions transactions;
  private final TranscriptRepository repository;
  private final Transcribers transcribers;
  private final TranscriptionConfig config;
  private final Clock clock;

  EraseTranscripts(
      SqlTransactions transactions,
      TranscriptRepository repository,
      Transcribers transcribers,
      TranscriptionConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.transcribers = transcribers;
    this.config = config;
    this.clock = clock;
  }

  static NewJob erase(RowKey recording, String connectionId) {
    return NewJob.of(recording.organization(), QUEUE, "ERASE", recording.id(), Map.of())
        .onAccount("transcripts:" + connectionId)
        .withPriority(Priority.BACKGROUND);
  }

  /**
   * Fails where the step did not erase it. One that does not say what it keeps does not hold up the
   * recording, unless it has shown that it keeps something.
   */
  Uni<Void> eraseOf(Recorded recording) {
    return transactions
        .inTenant(recording.tenant(), sql -> findOrBury(sql, recording))
        .chain(
            found ->
                found
                    .map(row -> eraseEverywhere(row, row.isKnownToBeKept()))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** A carrier may have been told with the recording, and the recording was never kept. */
  private Uni<Optional<TranscriptRow>> findOrBury(Sql sql, Recorded recording) {
    return repository
        .find(sql, recording.key())
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found)
                    : repository
                        .bury(sql, recording, CarrierTranscriber.STEP, clock.instant())
                        .chain(() -> repository.find(sql, recording.key())));
  }

  /**
   * @param kept whether there is something for certain
   */
  private Uni<Void> eraseEverywhere(TranscriptRow row, boolean kept) {
    return atStep(row)
        .invoke(outcome -> check(outcome, kept))
        .chain(() -> transactions.inTenant(row.tenant(), sql -> erased(sql, row.key())));
  }

  private Uni<Outcome<Erasure>> atStep(TranscriptRow row) {
    return transcribers
        .find(row.step)
        .map(step -> step.erase(row.recording, row.language))
        .orElseGet(
            () -> Uni.createFrom().failure(new IllegalStateException("no step " + row.step)));
  }

  static void check(Outcome<Erasure> outcome, boolean kept) {
    boolean isGone =
        outcome instanceof Outcome.Done<Erasure>
            || !kept && outcome instanceof Outcome.Refused<Erasure>;
    if (!isGone) {
      throw new NotErased(outcome);
    }
  }

  private Uni<Void> erased(Sql sql, RowKey recording) {
    return repository
        .lock(sql, recording)
        .map(Optional::orElseThrow)
        .chain(
            row -> {
              if (!row.apply(Event.ERASED)) {
                return Uni.createFrom().voidItem();
              }
              row.erasedAt = clock.instant();
              row.wording = null;
              row.analysis = null;
              return repository.save(sql, row);
            });
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(QUEUE)
        .places(config.concurrency(), Math.max(1, config.concurrency() / 2))
        .lease(config.lease())
        .attempts(Integer.MAX_VALUE, Backoff.doubling(config.firstPause(), LONGEST_PAUSE))
        .forgetsEnded();
  }

  @Override
  public Uni<Outcome<Boolean>> run(Job job) {
    return transactions
        .inTenant(job.tenant(), sql -> repository.find(sql, RowKey.of(job.tenant(), job.subject())))
        .chain(
            found ->
                found
                    .filter(row -> row.state.isGone())
                    .map(row -> eraseEverywhere(row, true))
                    .orElseGet(() -> Uni.createFrom().voidItem()))
        .map(gone -> (Outcome<Boolean>) new Outcome.Done<>(true))
        .onFailure()
        .recoverWithItem(failure -> NotErased.because(failure));
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, Boolean gone) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return Uni.createFrom().voidItem();
  }
}
