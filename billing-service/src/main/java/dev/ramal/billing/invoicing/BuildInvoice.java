package dev.ramal.billing.invoicing;

import dev.ramal.billing.conditions.BillingParty;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.metering.OpenUsageRepository;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.BuildStatement;
import dev.ramal.billing.statement.BuildStatement.Marked;
import dev.ramal.billing.statement.FixedTerms;
import dev.ramal.billing.statement.Statement;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Draws up what the invoice of a month is, or would be, now. */
@ApplicationScoped
class BuildInvoice {
  private final BuildStatement buildStatement;
  private final OpenUsageRepository openUsages;
  private final ReadTransactions reads;
  private final InvoicingConfig config;

  BuildInvoice(
      BuildStatement buildStatement,
      OpenUsageRepository openUsages,
      ReadTransactions reads,
      InvoicingConfig config) {
    this.buildStatement = buildStatement;
    this.openUsages = openUsages;
    this.reads = reads;
    this.config = config;
  }

  /** Under the terms of now. */
  Uni<Built> draft(TenantId tenant, BillingMonth month) {
    return buildStatement
        .marked(tenant, month)
        .chain(
            marked ->
                reads
                    .read(tenant, connection -> openUsages.of(connection, tenant, month))
                    .map(open -> built(tenant, marked, open.unrated())));
  }

  /** The lines of now under the terms of an invoice. */
  Uni<Drawn> lines(TenantId tenant, BillingMonth month, FixedTerms terms) {
    return buildStatement
        .marked(tenant, month, terms)
        .map(marked -> new Drawn(DrawInvoice.lines(marked.statement()), marked.mark()));
  }

  private Built built(TenantId tenant, Marked marked, long unrated) {
    InvoicingConfig.Issuer from = config.issuer();
    BillingParty issuer =
        new BillingParty(from.name(), from.taxId().orElse(null), from.address().orElse(null));
    BillingParty organization = new BillingParty(tenant.value(), null, null);
    Statement statement = marked.statement();
    return new Built(
        DrawInvoice.draft(statement, issuer, organization, unrated), statement, marked.mark());
  }

  /**
   * What an invoice would be.
   *
   * @param mark of the ledger that it is made of
   */
  record Built(InvoiceDocument document, Statement statement, String mark) {
    /** Neither usage nor plan nor anything agreed. */
    boolean isEmpty() {
      return statement.lines().isEmpty() && document.lines().isEmpty();
    }
  }

  record Drawn(List<InvoiceLine> lines, String mark) {}
}
