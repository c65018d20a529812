package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.MonthRepository;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Builds the statement of a month; see {@link MonthWalk}. */
@ApplicationScoped
public class BuildStatement {
  private final FindTerms findTerms;
  private final ReadTransactions reads;
  private final MonthRepository months;

  BuildStatement(FindTerms findTerms, ReadTransactions reads, MonthRepository months) {
    this.findTerms = findTerms;
    this.reads = reads;
    this.months = months;
  }

  public Uni<Statement> build(TenantId tenant, BillingMonth month) {
    return findTerms
        .of(tenant, month)
        .chain(
            terms ->
                reads.read(
                    tenant,
                    connection -> new MonthWalk(months, connection, tenant, terms).statement()));
  }
}
