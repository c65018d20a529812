package dev.ramal.messaging.media;

import dev.ramal.carriers.files.FetchFile;
import dev.ramal.carriers.files.FetchFile.FileElsewhere;
import dev.ramal.carriers.files.FetchFile.FileNotFetched;
import dev.ramal.carriers.files.FetchFile.FileTooLarge;
import dev.ramal.carriers.files.FetchFile.Limits;
import dev.ramal.carriers.files.FetchFile.Source;
import dev.ramal.carriers.files.FileArchive;
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
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.Backoff;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.message.MessageDetails;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Fetches files that came with messages from their carriers, with the carrier's credentials, and
 * keeps them: there they open to nobody else and do not stay.
 *
 * <p>Failure policy: to fetch a file twice does no harm, its key is the hash of what it holds.
 */
@ApplicationScoped
public class FetchMedia implements RepeatableHandler<KeptMedia> {
  /** Stands in every row of the jobs. */
  public static final String QUEUE = "message-media";

  /** Stands in every row of the jobs. */
  public static final String KIND = "fetch";

  private static final Logger LOG = Logger.getLogger(FetchMedia.class);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** Code of our own. */
  private static final String NO_PLACE = "no-place";

  /** Code of our own. */
  private static final String NO_FILE = "no-file";

  /** Code of our own. */
  private static final String TOO_LARGE = "too-large";

  private static final Duration LEASE = Duration.ofMinutes(5);

  private final MediaRepository media;
  private final MessageRepository messages;
  private final MessageCarriers carriers;
  private final FetchFile fetch;
  private final FileArchive archive;
  private final SqlTransactions transactions;
  private final Jobs jobs;
  private final MediaConfig config;
  private final Clock clock;

  FetchMedia(
      MediaRepository media,
      MessageRepository messages,
      MessageCarriers carriers,
      FetchFile fetch,
      FileArchive archive,
      SqlTransactions transactions,
      Jobs jobs,
      MediaConfig config,
      Clock clock) {
    this.media = media;
    this.messages = messages;
    this.carriers = carriers;
    this.fetch = fetch;
    this.archive = archive;
    this.transactions = transactions;
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
  }

  /** Stores the wish to have the files of messages that have just come. */
  public Uni<Void> want(Sql sql, List<MessageDetails> messages) {
    List<MessageDetails> withFiles =
        messages.stream().filter(message -> !message.media().isEmpty()).toList();
    return withFiles.isEmpty()
        ? Uni.createFrom().voidItem()
        : media
            .add(sql, withFiles)
            .chain(
                () ->
                    jobs.appendAll(
                        sql, withFiles.stream().flatMap(m -> fetches(m).stream()).toList()))
            .replaceWithVoid();
  }

  private static List<NewJob> fetches(MessageDetails message) {
    return IntStream.range(0, message.media().size())
        .mapToObj(position -> new MediaKey(message.tenant(), message.id(), position).subject())
        .map(
            subject ->
                NewJob.of(message.tenant(), QUEUE, KIND, subject, Map.of())
                    .once(subject)
                    .withPriority(Priority.BACKGROUND))
        .toList();
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(QUEUE)
        .places(config.concurrency(), Math.max(1, config.concurrency() / 2))
        .lease(LEASE)
        .attempts(config.attempts(), Backoff.doubling(config.firstPause(), LONGEST_PAUSE));
  }

  @Override
  public Uni<Outcome<KeptMedia>> run(Job job) {
    MediaKey key = key(job);
    return transactions
        .inTenant(job.tenant(), sql -> media.find(sql, key))
        .chain(
            file ->
                file == null || file.state() == MediaState.STORED
                    ? Uni.createFrom()
                        .item(new Outcome.Refused<>("not-wanted", "it was fetched before"))
                    : fetched(key, file));
  }

  private Uni<Outcome<KeptMedia>> fetched(MediaKey key, MediaFile file) {
    return carriers
        .media(key.tenant(), file.connection(), file.url())
        .map(source -> fetchAndKeep(key, file, source))
        .map(kept -> kept.map(value -> (Outcome<KeptMedia>) new Outcome.Done<>(value)))
        .orElseGet(
            () ->
                Uni.createFrom()
                    .item(
                        new Outcome.Refused<>(
                            NO_PLACE, "the address is none that the carrier keeps files at")))
        .onFailure()
        .recoverWithItem(FetchMedia::of);
  }

  /** What would be the same however often it is asked for is not asked for again. */
  static Outcome<KeptMedia> of(Throwable failure) {
    if (failure instanceof FileElsewhere) {
      return new Outcome.Refused<>(NO_PLACE, failure.getMessage());
    }
    if (failure instanceof PageInstead) {
      return new Outcome.Refused<>(NO_FILE, failure.getMessage());
    }
    if (failure instanceof FileTooLarge) {
      return new Outcome.Refused<>(TOO_LARGE, failure.getMessage());
    }
    return new Outcome.NotTaken<>(reason(failure));
  }

  private Uni<KeptMedia> fetchAndKeep(MediaKey key, MediaFile file, Source source) {
    Limits limits = new Limits(config.maxBytes(), config.fetchTimeout());
    return archive
        .newFile()
        .chain(
            path ->
                fetch
                    .into(path, source, limits)
                    .chain(answered -> keep(key, path, answered, file.toldType()))
                    .eventually(() -> archive.forget(path)));
  }

  private Uni<KeptMedia> keep(MediaKey key, Path path, String answered, String told) {
    if (MediaTypes.isPageInstead(answered, told)) {
      throw new PageInstead();
    }
    String type = MediaTypes.of(answered, told);
    return archive
        .keep(path, sha256 -> object(key.tenant(), sha256), type, config.maxBytes())
        .map(kept -> new KeptMedia(kept, type));
  }

  /** The same picture sent twice to one organization is kept once. */
  private static String object(TenantId tenant, String sha256) {
    return tenant + "/media/" + sha256.substring(0, 2) + "/" + sha256;
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, KeptMedia kept) {
    MediaKey key = key(job);
    return media
        .stored(sql, key, kept, clock.instant())
        .chain(
            () ->
                messages.keepMedia(
                    sql,
                    key.tenant(),
                    key.message(),
                    key.position(),
                    kept.file().bytes(),
                    kept.file().sha256(),
                    kept.contentType()));
  }

  @Override
  public Uni<Void> doneLate(Sql sql, Job job, KeptMedia kept) {
    return done(sql, job, kept);
  }

  @Override
  public Uni<Void> postponed(Sql sql, Job job, String reason) {
    MediaKey file = key(job);
    LOG.warnf(
        "message=%s attempt=%d file %d not fetched: %s",
        file.message(), job.attempt(), file.position(), reason);
    return media.notHere(sql, file, MediaState.PENDING, reason).replaceWithVoid();
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return switch (code) {
      case NO_PLACE -> media.notHere(sql, key(job), MediaState.ELSEWHERE, reason).replaceWithVoid();
      case NO_FILE -> media.notHere(sql, key(job), MediaState.PAGE, reason).replaceWithVoid();
      case TOO_LARGE ->
          media.notHere(sql, key(job), MediaState.TOO_LARGE, reason).replaceWithVoid();
      default -> Uni.createFrom().voidItem();
    };
  }

  @Override
  public Uni<Void> gaveUp(Sql sql, Job job, JobState state, String reason) {
    return media.notHere(sql, key(job), MediaState.LOST, reason).replaceWithVoid();
  }

  @Override
  public Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return media
        .notHere(sql, MediaKey.of(tenant, job.subject()), MediaState.PENDING, null)
        .invoke(
            missing -> {
              if (!missing) {
                throw RedriveDeadJob.senseless("The file is here already.");
              }
            })
        .replaceWithVoid();
  }

  private static MediaKey key(Job job) {
    return MediaKey.of(job.tenant(), job.subject());
  }

  /** The same would come however often it is asked for. */
  static final class PageInstead extends FileNotFetched {
    private static final long serialVersionUID = 1L;

    PageInstead() {
      super("the carrier answered with a page");
    }
  }

  /** Only our own words: those of a library may hold an address that is signed. */
  private static String reason(Throwable failure) {
    return failure instanceof FileNotFetched
        ? failure.getMessage()
        : failure.getClass().getSimpleName();
  }
}
