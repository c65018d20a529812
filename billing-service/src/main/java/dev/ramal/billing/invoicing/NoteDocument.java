package dev.ramal.billing.invoicing;

import dev.ramal.billing.conditions.BillingParty;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import java.time.LocalDate;
import java.util.List;

/**
 * What a note says, as it is stored for ever. Amounts are differences: negative where they are
 * given back.
 *
 * @param invoiceNumber of the invoice that it corrects
 * @param lines what differs, by the sources of the invoice
 * @param reason pt-BR
 * @param issuedOn day in São Paulo
 */
record NoteDocument(
    BillingMonth month,
    long invoiceNumber,
    BillingParty issuer,
    BillingParty billTo,
    List<InvoiceLine> lines,
    String reason,
    LocalDate issuedOn) {
  NoteDocument {
    lines = List.copyOf(lines);
  }

  Money statementTotal() {
    return InvoiceLines.statementTotal(lines);
  }

  Money taxTotal() {
    return InvoiceLines.taxTotal(lines);
  }

  Money total() {
    return statementTotal().plus(taxTotal());
  }
}
