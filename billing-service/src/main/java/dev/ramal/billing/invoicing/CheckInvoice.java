package dev.ramal.billing.invoicing;

import dev.ramal.billing.integrity.CheckedPart;
import dev.ramal.billing.integrity.Difference;
import dev.ramal.billing.integrity.MonthCheck;
import dev.ramal.billing.invoicing.BuildInvoice.Drawn;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a month's invoice and notes with what the month comes to, each document with what was
 * issued, and the numbers of documents with those that were given.
 *
 * <p>What was posted since the invoice was compared with its month last is a note to come and no
 * difference.
 */
@ApplicationScoped
class CheckInvoice implements MonthCheck {
  private final InvoiceRepository invoices;
  private final NoteRepository notes;
  private final DocumentCheckRepository documents;
  private final BuildInvoice buildInvoice;
  private final SqlTransactions transactions;

  CheckInvoice(
      InvoiceRepository invoices,
      NoteRepository notes,
      DocumentCheckRepository documents,
      BuildInvoice buildInvoice,
      SqlTransactions transactions) {
    this.invoices = invoices;
    this.notes = notes;
    this.documents = documents;
    this.buildInvoice = buildInvoice;
    this.transactions = transactions;
  }

  @Override
  public CheckedPart part() {
    return CheckedPart.INVOICE;
  }

  @Override
  public Uni<List<Difference>> differences(TenantId tenant, BillingMonth month) {
    return transactions
        .inTenant(tenant, sql -> read(sql, tenant, month))
        .chain(
            read ->
                read.invoice() == null
                    ? Uni.createFrom().item(read.found())
                    : buildInvoice
                        .lines(tenant, month, read.invoice().document().terms())
                        .map(now -> all(read, now)));
  }

  private Uni<Read> read(Sql sql, TenantId tenant, BillingMonth month) {
    return documents
        .differences(sql, tenant, month)
        .chain(
            found ->
                invoices
                    .find(sql, tenant, month)
                    .chain(
                        invoice ->
                            invoice.filter(Invoice::isIssued).isEmpty()
                                ? Uni.createFrom().item(new Read(found, null, List.of(), ""))
                                : of(sql, invoice.get(), found)));
  }

  /**
   * The mark first: a note that is issued in between was made of a later one, which is no match.
   */
  private Uni<Read> of(Sql sql, Invoice invoice, List<Difference> found) {
    return documents
        .mark(sql, invoice.tenant(), invoice.id())
        .chain(
            mark ->
                notes
                    .of(sql, invoice.tenant(), List.of(invoice.id()))
                    .map(of -> new Read(found, invoice, of, mark)));
  }

  private static List<Difference> all(Read read, Drawn now) {
    List<Difference> all = new ArrayList<>(read.found());
    if (read.mark().equals(now.mark())) {
      all.addAll(compare(read.charged(), now.lines()));
    }
    return all;
  }

  /**
   * Lines whose differences cancel each other out make no note, and are none here.
   *
   * @param charged lines of the invoice and its notes
   */
  static List<Difference> compare(List<List<InvoiceLine>> charged, List<InvoiceLine> now) {
    List<InvoiceLine> lines = InvoiceLines.difference(charged, now);
    Money missing = InvoiceLines.statementTotal(lines).plus(InvoiceLines.taxTotal(lines));
    return missing.amount().signum() == 0
        ? List.of()
        : lines.stream()
            .map(
                line ->
                    new Difference(
                        line.source(), line.amount() + " less on the documents", "0.000000 BRL"))
            .toList();
  }

  /**
   * @param found what the documents say themselves
   * @param invoice null where none is issued
   * @param mark of the ledger that it was compared with last
   */
  private record Read(List<Difference> found, Invoice invoice, List<Note> notes, String mark) {
    List<List<InvoiceLine>> charged() {
      List<List<InvoiceLine>> all = new ArrayList<>();
      all.add(invoice.document().lines());
      notes.forEach(note -> all.add(note.document().lines()));
      return all;
    }
  }
}
