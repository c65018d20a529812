package dev.ramal.billing.invoicing;

import dev.ramal.billing.TenantMonth;
import dev.ramal.billing.conditions.ConditionsRepository;
import dev.ramal.billing.invoicing.BuildInvoice.Drawn;
import dev.ramal.billing.invoicing.NoteRepository.Review;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Compares an issued invoice and its notes with what its month comes to now, under the terms of the
 * invoice, and tells the difference in one note: a credit note where less is owed, a debit note
 * where more is. Lines whose differences cancel each other out to the cent make no note; they are
 * part of the next.
 */
@ApplicationScoped
class IssueNote {
  private final BuildInvoice buildInvoice;
  private final InvoiceRepository invoices;
  private final NoteRepository notes;
  private final ConditionsRepository conditions;
  private final InvoiceEvents events;
  private final Outbox outbox;
  private final SqlTransactions transactions;
  private final Clock clock;

  IssueNote(
      BuildInvoice buildInvoice,
      InvoiceRepository invoices,
      NoteRepository notes,
      ConditionsRepository conditions,
      InvoiceEvents events,
      Outbox outbox,
      SqlTransactions transactions,
      Clock clock) {
    this.buildInvoice = buildInvoice;
    this.invoices = invoices;
    this.notes = notes;
    this.conditions = conditions;
    this.events = events;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param by user name, or {@link Invoice#CLOSING}
   * @return empty when nothing is to be corrected; fails with 404 for an unknown invoice, with 409
   *     for a draft
   */
  Uni<Optional<Note>> issue(TenantId tenant, UUID invoiceId, String by) {
    return transactions
        .inTenant(tenant, sql -> charged(sql, tenant, invoiceId))
        .chain(
            charged ->
                buildInvoice
                    .lines(tenant, charged.invoice().month(), charged.invoice().document().terms())
                    .chain(
                        now -> transactions.inTenant(tenant, sql -> store(sql, charged, now, by))))
        .onFailure(ChangedMeanwhile.class)
        .retry()
        .atMost(3);
  }

  private Uni<Charged> charged(Sql sql, TenantId tenant, UUID invoiceId) {
    return invoices
        .find(sql, tenant, invoiceId)
        .map(found -> found.orElseThrow(InvoicingProblems::unknownInvoice))
        .invoke(
            invoice -> {
              if (!invoice.isIssued()) {
                throw InvoicingProblems.invoiceIsADraft(invoice.month());
              }
            })
        .chain(
            invoice ->
                notes
                    .of(sql, tenant, List.of(invoiceId))
                    .map(before -> new Charged(invoice, before)));
  }

  private Uni<Optional<Note>> store(Sql sql, Charged charged, Drawn now, String by) {
    Invoice invoice = charged.invoice();
    TenantId tenant = invoice.tenant();
    List<InvoiceLine> difference = InvoiceLines.difference(charged.lines(), now.lines());
    Money total = InvoiceLines.statementTotal(difference).plus(InvoiceLines.taxTotal(difference));
    return conditions
        .lock(sql, tenant)
        .chain(() -> notes.of(sql, tenant, List.of(invoice.id())))
        .invoke(
            before -> {
              if (before.size() != charged.notes().size()) {
                throw new ChangedMeanwhile();
              }
            })
        .chain(
            () ->
                total.amount().signum() == 0
                    ? Uni.createFrom().item(Optional.<Note>empty())
                    : note(sql, charged, difference, total, by).map(Optional::of))
        .call(() -> reviewed(sql, invoice, now));
  }

  private Uni<Note> note(
      Sql sql, Charged charged, List<InvoiceLine> lines, Money total, String by) {
    Invoice invoice = charged.invoice();
    InvoiceNoteKind kind =
        total.amount().signum() < 0 ? InvoiceNoteKind.CREDIT_NOTE : InvoiceNoteKind.DEBIT_NOTE;
    Instant now = clock.instant();
    return invoices
        .nextNumber(sql, invoice.tenant(), kind.series())
        .map(
            number ->
                new Note(
                    UuidV7.next(),
                    invoice.tenant(),
                    invoice.id(),
                    charged.notes().size() + 1,
                    kind,
                    number,
                    new NoteDocument(
                        invoice.month(),
                        invoice.number(),
                        invoice.document().issuer(),
                        invoice.document().billTo(),
                        lines,
                        InvoiceWords.reason(kind, invoice.month(), invoice.number()),
                        LocalDate.ofInstant(now, BillingMonth.ZONE)),
                    now,
                    by))
        .call(note -> notes.add(sql, note))
        .call(note -> outbox.appendAll(sql, List.of(events.issued(note))));
  }

  private Uni<Void> reviewed(Sql sql, Invoice invoice, Drawn now) {
    Review review =
        new Review(new TenantMonth(invoice.tenant(), invoice.month()), invoice.id(), now.mark());
    return notes.reviewed(sql, List.of(review), ClosingCalendar.lastEnded(clock.instant()));
  }

  /** What was charged for a month so far. */
  private record Charged(Invoice invoice, List<Note> notes) {
    List<List<InvoiceLine>> lines() {
      List<List<InvoiceLine>> all = new ArrayList<>();
      all.add(invoice.document().lines());
      notes.forEach(note -> all.add(note.document().lines()));
      return all;
    }
  }
}
