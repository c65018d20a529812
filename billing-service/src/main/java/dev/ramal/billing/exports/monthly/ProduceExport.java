package dev.ramal.billing.exports.monthly;

import dev.ramal.billing.exports.Export;
import dev.ramal.billing.exports.KeepExport;
import dev.ramal.billing.exports.KeepExport.KeptFile;
import dev.ramal.billing.exports.KeepExport.Wanted;
import dev.ramal.billing.exports.KeptExportRepository;
import dev.ramal.billing.exports.monthly.ProduceExport.Produced;
import dev.ramal.billing.ledger.chain.SealedMonthRepository.LedgerTotals;
import dev.ramal.billing.ledger.chain.SealedMonthRepository.SealedPlace;
import dev.ramal.billing.statement.FindTerms;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.RepeatableHandler;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.Backoff;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Produces the files of a month and their manifest, and keeps them. They hold what is sealed of the
 * ledger, which must be all of the month: then the manifest's hash vouches for each of their lines.
 *
 * <p>Failure policy: files may be written and kept more than once, also by two processes; the event
 * is told once, by the transaction that moves the row from pending to ready. What fails is tried
 * again without an end, with growing waits; people are told after some failures. A file that does
 * not add up to the ledger is not offered.
 */
@ApplicationScoped
class ProduceExport implements RepeatableHandler<Produced> {
  static final String QUEUE = "monthly-exports";
  static final String KIND = "PRODUCE";

  private static final Logger LOG = Logger.getLogger(ProduceExport.class);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** It is answered with the first question. */
  private static final Duration ASKED_FOR = Duration.ofDays(1);

  private static final Duration UNTIL_SEALED = Duration.ofSeconds(1);
  private static final Duration UNTIL_A_PLACE_IS_FREE = Duration.ofSeconds(5);

  private final MonthlyExportRepository exports;
  private final KeptExportRepository files;
  private final SealMonth sealMonth;
  private final FindTerms findTerms;
  private final KeepExport keepExport;
  private final MonthlyExportNews news;
  private final Outbox outbox;
  private final SqlTransactions transactions;
  private final MonthlyExportConfig config;
  private final Clock clock;

  ProduceExport(
      MonthlyExportRepository exports,
      KeptExportRepository files,
      SealMonth sealMonth,
      FindTerms findTerms,
      KeepExport keepExport,
      MonthlyExportNews news,
      Outbox outbox,
      SqlTransactions transactions,
      MonthlyExportConfig config,
      Clock clock) {
    this.exports = exports;
    this.files = files;
    this.sealMonth = sealMonth;
    this.findTerms = findTerms;
    this.keepExport = keepExport;
    this.news = news;
    this.outbox = outbox;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  /** What was kept. */
  record Produced(List<Export> files, Manifest manifest, Manifest.Written written) {}

  @Override
  public JobQueue queue() {
    return JobQueue.named(QUEUE)
        .places(config.concurrency(), 1)
        .lease(config.lease())
        .attempts(Integer.MAX_VALUE, Backoff.doubling(config.firstPause(), LONGEST_PAUSE))
        .questions(Backoff.doubling(config.firstPause(), LONGEST_PAUSE), ASKED_FOR);
  }

  @Override
  public Uni<Outcome<Produced>> run(Job job) {
    return transactions
        .inTenant(job.tenant(), sql -> exports.find(sql, job.tenant(), idOf(job)))
        .chain(
            found ->
                found
                    .filter(MonthlyExport::isPending)
                    .map(this::outcome)
                    .orElseGet(
                        () ->
                            Uni.createFrom()
                                .item(new Outcome.Refused<>("not-wanted", "it is ready"))));
  }

  private Uni<Outcome<Produced>> outcome(MonthlyExport export) {
    return produce(export)
        .map(produced -> (Outcome<Produced>) new Outcome.Done<>(produced))
        .onFailure(SealMonth.NotSealed.class)
        .recoverWithItem(
            open -> new Outcome.NotNow<>(UNTIL_SEALED, "entries of the month are not sealed yet"))
        .onFailure(ProblemException.class)
        .recoverWithItem(busy -> new Outcome.NotNow<>(UNTIL_A_PLACE_IS_FREE, busy.getMessage()))
        .onFailure()
        .invoke(failure -> LOG.warnf(failure, "export %s is produced later", export.id()))
        .onFailure()
        .recoverWithItem(failure -> new Outcome.NotTaken<>(reason(failure)));
  }

  Uni<Produced> produce(MonthlyExport export) {
    return terms(export)
        .chain(
            terms ->
                sealMonth
                    .of(export.tenant(), export.month())
                    .chain(
                        whole ->
                            written(export, terms, whole.place())
                                .chain(
                                    made ->
                                        manifest(export, whole.place(), whole.totals(), made))));
  }

  private Uni<Terms> terms(MonthlyExport export) {
    return export.terms() == null
        ? findTerms.of(export.tenant(), export.month())
        : findTerms.fixed(export.tenant(), export.month(), export.terms());
  }

  /** One format after the other: each reads the month page by page. */
  private Uni<List<KeptFile>> written(MonthlyExport export, Terms terms, SealedPlace place) {
    return Multi.createFrom()
        .iterable(export.formats())
        .onItem()
        .transformToUniAndConcatenate(
            format ->
                keepExport.keep(
                    new Wanted(
                        export.tenant(),
                        export.id(),
                        terms,
                        place.snapshot(),
                        format,
                        export.requestedBy(),
                        config.maxBytes())))
        .collect()
        .asList();
  }

  private Uni<Produced> manifest(
      MonthlyExport export, SealedPlace place, LedgerTotals totals, List<KeptFile> made) {
    Manifest manifest = Manifest.of(export.tenant(), export.month(), place, totals, made);
    Manifest.Written written = manifest.written();
    return keepExport
        .keep(
            export.tenant(),
            export.id(),
            export.month().toString(),
            MonthlyExportView.manifestName(export),
            written.bytes())
        .replaceWith(new Produced(made.stream().map(KeptFile::export).toList(), manifest, written));
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, Produced produced) {
    return exports
        .lock(sql, job.tenant(), idOf(job))
        .chain(
            found ->
                found
                    .filter(MonthlyExport::isPending)
                    .map(pending -> ready(sql, pending, produced))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> ready(Sql sql, MonthlyExport pending, Produced produced) {
    Instant now = clock.instant();
    return Sql.together(
        List.of(
            exports.ready(sql, pending, produced.written(), now),
            files.addAll(sql, pending.tenant(), produced.files()),
            outbox.appendAll(sql, news.ready(pending, produced, now))));
  }

  @Override
  public Uni<Void> postponed(Sql sql, Job job, String reason) {
    return exports
        .lock(sql, job.tenant(), idOf(job))
        .chain(
            found ->
                found
                    .filter(MonthlyExport::isPending)
                    .map(pending -> putOff(sql, pending, job, reason))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> putOff(Sql sql, MonthlyExport pending, Job job, String reason) {
    boolean tell =
        pending.alertedAt() == null && job.failures() + 1 >= Math.max(1, config.alertAfter());
    Instant now = clock.instant();
    Uni<Void> kept = exports.postponed(sql, pending, reason, tell ? now : pending.alertedAt());
    return tell
        ? Sql.together(
            List.of(kept, outbox.appendAll(sql, List.of(news.putOff(pending, reason, now)))))
        : kept;
  }

  @Override
  public Uni<Void> doneLate(Sql sql, Job job, Produced produced) {
    return done(sql, job, produced);
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return Uni.createFrom().voidItem();
  }

  /** To produce it twice does no harm. */
  @Override
  public Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return Uni.createFrom().voidItem();
  }

  private static UUID idOf(Job job) {
    return UUID.fromString(job.subject());
  }

  private static String reason(Throwable failure) {
    String text =
        failure instanceof Manifest.MismatchedTotals
            ? failure.getMessage()
            : failure.getClass().getSimpleName();
    return text.length() > 300 ? text.substring(0, 300) : text;
  }
}
