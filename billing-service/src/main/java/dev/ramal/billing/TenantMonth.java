package dev.ramal.billing;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlRow;
import java.util.List;

/** A month of an organization. */
public record TenantMonth(TenantId tenant, BillingMonth month) {

  /** Rows whose first two columns are the two. */
  public static List<TenantMonth> of(List<SqlRow> rows) {
    return rows.stream().map(TenantMonth::of).toList();
  }

  public static TenantMonth of(SqlRow row) {
    return new TenantMonth(TenantId.of(row.text(0)), BillingMonth.of(row.text(1)));
  }
}
