package dev.ramal.calls.transcription;

import dev.ramal.calls.recordings.RecordingStep.Recorded;
import dev.ramal.calls.transcription.Transcriber.Answer;
import dev.ramal.calls.transcription.TranscriptState.Event;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.Priority;
import dev.ramal.kit.jobs.RedriveDeadJob;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * Has recordings written down: asks the step once ({@code ASK}), then looks for what it has written
 * until it is there ({@code COLLECT}).
 *
 * <p>Failure policy: an asking without an answer is asked about, or, once its recording is gone,
 * taken for done: what it may have left with the step is erased again. To collect twice does no
 * harm: only the transaction that makes the transcript ready tells it. What never comes is lost,
 * visibly, and a person may have it looked for again.
 */
@ApplicationScoped
class TranscribeRecordings implements JobHandler<Answer> {
  static final String QUEUE = "transcriptions";
  static final String ASK = "ASK";
  static final String COLLECT = "COLLECT";

  /** Code of a job whose transcript nobody waits for any more. */
  private static final String NOT_WANTED = "not-wanted";

  /** The same of one that may have been asked for all the same: nobody answered. */
  private static final String PERHAPS_ASKED_FOR = "perhaps-asked-for";

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final SqlTransactions transactions;
  private final TranscriptRepository repository;
  private final Transcribers transcribers;
  private final KeepTranscript keep;
  private final Jobs jobs;
  private final TranscriptionConfig config;

  TranscribeRecordings(
      SqlTransactions transactions,
      TranscriptRepository repository,
      Transcribers transcribers,
      KeepTranscript keep,
      Jobs jobs,
      TranscriptionConfig config) {
    this.transactions = transactions;
    this.repository = repository;
    this.transcribers = transcribers;
    this.keep = keep;
    this.jobs = jobs;
    this.config = config;
  }

  static NewJob ask(Recorded recording) {
    return job(recording.key(), recording.connectionId(), ASK)
        .once(ASK + ":" + recording.recordingId());
  }

  /** For one that was told of: beside the job that looks for it from time to time. */
  static NewJob collectNow(RowKey recording, String connectionId) {
    return job(recording, connectionId, COLLECT);
  }

  /** Whoever is too fast here holds up no call of the same account. */
  private static NewJob job(RowKey recording, String connectionId, String kind) {
    return NewJob.of(recording.organization(), QUEUE, kind, recording.id(), Map.of())
        .onAccount("transcripts:" + connectionId)
        .withPriority(Priority.BACKGROUND);
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(QUEUE)
        .places(config.concurrency(), Math.max(1, config.concurrency() / 2))
        .lease(config.lease())
        .attempts(config.attempts(), Backoff.doubling(config.firstPause(), LONGEST_PAUSE))
        .questions(Backoff.doubling(config.askAfter(), LONGEST_PAUSE), Duration.ofHours(6));
  }

  @Override
  public Uni<Outcome<Answer>> run(Job job) {
    return with(
        job,
        NOT_WANTED,
        (row, step) ->
            job.kind().equals(ASK)
                ? step.ask(row.recording, row.language)
                : step.collect(row.recording, row.language, row.handle));
  }

  @Override
  public Uni<Outcome<Answer>> ask(Job job) {
    return job.kind().equals(ASK)
        ? with(job, PERHAPS_ASKED_FOR, (row, step) -> step.find(row.recording, row.language))
        : Uni.createFrom().item(new Outcome.NotTaken<>("interrupted"));
  }

  private interface Asking {
    Uni<Outcome<Answer>> about(TranscriptRow row, Transcriber step);
  }

  /**
   * @param notWanted code of what nobody waits for any more
   */
  private Uni<Outcome<Answer>> with(Job job, String notWanted, Asking asking) {
    return transactions
        .inTenant(job.tenant(), sql -> repository.find(sql, keyOf(job)))
        .chain(
            found ->
                found
                    .filter(row -> row.state.isAwaited() || row.state == TranscriptState.LOST)
                    .map(
                        row ->
                            transcribers
                                .find(row.step)
                                .map(step -> asking.about(row, step))
                                .orElseGet(() -> refused("no-such-step", "no step " + row.step)))
                    .orElseGet(() -> refused(notWanted, "it is there, or its recording is gone")));
  }

  private static Uni<Outcome<Answer>> refused(String code, String reason) {
    return Uni.createFrom().item(new Outcome.Refused<>(code, reason));
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, Answer answer) {
    return onRow(
        sql,
        job,
        row -> {
          if (row.state.isGone()) {
            return eraseAgain(sql, row);
          }
          return answer instanceof Answer.Ready ready
              ? keep.keep(sql, row, ready.transcript())
              : coming(sql, row, ((Answer.Coming) answer).handle());
        });
  }

  /** It was written down while its recording went, or after that. */
  private Uni<Void> eraseAgain(Sql sql, TranscriptRow row) {
    return jobs.append(sql, EraseTranscripts.erase(row.key(), row.recording.connectionId()))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> doneLate(Sql sql, Job job, Answer answer) {
    return done(sql, job, answer);
  }

  private Uni<Void> coming(Sql sql, TranscriptRow row, String handle) {
    if (!row.apply(Event.ASKED)) {
      return Uni.createFrom().voidItem();
    }
    row.handle = handle;
    NewJob collect =
        job(row.key(), row.recording.connectionId(), COLLECT)
            .once(COLLECT + ":" + row.recording.recordingId())
            .dueIn(config.firstPause());
    return repository.save(sql, row).chain(() -> jobs.append(sql, collect)).replaceWithVoid();
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return switch (code) {
      case NOT_WANTED -> Uni.createFrom().voidItem();
      case PERHAPS_ASKED_FOR ->
          onRow(
              sql,
              job,
              row -> row.state.isGone() ? eraseAgain(sql, row) : Uni.createFrom().voidItem());
      default -> end(sql, job, Event.REFUSED, code);
    };
  }

  @Override
  public Uni<Void> gaveUp(Sql sql, Job job, JobState state, String reason) {
    return end(sql, job, Event.LOST, "never-came");
  }

  private Uni<Void> end(Sql sql, Job job, Event event, String why) {
    return onRow(
        sql,
        job,
        row -> {
          if (!row.apply(event)) {
            return Uni.createFrom().voidItem();
          }
          row.reason = why;
          return repository.save(sql, row);
        });
  }

  @Override
  public Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return repository
        .lock(sql, RowKey.of(tenant, job.subject()))
        .chain(
            found -> {
              TranscriptRow row = found.orElseThrow();
              if (!row.apply(Event.REDRIVEN)) {
                throw RedriveDeadJob.senseless(
                    "The transcript is there, or its recording is gone.");
              }
              row.reason = null;
              return repository.save(sql, row);
            });
  }

  private Uni<Void> onRow(Sql sql, Job job, Function<TranscriptRow, Uni<Void>> change) {
    return repository
        .lock(sql, keyOf(job))
        .chain(row -> row.map(change).orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private static RowKey keyOf(Job job) {
    return RowKey.of(job.tenant(), job.subject());
  }
}
