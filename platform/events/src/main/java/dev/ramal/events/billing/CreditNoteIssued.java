package dev.ramal.events.billing;

import dev.ramal.events.Money;
import java.time.Instant;

/**
 * What an invoice charged too much is given back; the invoice itself is never changed.
 *
 * <p>Type {@code dev.ramal.billing.CreditNoteIssued}.
 *
 * @param number of the note: its own sequence in the organization, without a gap
 * @param invoiceId the invoice that the note corrects
 * @param month yyyy-MM, of the invoice
 * @param statementTotal difference before taxes, never positive
 * @param taxTotal difference of all taxes
 * @param total difference of what is owed: statementTotal plus taxTotal, never positive
 * @param reason for a person, pt-BR
 */
public record CreditNoteIssued(
    String noteId,
    long number,
    String invoiceId,
    long invoiceNumber,
    String month,
    Money statementTotal,
    Money taxTotal,
    Money total,
    String reason,
    Instant issuedAt) {
  public static final String TYPE = "dev.ramal.billing.CreditNoteIssued";
}
