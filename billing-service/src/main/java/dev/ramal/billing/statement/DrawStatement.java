package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.LedgerReads;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Draws up a month from the ledger, line by line and without holding the lines. */
@ApplicationScoped
public class DrawStatement {
  private final FindTerms findTerms;
  private final ReadTransactions reads;
  private final LedgerReads ledger;

  DrawStatement(FindTerms findTerms, ReadTransactions reads, LedgerReads ledger) {
    this.findTerms = findTerms;
    this.reads = reads;
    this.ledger = ledger;
  }

  public Uni<Statement> draw(TenantId tenant, BillingMonth month) {
    return findTerms
        .of(tenant, month)
        .chain(
            terms ->
                reads.stream(tenant, connection -> ledger.month(connection, tenant, month, null))
                    .collect()
                    .in(() -> new StatementFold(terms), StatementFold::add)
                    .map(StatementFold::statement));
  }
}
