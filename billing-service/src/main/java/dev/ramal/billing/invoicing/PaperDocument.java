package dev.ramal.billing.invoicing;

import dev.ramal.billing.conditions.BillingParty;
import dev.ramal.billing.conditions.TaxMode;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a person reads on paper, pt-BR, whichever document it is.
 *
 * @param facts a label and what it says, each
 * @param rows description, quantity, amount, each
 * @param totals a label and an amount, each; the last is what is owed
 * @param remarks below everything
 */
record PaperDocument(
    UUID id,
    String title,
    BillingParty issuer,
    BillingParty billTo,
    List<List<String>> facts,
    List<List<String>> rows,
    List<List<String>> totals,
    List<String> remarks,
    Instant issuedAt) {

  static PaperDocument of(Invoice invoice) {
    InvoiceDocument document = invoice.document();
    List<String> remarks = new ArrayList<>();
    if (document.taxTotal().amount().signum() != 0) {
      remarks.add(
          document.taxMode() == TaxMode.GROSS_UP
              ? "Tributos calculados por dentro."
              : "Tributos calculados sobre o total dos serviços.");
    }
    if (document.unratedUses() > 0) {
      remarks.add(
          "%d usos do mês esperam por tarifa e serão cobrados por nota de débito."
              .formatted(document.unratedUses()));
    }
    return new PaperDocument(
        invoice.id(),
        "Fatura nº " + invoice.number(),
        document.issuer(),
        document.billTo(),
        List.of(
            List.of("Mês de referência", InvoiceWords.month(invoice.month())),
            List.of("Emissão", InvoiceWords.day(document.issuedOn())),
            List.of("Vencimento", InvoiceWords.day(document.dueOn()))),
        rows(document.lines()),
        totals(document.statementTotal(), document.taxTotal(), "Total a pagar", document.total()),
        remarks,
        invoice.issuedAt());
  }

  static PaperDocument of(Note note) {
    NoteDocument document = note.document();
    boolean credit = note.kind() == InvoiceNoteKind.CREDIT_NOTE;
    return new PaperDocument(
        note.id(),
        (credit ? "Nota de crédito nº " : "Nota de débito nº ") + note.number(),
        document.issuer(),
        document.billTo(),
        List.of(
            List.of("Refere-se à fatura nº", String.valueOf(document.invoiceNumber())),
            List.of("Mês de referência", InvoiceWords.month(document.month())),
            List.of("Emissão", InvoiceWords.day(document.issuedOn()))),
        rows(document.lines()),
        totals(
            document.statementTotal(),
            document.taxTotal(),
            credit ? "Total do crédito" : "Total do débito",
            document.total()),
        List.of(document.reason()),
        note.issuedAt());
  }

  private static List<List<String>> rows(List<InvoiceLine> lines) {
    return lines.stream()
        .map(
            line ->
                List.of(
                    line.description(),
                    line.usage() == null ? "" : InvoiceWords.quantity(line.usage()),
                    InvoiceWords.money(line.amount())))
        .toList();
  }

  private static List<List<String>> totals(
      Money statement, Money taxes, String label, Money total) {
    List<String> owed = List.of(label, InvoiceWords.money(total));
    return taxes.amount().signum() == 0
        ? List.of(owed)
        : List.of(
            List.of("Total sem tributos", InvoiceWords.money(statement)),
            List.of("Tributos", InvoiceWords.money(taxes)),
            owed);
  }
}
