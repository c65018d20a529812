package dev.ramal.billing.invoicing;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * A month's invoice.
 *
 * @param number null in a draft, like the document, the time and the person
 * @param issuedBy user name; {@value #CLOSING} when the days of grace were over
 */
record Invoice(
    UUID id,
    TenantId tenant,
    BillingMonth month,
    InvoiceState state,
    Long number,
    InvoiceDocument document,
    Instant issuedAt,
    String issuedBy) {
  static final String CLOSING = "closing";

  boolean isIssued() {
    return state == InvoiceState.ISSUED;
  }
}
