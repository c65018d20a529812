package dev.ramal.billing.invoicing;

import dev.ramal.billing.conditions.BillingParty;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A credit or debit note as the API shows it. Amounts are differences: those of a credit note are
 * negative in sum.
 *
 * @param number in the series of its kind
 * @param reason pt-BR
 * @param issuedBy user name; {@code closing} when a further month had ended
 */
@Schema(name = "InvoiceNote")
public record NoteView(
    UUID id,
    InvoiceNoteKind kind,
    long number,
    UUID invoiceId,
    long invoiceNumber,
    BillingMonth month,
    BillingParty issuer,
    BillingParty billTo,
    List<InvoiceLine> lines,
    Money statementTotal,
    Money taxTotal,
    Money total,
    String reason,
    Instant issuedAt,
    String issuedBy,
    String pdf) {
  static NoteView of(Note note) {
    NoteDocument document = note.document();
    return new NoteView(
        note.id(),
        note.kind(),
        note.number(),
        note.invoiceId(),
        document.invoiceNumber(),
        document.month(),
        document.issuer(),
        document.billTo(),
        document.lines(),
        document.statementTotal(),
        document.taxTotal(),
        document.total(),
        document.reason(),
        note.issuedAt(),
        note.issuedBy(),
        path(note) + "/pdf");
  }

  static String path(Note note) {
    return InvoiceView.path(note.invoiceId()) + "/notes/" + note.id();
  }
}
