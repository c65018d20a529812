package dev.ramal.calls.recordings;

import dev.ramal.calls.carrier.RecordingPort.Place;
import dev.ramal.calls.recordings.FetchRecordings.Fetched;
import dev.ramal.calls.recordings.RecordingState.Event;
import dev.ramal.carriers.files.FetchFile;
import dev.ramal.carriers.files.FetchFile.FileElsewhere;
import dev.ramal.carriers.files.FetchFile.Limits;
import dev.ramal.carriers.files.FetchFile.Source;
import dev.ramal.carriers.files.FileArchive.Kept;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.Priority;
import dev.ramal.kit.jobs.RedriveDeadJob;
import dev.ramal.kit.jobs.RepeatableHandler;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Fetches recordings from their carriers and keeps them.
 *
 * <p>Failure policy: the file may be fetched and kept more than once (its key is the same each
 * time), the event is told once: only the transaction that moves the row from pending to stored
 * appends it. After the last attempt the recording is lost to us, a person is told, and it still
 * lies at the carrier.
 */
@ApplicationScoped
class FetchRecordings implements RepeatableHandler<Fetched> {
  static final String QUEUE = "recordings";
  static final String KIND = "FETCH";

  /** Code of a recording that lies where only the customer can open it. */
  private static final String EXTERNAL = "external";

  private static final Logger LOG = Logger.getLogger(FetchRecordings.class);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final RecordingRows rows;
  private final FetchFile fetch;
  private final RecordingFiles files;
  private final TellMissing missing;
  private final RecordingSteps steps;
  private final Jobs jobs;
  private final LinkSettingsRepository linkSettings;
  private final PlayerLinks playerLinks;
  private final RecordingConfig config;
  private final Clock clock;

  FetchRecordings(
      RecordingRows rows,
      FetchFile fetch,
      RecordingFiles files,
      TellMissing missing,
      RecordingSteps steps,
      Jobs jobs,
      LinkSettingsRepository linkSettings,
      PlayerLinks playerLinks,
      RecordingConfig config,
      Clock clock) {
    this.rows = rows;
    this.fetch = fetch;
    this.files = files;
    this.missing = missing;
    this.steps = steps;
    this.jobs = jobs;
    this.linkSettings = linkSettings;
    this.playerLinks = playerLinks;
    this.config = config;
    this.clock = clock;
  }

  /** What was fetched, and where it was kept. */
  record Fetched(Place.At place, Kept kept) {}

  static String uniqueKey(RecordingRow row) {
    return KIND + ":" + row.key.id();
  }

  static NewJob fetch(RecordingRow row) {
    return NewJob.of(row.tenant(), QUEUE, KIND, row.key.id(), Map.of())
        .once(uniqueKey(row))
        .withPriority(Priority.BACKGROUND);
  }

  @Override
  public JobQueue queue() {
    return rows.queue(QUEUE)
        .attempts(config.attempts(), Backoff.doubling(config.firstPause(), LONGEST_PAUSE));
  }

  @Override
  public Uni<Outcome<Fetched>> run(Job job) {
    return rows.find(job)
        .chain(
            found ->
                found
                    .filter(row -> row.state == RecordingState.PENDING)
                    .map(this::fetched)
                    .orElseGet(FetchRecordings::unwanted));
  }

  Uni<Outcome<Fetched>> fetched(RecordingRow row) {
    return locate(row)
        .chain(place -> fetchAndKeep(row, place))
        .map(fetched -> (Outcome<Fetched>) new Outcome.Done<>(fetched))
        .onFailure(FileElsewhere.class)
        .recoverWithItem(
            away -> new Outcome.Refused<>(EXTERNAL, "" + ((FileElsewhere) away).host()))
        .onFailure()
        .recoverWithItem(failure -> new Outcome.NotTaken<>(reason(failure)));
  }

  /** What comes, and what does not, is told to the call, too. */
  @Override
  public Uni<Outcome<Fetched>> weigh(Sql sql, Job job, Outcome<Fetched> outcome) {
    return missing.holdCall(sql, job).replaceWith(outcome);
  }

  private static Uni<Outcome<Fetched>> unwanted() {
    return Uni.createFrom()
        .item(new Outcome.Refused<>("not-wanted", "it was erased or fetched before"));
  }

  private Uni<Place.At> locate(RecordingRow row) {
    return rows.atCarrier(row, (port, account) -> port.locate(account, row.handle()))
        .map(
            place -> {
              if (place instanceof Place.At at) {
                return at;
              }
              if (place instanceof Place.Elsewhere elsewhere) {
                throw new FileElsewhere(elsewhere.host());
              }
              throw new FetchFile.FileNotFetched(((Place.Nowhere) place).reason());
            });
  }

  private Uni<Fetched> fetchAndKeep(RecordingRow row, Place.At place) {
    return files
        .newFile()
        .chain(
            file ->
                fetch
                    .into(file, Source.at(place.url(), place.authorization()), limits())
                    .chain(() -> files.keep(file, row, place.contentType(), config.maxBytes()))
                    .eventually(() -> files.forget(file)))
        .map(kept -> new Fetched(place, kept));
  }

  private Limits limits() {
    return new Limits(config.maxBytes(), config.fetchTimeout());
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, Fetched fetched) {
    return onRow(
        sql,
        job,
        row -> {
          if (row.apply(Event.STORED)) {
            row.keep(fetched, clock.instant());
            return stored(sql, row);
          }
          return row.state == RecordingState.STORED
              ? Uni.createFrom().voidItem()
              : eraseWhatWasKept(sql, row);
        });
  }

  private Uni<Void> stored(Sql sql, RecordingRow row) {
    return linkSettings
        .of(sql, row.tenant())
        .map(settings -> row.ready(playerLinks.path(row.key, settings)))
        .chain(
            ready ->
                Sql.together(
                    List.of(rows.save(sql, row), rows.tell(sql, row, row.causation, ready))))
        .chain(() -> steps.kept(sql, row))
        .chain(() -> missing.kept(sql, row));
  }

  @Override
  public Uni<Void> doneLate(Sql sql, Job job, Fetched fetched) {
    return done(sql, job, fetched);
  }

  /** It was erased or given up while it was fetched: the file must not outlive it. */
  private Uni<Void> eraseWhatWasKept(Sql sql, RecordingRow row) {
    return jobs.append(sql, EraseRecordings.eraseAgain(row)).replaceWithVoid();
  }

  @Override
  public Uni<Void> postponed(Sql sql, Job job, String reason) {
    LOG.warnf("recording=%s attempt=%d not fetched: %s", job.subject(), job.attempt(), reason);
    return onRow(
        sql,
        job,
        row -> {
          if (row.state != RecordingState.PENDING) {
            return Uni.createFrom().voidItem();
          }
          row.lastError = reason;
          return rows.save(sql, row);
        });
  }

  /** It was erased; an attempt before this one may have kept a file and not lived to say so. */
  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return onRow(
        sql,
        job,
        row -> {
          if (code.equals(EXTERNAL) && row.apply(Event.EXTERNAL)) {
            row.lastError = "in the customer's own bucket at " + reason;
            return rows.save(sql, row).chain(() -> missing.external(sql, row, reason));
          }
          return row.state == RecordingState.ERASED
              ? eraseWhatWasKept(sql, row)
              : Uni.createFrom().voidItem();
        });
  }

  @Override
  public Uni<Void> gaveUp(Sql sql, Job job, JobState state, String reason) {
    return onRow(
        sql,
        job,
        row -> {
          if (!row.apply(Event.LOST)) {
            return Uni.createFrom().voidItem();
          }
          row.lastError = reason;
          return rows.save(sql, row).chain(() -> missing.lost(sql, row, job.failures() + 1));
        });
  }

  @Override
  public Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return rows.locked(
        sql,
        RowKey.of(tenant, job.subject()),
        row -> {
          if (!row.apply(Event.REDRIVEN)) {
            throw RedriveDeadJob.senseless("The recording was erased, or is here already.");
          }
          return rows.save(sql, row);
        });
  }

  private Uni<Void> onRow(Sql sql, Job job, Function<RecordingRow, Uni<Void>> change) {
    return rows.locked(sql, RowKey.of(job.tenant(), job.subject()), change);
  }

  /** Only our own words: those of a library may hold an address that is signed. */
  private static String reason(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    String text =
        failure instanceof FetchFile.FileNotFetched ? kind + ": " + failure.getMessage() : kind;
    return text.length() > 300 ? text.substring(0, 300) : text;
  }
}
