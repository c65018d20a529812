package dev.ramal.billing.invoicing;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import java.util.UUID;

/** Codes of invoices, their notes, and of closing a month. */
public final class InvoicingProblems {
  private InvoicingProblems() {}

  public static ProblemException monthIsNotOver(BillingMonth month) {
    return Problem.of(422, "BILLING-0043", "The month is not over")
        .detail("%s is closed when it has ended in São Paulo.".formatted(month))
        .field("month", "must be before the current month")
        .exception();
  }

  public static ProblemException monthIsClosed(BillingMonth month, long number, UUID invoice) {
    return Problem.of(409, "BILLING-0044", "The month is closed")
        .detail(
            "Invoice %d of %s was issued and is never changed. What it charges wrongly is corrected"
                    .formatted(number, month)
                + " by a note: POST /api/billing/invoices/%s/notes.".formatted(invoice))
        .with("invoiceId", invoice)
        .exception();
  }

  public static ProblemException nothingToInvoice(BillingMonth month) {
    return Problem.of(422, "BILLING-0045", "Nothing to invoice")
        .detail("There is no usage, no plan and no agreed minimum in %s.".formatted(month))
        .exception();
  }

  public static ProblemException unknownInvoice() {
    return Problem.of(404, "BILLING-0046", "No such invoice")
        .detail("There is no invoice with this id in your organization.")
        .exception();
  }

  public static ProblemException unknownNote() {
    return Problem.of(404, "BILLING-0047", "No such note")
        .detail("The invoice has no note with this id.")
        .exception();
  }

  public static ProblemException invoiceIsADraft(BillingMonth month) {
    return Problem.of(409, "BILLING-0048", "The invoice is a draft")
        .detail(
            "It has no number yet and follows what is known of %s. Issue it with POST"
                    .formatted(month)
                + " /api/billing/invoices/%s/close.".formatted(month))
        .exception();
  }

  public static ProblemException nothingToCorrect() {
    return Problem.of(409, "BILLING-0049", "Nothing to correct")
        .detail("Invoice and notes come to what the month comes to now.")
        .exception();
  }
}
