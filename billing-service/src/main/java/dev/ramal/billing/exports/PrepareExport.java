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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Fixes what an export contains and writes its file once to nowhere, for size, digest and totals.
 * Entries written afterwards belong to the next export.
 */
@ApplicationScoped
class PrepareExport {
  static final String CSV = "csv";

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

  Uni<Export> prepare(TenantId tenant, BillingMonth month, String requestedBy) {
    return findTerms
        .of(tenant, month)
        .chain(
            terms ->
                reads
                    .read(tenant, ledger::snapshot)
                    .chain(snapshot -> measure(tenant, terms, snapshot, requestedBy)))
        .call(
            export ->
                transactions.inTenant(tenant, session -> exports.add(session, tenant, export)));
  }

  private Uni<Export> measure(TenantId tenant, Terms terms, String snapshot, String requestedBy) {
    StatementCalculator calculator = new StatementCalculator(terms);
    return writeFile
        .write(tenant, terms, snapshot, calculator)
        .collect()
        .in(DigestingSink::new, DigestingSink::add)
        .map(
            digested -> {
              Statement statement = calculator.statement();
              return new Export(
                  UuidV7.next(),
                  terms.month(),
                  CSV,
                  terms.plan() == null ? null : terms.plan().id(),
                  snapshot,
                  digested.lines() - 1,
                  digested.bytes(),
                  digested.sha256(),
                  statement.cost(),
                  statement.total(),
                  requestedBy,
                  clock.instant());
            });
  }
}
