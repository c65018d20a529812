package dev.ramal.billing.invoicing;

import dev.ramal.billing.conditions.BillingParty;
import dev.ramal.billing.conditions.TaxMode;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.FixedTerms;
import dev.ramal.events.Money;
import java.time.LocalDate;
import java.util.List;

/**
 * What an invoice says; once issued, as it is stored for ever.
 *
 * @param terms by which versions the month was drawn up: its notes go by the same
 * @param unratedUses usage that no tariff covered when it was drawn up, and that is in no line
 * @param issuedOn day in São Paulo; null in a draft
 * @param dueOn null in a draft
 */
record InvoiceDocument(
    BillingMonth month,
    FixedTerms terms,
    BillingParty issuer,
    BillingParty billTo,
    List<InvoiceLine> lines,
    TaxMode taxMode,
    long unratedUses,
    LocalDate issuedOn,
    LocalDate dueOn) {
  InvoiceDocument {
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

  InvoiceDocument issued(LocalDate on, int paymentDays) {
    return new InvoiceDocument(
        month, terms, issuer, billTo, lines, taxMode, unratedUses, on, on.plusDays(paymentDays));
  }
}
