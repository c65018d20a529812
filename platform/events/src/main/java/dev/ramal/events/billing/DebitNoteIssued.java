package dev.ramal.events.billing;

import dev.ramal.events.Money;
import java.time.Instant;

/**
 * What an invoice charged too little is charged after it; the invoice itself is never changed.
 *
 * <p>Type {@code dev.ramal.billing.DebitNoteIssued}.
 *
 * @param number of the note: its own sequence in the organization, without a gap
 * @param invoiceId the invoice that the note corrects
 * @param month yyyy-MM, of the invoice
 * @param statementTotal difference before taxes, never negative
 * @param taxTotal difference of all taxes
 * @param total difference of what is owed: statementTotal plus taxTotal, never negative
 * @param reason for a person, pt-BR
 */
public record DebitNoteIssued(
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
  public static final String TYPE = "dev.ramal.billing.DebitNoteIssued";
}
