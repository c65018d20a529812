package dev.ramal.billing.invoicing;

import dev.ramal.billing.integrity.CheckedPart;
import dev.ramal.billing.integrity.Difference;
import dev.ramal.billing.integrity.MonthCheck;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Compares the files of a month's documents with what was sent first. */
@ApplicationScoped
class CheckFiles implements MonthCheck {
  private final DocumentCheckRepository documents;
  private final SqlTransactions transactions;

  CheckFiles(DocumentCheckRepository documents, SqlTransactions transactions) {
    this.documents = documents;
    this.transactions = transactions;
  }

  @Override
  public CheckedPart part() {
    return CheckedPart.DOCUMENT_FILES;
  }

  @Override
  public Uni<List<Difference>> differences(TenantId tenant, BillingMonth month) {
    return transactions.inTenant(tenant, sql -> documents.files(sql, tenant, month));
  }
}
