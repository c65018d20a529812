package dev.ramal.billing.invoicing;

import dev.ramal.events.Topics;
import dev.ramal.events.billing.CreditNoteIssued;
import dev.ramal.events.billing.DebitNoteIssued;
import dev.ramal.events.billing.InvoiceIssued;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells the others what was issued, in the order of all money of the organization. */
@ApplicationScoped
class InvoiceEvents {
  private final Events events;

  InvoiceEvents(Events events) {
    this.events = events;
  }

  OutboxEntry issued(Invoice invoice) {
    InvoiceDocument document = invoice.document();
    return OutboxEntry.of(
        events.createForTenant(
            invoice.tenant(),
            Topics.BILLING,
            invoice.id().toString(),
            null,
            new InvoiceIssued(
                invoice.id().toString(),
                invoice.number(),
                invoice.month().toString(),
                document.statementTotal(),
                document.taxTotal(),
                document.total(),
                document.dueOn().toString(),
                invoice.issuedBy(),
                invoice.issuedAt())));
  }

  OutboxEntry issued(Note note) {
    return OutboxEntry.of(
        events.createForTenant(
            note.tenant(), Topics.BILLING, note.id().toString(), null, data(note)));
  }

  private static Record data(Note note) {
    NoteDocument document = note.document();
    return switch (note.kind()) {
      case CREDIT_NOTE ->
          new CreditNoteIssued(
              note.id().toString(),
              note.number(),
              note.invoiceId().toString(),
              document.invoiceNumber(),
              document.month().toString(),
              document.statementTotal(),
              document.taxTotal(),
              document.total(),
              document.reason(),
              note.issuedAt());
      case DEBIT_NOTE ->
          new DebitNoteIssued(
              note.id().toString(),
              note.number(),
              note.invoiceId().toString(),
              document.invoiceNumber(),
              document.month().toString(),
              document.statementTotal(),
              document.taxTotal(),
              document.total(),
              document.reason(),
              note.issuedAt());
    };
  }
}
