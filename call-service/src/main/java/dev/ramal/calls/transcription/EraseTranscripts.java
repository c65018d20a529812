package dev.ramal.calls.transcription;

import dev.ramal.calls.recordings.RecordingStep.Recorded;
import dev.ramal.calls.transcription.TranscriptState.Event;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.Priority;
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
class EraseTranscripts implements JobHandler<Boolean> {
  static final String QUEUE = "transcript-erasures";
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final SqlTransactions transactions;
  private final TranscriptRepository repository;
  private final TranscriptionSettingsRepository settings;
  private final Transcribers transcribers;
  private final TranscriptionConfig config;
  private final Clock clock;

  EraseTranscripts(
      SqlTransactions transactions,
      TranscriptRepository repository,
      TranscriptionSettingsRepository settings,
      Transcribers transcribers,
      TranscriptionConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.settings = settings;
    this.transcribers = transcribers;
    this.config = config;
    this.clock = clock;
  }

  static NewJob erase(RowKey recording) {
    return NewJob.of(recording.organization(), QUEUE, "ERASE", recording.id(), Map.of())
        .withPriority(Priority.BACKGROUND);
  }

  /** Fails where the step could not be reached. */
  Uni<Void> eraseOf(Recorded recording) {
    return transactions
        .inTenant(recording.tenant(), sql -> repository.find(sql, recording.key()))
        .chain(
            found ->
                found
                    .map(this::eraseEverywhere)
                    .orElseGet(() -> eraseWhatWasNeverAskedFor(recording)));
  }

  private Uni<Void> eraseEverywhere(TranscriptRow row) {
    return atStep(row.step, row.recording, row.language)
        .chain(() -> transactions.inTenant(row.tenant(), sql -> erased(sql, row.key())));
  }

  /** A carrier may have been told with the recording, and the recording was never kept. */
  private Uni<Void> eraseWhatWasNeverAskedFor(Recorded recording) {
    return transactions
        .inTenant(recording.tenant(), sql -> settings.find(sql, recording.tenant()))
        .chain(
            ever ->
                ever.map(one -> atStep(CarrierTranscriber.STEP, recording, one.language()))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> atStep(String step, Recorded recording, String language) {
    return transcribers
        .find(step)
        .map(known -> known.erase(recording, language))
        .orElseGet(() -> Uni.createFrom().failure(new IllegalStateException("no step " + step)));
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
                    .map(this::eraseEverywhere)
                    .orElseGet(() -> Uni.createFrom().voidItem()))
        .map(gone -> (Outcome<Boolean>) new Outcome.Done<>(true))
        .onFailure()
        .recoverWithItem(failure -> new Outcome.NotTaken<>(failure.getClass().getSimpleName()));
  }

  /** To erase twice does no harm. */
  @Override
  public Uni<Outcome<Boolean>> ask(Job job) {
    return Uni.createFrom().item(new Outcome.NotTaken<>("interrupted"));
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
