package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.LedgerRepository;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Builds the statement of a month from the ledger, entry by entry and without holding them. */
@ApplicationScoped
public class BuildStatement {
  private final FindTerms findTerms;
  private final ReadTransactions reads;
  private final LedgerRepository ledger;

  BuildStatement(FindTerms findTerms, ReadTransactions reads, LedgerRepository ledger) {
    this.findTerms = findTerms;
    this.reads = reads;
    this.ledger = ledger;
  }

  public Uni<Statement> build(TenantId tenant, BillingMonth month) {
    return findTerms
        .of(tenant, month)
        .chain(
            terms ->
                reads.stream(tenant, connection -> ledger.month(connection, tenant, month, null))
                    .collect()
                    .in(() -> new StatementCalculator(terms), StatementCalculator::add)
                    .map(StatementCalculator::statement));
  }
}
