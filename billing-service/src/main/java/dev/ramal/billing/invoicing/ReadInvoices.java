package dev.ramal.billing.invoicing;

import dev.ramal.billing.conditions.ConditionsConfig;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads invoices and notes; a draft is drawn up when it is read. */
@ApplicationScoped
class ReadInvoices {
  private final InvoiceRepository invoices;
  private final NoteRepository notes;
  private final BuildInvoice buildInvoice;
  private final SqlTransactions transactions;
  private final InvoicingConfig config;
  private final ConditionsConfig usual;

  ReadInvoices(
      InvoiceRepository invoices,
      NoteRepository notes,
      BuildInvoice buildInvoice,
      SqlTransactions transactions,
      InvoicingConfig config,
      ConditionsConfig usual) {
    this.invoices = invoices;
    this.notes = notes;
    this.buildInvoice = buildInvoice;
    this.transactions = transactions;
    this.config = config;
    this.usual = usual;
  }

  /**
   * @param month null for all
   * @param state null for both
   * @param before the month behind which the page begins; null for the first page
   */
  Uni<List<InvoiceView>> newest(
      TenantId tenant, BillingMonth month, InvoiceState state, BillingMonth before, int most) {
    return transactions
        .inTenant(
            tenant,
            sql ->
                invoices
                    .newest(sql, tenant, month, state, before, most)
                    .chain(
                        found ->
                            notes
                                .of(sql, tenant, found.stream().map(Invoice::id).toList())
                                .map(of -> new Page(found, of))))
        .chain(page -> views(page));
  }

  /**
   * @return fails with 404 when the organization has no such invoice
   */
  Uni<InvoiceView> get(TenantId tenant, UUID id) {
    return transactions
        .inTenant(
            tenant,
            sql ->
                invoices
                    .find(sql, tenant, id)
                    .map(found -> found.orElseThrow(InvoicingProblems::unknownInvoice))
                    .chain(
                        invoice ->
                            notes
                                .of(sql, tenant, List.of(id))
                                .map(of -> new Page(List.of(invoice), of))))
        .chain(this::views)
        .map(views -> views.get(0));
  }

  /** An issued invoice; fails with 404, and with 409 for a draft. */
  Uni<Invoice> issued(TenantId tenant, UUID id) {
    return transactions
        .inTenant(tenant, sql -> invoices.find(sql, tenant, id))
        .map(found -> found.orElseThrow(InvoicingProblems::unknownInvoice))
        .invoke(
            invoice -> {
              if (!invoice.isIssued()) {
                throw InvoicingProblems.invoiceIsADraft(invoice.month());
              }
            });
  }

  /** The notes of an invoice, newest first; fails with 404 for an unknown invoice. */
  Uni<List<Note>> notes(TenantId tenant, UUID invoiceId) {
    return transactions.inTenant(
        tenant,
        sql ->
            invoices
                .find(sql, tenant, invoiceId)
                .map(found -> found.orElseThrow(InvoicingProblems::unknownInvoice))
                .chain(invoice -> notes.of(sql, tenant, List.of(invoiceId)))
                .map(
                    found ->
                        found.stream()
                            .sorted((a, b) -> Integer.compare(b.ordinal(), a.ordinal()))
                            .toList()));
  }

  /** A note of an invoice; fails with 404. */
  Uni<Note> note(TenantId tenant, UUID invoiceId, UUID id) {
    return transactions
        .inTenant(tenant, sql -> notes.find(sql, tenant, id))
        .map(
            found ->
                found
                    .filter(note -> note.invoiceId().equals(invoiceId))
                    .orElseThrow(InvoicingProblems::unknownNote));
  }

  private Uni<List<InvoiceView>> views(Page page) {
    Map<UUID, List<Note>> byInvoice =
        page.notes().stream().collect(Collectors.groupingBy(Note::invoiceId));
    return Multi.createFrom()
        .iterable(page.invoices())
        .onItem()
        .transformToUniAndConcatenate(
            invoice ->
                invoice.isIssued()
                    ? Uni.createFrom()
                        .item(
                            InvoiceView.issued(
                                invoice, byInvoice.getOrDefault(invoice.id(), List.of())))
                    : draft(invoice))
        .collect()
        .asList();
  }

  private Uni<InvoiceView> draft(Invoice invoice) {
    boolean byItself = invoice.month().value().compareTo(config.firstMonth()) >= 0;
    return buildInvoice
        .draft(invoice.tenant(), invoice.month())
        .map(
            built -> {
              int grace = built.statement().terms().conditions().graceDays(usual);
              Instant issueAt = byItself ? ClosingCalendar.issueAt(invoice.month(), grace) : null;
              return InvoiceView.draft(invoice, built.document(), issueAt);
            });
  }

  private record Page(List<Invoice> invoices, List<Note> notes) {}
}
