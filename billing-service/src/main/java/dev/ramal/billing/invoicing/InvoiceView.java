package dev.ramal.billing.invoicing;

import dev.ramal.billing.conditions.BillingParty;
import dev.ramal.billing.conditions.TaxMode;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An invoice as the API shows it. {@code total} is {@code statementTotal} plus {@code taxTotal};
 * {@code statementTotal} is the total of the month's summary.
 *
 * @param number null in a draft, like issuedAt, issuedBy, dueOn and pdf
 * @param issueAt when a draft is issued by itself; null once it is, and for months before the first
 *     that is closed by itself
 * @param issuedBy user name; {@code closing} when the days of grace were over
 * @param unratedUses usage of the month that no tariff covered when it was drawn up
 * @param notes how many notes correct it
 * @param balance what is owed for the month: the total and all notes
 */
@Schema(name = "Invoice")
public record InvoiceView(
    UUID id,
    BillingMonth month,
    InvoiceState state,
    @Schema(nullable = true) Long number,
    @Schema(nullable = true) Instant issueAt,
    @Schema(nullable = true) Instant issuedAt,
    @Schema(nullable = true) String issuedBy,
    @Schema(nullable = true) LocalDate dueOn,
    BillingParty issuer,
    BillingParty billTo,
    List<InvoiceLine> lines,
    Money statementTotal,
    TaxMode taxMode,
    Money taxTotal,
    Money total,
    long notes,
    Money balance,
    long unratedUses,
    @Schema(nullable = true) String pdf) {

  static InvoiceView issued(Invoice invoice, List<Note> notes) {
    Money corrected =
        notes.stream()
            .map(note -> note.document().total())
            .reduce(invoice.document().total(), Money::plus);
    return of(invoice, invoice.document(), null, notes.size(), corrected);
  }

  /**
   * @param issueAt null when it is not issued by itself
   */
  static InvoiceView draft(Invoice invoice, InvoiceDocument document, Instant issueAt) {
    return of(invoice, document, issueAt, 0, document.total());
  }

  private static InvoiceView of(
      Invoice invoice, InvoiceDocument document, Instant issueAt, long notes, Money balance) {
    return new InvoiceView(
        invoice.id(),
        invoice.month(),
        invoice.state(),
        invoice.number(),
        issueAt,
        invoice.issuedAt(),
        invoice.issuedBy(),
        document.dueOn(),
        document.issuer(),
        document.billTo(),
        document.lines(),
        document.statementTotal(),
        document.taxMode(),
        document.taxTotal(),
        document.total(),
        notes,
        balance,
        document.unratedUses(),
        invoice.isIssued() ? path(invoice.id()) + "/pdf" : null);
  }

  static String path(UUID id) {
    return InvoiceResource.PATH + "/" + id;
  }
}
