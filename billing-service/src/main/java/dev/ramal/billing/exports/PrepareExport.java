package dev.ramal.billing.exports;

import dev.ramal.billing.ledger.LedgerRepository;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.FindTerms;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Fixes what an export contains and writes its file once to nowhere, for size, digest and totals.
 * Entries written afterwards belong to the next export.
 */
@ApplicationScoped
class PrepareExport {
  private final FindTerms findTerms;
  private final ReadTransactions reads;
  private final LedgerRepository ledger;
  private final WriteFile writeFile;
  private final ExportRepository exports;
  private final TenantTransactions transactions;
  private final Clock clock;

  PrepareExport(
      FindTerms findTerms,
      ReadTransactions reads,
      LedgerRepository ledger,
      WriteFile writeFile,
      ExportRepository exports,
      TenantTransactions transactions,
      Clock clock) {
    this.findTerms = findTerms;
    this.reads = reads;
    this.ledger = ledger;
    this.writeFile = writeFile;
    this.exports = exports;
    this.transactions = transactions;
    this.clock = clock;
  }

  Uni<Export> prepare(
      TenantId tenant,
      BillingMonth month,
      ExportFormat format,
      HeadingLanguage headings,
      String requestedBy) {
    return findTerms
        .of(tenant, month)
        .chain(
            terms ->
                reads
                    .read(tenant, this::place)
                    .chain(
                        place ->
                            measure(
                                    tenant,
                                    terms,
                                    place.snapshot(),
                                    ExportLines.of(month, format, headings))
                                .map(m -> export(terms, place, format, headings, m, requestedBy))))
        .call(
            export ->
                transactions.inTenant(tenant, session -> exports.add(session, tenant, export)));
  }

  /**
   * Measures what an export would come to if it was made now.
   *
   * @param file empty
   */
  Uni<Measured> measure(TenantId tenant, Terms terms, String snapshot, ExportLines file) {
    StatementCalculator calculator = new StatementCalculator(terms);
    return writeFile
        .write(tenant, terms, snapshot, calculator, file)
        .collect()
        .in(DigestingSink::new, DigestingSink::add)
        .map(
            digested ->
                new Measured(
                    file.rows(), digested.bytes(), digested.sha256(), calculator.statement()));
  }

  private Uni<Place> place(SqlConnection connection) {
    return ledger
        .snapshot(connection)
        .chain(
            snapshot ->
                exports
                    .madeWith(connection, ExportLines.LAYOUT)
                    .map(with -> new Place(snapshot, with)));
  }

  private Export export(
      Terms terms,
      Place place,
      ExportFormat format,
      HeadingLanguage headings,
      Measured measured,
      String requestedBy) {
    return new Export(
        UuidV7.next(),
        terms.month(),
        format,
        headings,
        terms.fixed(),
        place.snapshot(),
        place.madeWith(),
        measured.rows(),
        measured.bytes(),
        measured.sha256(),
        measured.statement().cost(),
        measured.statement().total(),
        requestedBy,
        clock.instant());
  }

  /** What a file comes to. */
  record Measured(long rows, long bytes, String sha256, Statement statement) {}

  private record Place(String snapshot, String madeWith) {}
}
