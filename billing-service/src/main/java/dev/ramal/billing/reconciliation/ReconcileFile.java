package dev.ramal.billing.reconciliation;

import dev.ramal.billing.ledger.PagesAhead;
import dev.ramal.billing.metering.ComparedUsesRepository;
import dev.ramal.billing.metering.ComparedUsesRepository.Wish;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.reconciliation.ReconciliationRepository.Run;
import dev.ramal.billing.tariffs.DayRatesRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Compares a carrier's detail file with what was metered. The file is received whole, then read row
 * by row into the tables of one transaction, in which sets are compared with sets.
 *
 * <p>Failure policy: all of a file or nothing. A row that cannot be understood, a process that
 * dies, a statement that takes too long leave nothing behind; whoever brings the file again loses
 * nothing, because the same file under the same settings is compared once.
 */
@ApplicationScoped
class ReconcileFile {
  private static final Logger LOG = Logger.getLogger(ReconcileFile.class);

  private final ReconciliationTransactions transactions;
  private final ReconciliationRepository reconciliations;
  private final MatchRepository matches;
  private final ComparedUsesRepository uses;
  private final DayRatesRepository rates;
  private final ReconciliationConfig config;
  private final Clock clock;

  ReconcileFile(
      ReconciliationTransactions transactions,
      ReconciliationRepository reconciliations,
      MatchRepository matches,
      ComparedUsesRepository uses,
      DayRatesRepository rates,
      ReconciliationConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.reconciliations = reconciliations;
    this.matches = matches;
    this.uses = uses;
    this.rates = rates;
    this.config = config;
    this.clock = clock;
  }

  /**
   * What came of a file.
   *
   * @param made false when it had been compared before
   */
  record Outcome(UUID id, boolean made) {}

  /**
   * Blocks while the file is being received.
   *
   * @param again whether a file that was compared before is compared with what is known now
   */
  Uni<Outcome> reconcile(
      TenantId tenant,
      ReconciliationSettings settings,
      InputStream body,
      boolean again,
      String requestedBy) {
    transactions.begin(tenant);
    ReceivedFile file;
    try {
      file = ReceivedFile.receive(body, config.folder());
    } catch (RuntimeException e) {
      transactions.end(tenant);
      throw e;
    }
    Uni<Outcome> compared =
        transactions
            .inTenant(
                tenant,
                sql ->
                    reconciliations
                        .last(sql, tenant, file.sha256(), settings.fingerprint())
                        .chain(
                            known ->
                                known.isPresent() && !again
                                    ? Uni.createFrom().item(new Outcome(known.get().id(), false))
                                    : compare(sql, tenant, settings, file, known, requestedBy)))
            .onTermination()
            .invoke(
                () -> {
                  file.close();
                  transactions.end(tenant);
                });
    return whoeverWaits(compared);
  }

  /** The emitter keeps a cancellation away from what has begun: whoever left may come again. */
  private static Uni<Outcome> whoeverWaits(Uni<Outcome> compared) {
    return Uni.createFrom()
        .emitter(emitter -> compared.subscribe().with(emitter::complete, emitter::fail));
  }

  private Uni<Outcome> compare(
      Sql sql,
      TenantId tenant,
      ReconciliationSettings settings,
      ReceivedFile file,
      Optional<Run> known,
      String requestedBy) {
    UUID id = UuidV7.next();
    Instant begun = clock.instant();
    DetailReader reader = open(settings, file);
    return matches
        .prepare(sql, config.workMemory())
        .chain(() -> read(sql, reader))
        .invoke(reader::check)
        .chain(() -> compare(sql, tenant, settings, reader))
        .chain(() -> matches.judge(sql, tenant, id, settings, reader.lastRow()))
        .chain(
            () ->
                reconciliations.add(
                    sql,
                    tenant,
                    made(
                        id, settings, file, reader, known.map(Run::run).orElse(0) + 1, requestedBy),
                    settings.fingerprint()))
        .invoke(
            () ->
                LOG.infof(
                    "tenant=%s reconciliation %s: %d rows of %s in %s",
                    tenant,
                    id,
                    reader.rows(),
                    settings.carrier(),
                    Duration.between(begun, clock.instant())))
        .replaceWith(new Outcome(id, true))
        .onTermination()
        .invoke(() -> close(reader));
  }

  private Uni<Void> compare(
      Sql sql, TenantId tenant, ReconciliationSettings settings, DetailReader reader) {
    Wish wish =
        new Wish(
            settings.kind().meter(),
            settings.carrier(),
            settings.connection(),
            settings.direction(),
            settings.expectedFrom(),
            settings.expectedTo(),
            settings.from(),
            settings.to());
    boolean ofParts = reader.columns().containsKey(DetailColumn.PART);
    return uses.copyPeriod(sql, tenant, wish)
        .chain(() -> matches.gather(sql, ofParts))
        .chain(() -> uses.copyWanted(sql, tenant, wish))
        .chain(
            () ->
                rates.copy(
                    sql,
                    reader.currencies().stream().filter(code -> !"BRL".equals(code)).toList(),
                    day(reader.first()).minusDays(3),
                    day(reader.last()).plusDays(3)))
        .chain(() -> matches.pair(sql, settings));
  }

  /** While the database stores some rows, a worker understands those that follow. */
  private Uni<Void> read(Sql sql, DetailReader reader) {
    Executor worker = Infrastructure.getDefaultWorkerPool();
    PagesAhead<CarrierLine> pages =
        new PagesAhead<>(
            last ->
                Uni.createFrom().item(() -> reader.next(config.batch())).runSubscriptionOn(worker));
    return Multi.createBy()
        .repeating()
        .uni(() -> pages.next().emitOn(worker))
        .until(List::isEmpty)
        .onItem()
        .transformToUniAndConcatenate(
            lines -> reader.isRefused() ? Uni.createFrom().voidItem() : matches.add(sql, lines))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private DetailReader open(ReconciliationSettings settings, ReceivedFile file) {
    try {
      return new DetailReader(file.path(), settings, config.maxRows());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(DetailReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      LOG.debugf("closed already: %s", e);
    }
  }

  private Reconciliation made(
      UUID id,
      ReconciliationSettings settings,
      ReceivedFile file,
      DetailReader reader,
      int run,
      String requestedBy) {
    return new Reconciliation(
        id,
        settings.month(),
        settings.carrier(),
        settings.kind(),
        settings.connection(),
        settings.direction(),
        settings.zone(),
        file.sha256(),
        file.bytes(),
        reader.rows(),
        reader.skipped(),
        reader.columns(),
        settings.tolerances(),
        run,
        requestedBy,
        clock.instant(),
        List.of());
  }

  private static LocalDate day(Instant instant) {
    return instant.atZone(BillingMonth.ZONE).toLocalDate();
  }
}
