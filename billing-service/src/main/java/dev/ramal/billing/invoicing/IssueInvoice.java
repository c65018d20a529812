package dev.ramal.billing.invoicing;

import dev.ramal.billing.TenantMonth;
import dev.ramal.billing.conditions.Conditions;
import dev.ramal.billing.conditions.ConditionsConfig;
import dev.ramal.billing.conditions.ConditionsRepository;
import dev.ramal.billing.invoicing.BuildInvoice.Built;
import dev.ramal.billing.invoicing.NoteRepository.Review;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Issues the invoice of a month that is over: once, whoever asks and however often.
 *
 * <p>Failure policy: number, document, event, mark and what others do with it are one transaction,
 * so that a number is never left out and an invoice never untold. What reaches the ledger between
 * the reading of the month and that transaction is in no line; the next comparison finds it and
 * makes a note of it.
 */
@ApplicationScoped
class IssueInvoice {
  private final BuildInvoice buildInvoice;
  private final InvoiceRepository invoices;
  private final NoteRepository notes;
  private final ConditionsRepository conditions;
  private final ConditionsConfig usual;
  private final InvoiceEvents events;
  private final Outbox outbox;
  private final List<ClosingRequirement> requirements;
  private final List<ClosedMonthStep> steps;
  private final SqlTransactions transactions;
  private final Clock clock;

  IssueInvoice(
      BuildInvoice buildInvoice,
      InvoiceRepository invoices,
      NoteRepository notes,
      ConditionsRepository conditions,
      ConditionsConfig usual,
      InvoiceEvents events,
      Outbox outbox,
      @All List<ClosingRequirement> requirements,
      @All List<ClosedMonthStep> steps,
      SqlTransactions transactions,
      Clock clock) {
    this.buildInvoice = buildInvoice;
    this.invoices = invoices;
    this.notes = notes;
    this.conditions = conditions;
    this.usual = usual;
    this.events = events;
    this.outbox = outbox;
    this.requirements = requirements;
    this.steps = steps;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param by user name, or {@link Invoice#CLOSING}
   * @return fails with 422 when the month is not over or holds nothing, with 409 when it is closed,
   *     or lacks what it has to have
   */
  Uni<Invoice> issue(TenantId tenant, BillingMonth month, String by) {
    if (month.compareTo(ClosingCalendar.lastEnded(clock.instant())) > 0) {
      return Uni.createFrom().failure(InvoicingProblems.monthIsNotOver(month));
    }
    return transactions
        .inTenant(
            tenant,
            sql ->
                invoices
                    .find(sql, tenant, month)
                    .invoke(found -> found.ifPresent(IssueInvoice::requireDraft))
                    .chain(() -> requireWhole(sql, tenant, month)))
        .chain(() -> buildInvoice.draft(tenant, month))
        .chain(
            built ->
                built.isEmpty()
                    ? Uni.createFrom().failure(InvoicingProblems.nothingToInvoice(month))
                    : transactions.inTenant(tenant, sql -> store(sql, tenant, built, by)))
        .onFailure(ChangedMeanwhile.class)
        .retry()
        .atMost(3);
  }

  private Uni<Invoice> store(Sql sql, TenantId tenant, Built built, String by) {
    BillingMonth month = built.document().month();
    Instant now = clock.instant();
    return conditions
        .lock(sql, tenant)
        .chain(() -> invoices.open(sql, List.of(new TenantMonth(tenant, month)), now))
        .chain(() -> invoices.find(sql, tenant, month))
        .map(found -> found.orElseThrow())
        .invoke(IssueInvoice::requireDraft)
        .call(draft -> requireSame(sql, draft, built))
        .chain(
            draft ->
                invoices
                    .nextNumber(sql, tenant, Series.INVOICE)
                    .map(number -> issued(draft, number, built, by, now)))
        .call(invoice -> invoices.issue(sql, invoice))
        .call(invoice -> outbox.appendAll(sql, List.of(events.issued(invoice))))
        .call(invoice -> told(sql, invoice))
        .call(
            invoice ->
                notes.reviewed(
                    sql,
                    List.of(new Review(new TenantMonth(tenant, month), invoice.id(), built.mark())),
                    ClosingCalendar.lastEnded(now)));
  }

  private Uni<Void> requireWhole(Sql sql, TenantId tenant, BillingMonth month) {
    Uni<Void> whole = Uni.createFrom().voidItem();
    for (ClosingRequirement requirement : requirements) {
      whole = whole.chain(() -> requirement.require(sql, tenant, month));
    }
    return whole;
  }

  private Uni<Void> told(Sql sql, Invoice invoice) {
    Uni<Void> told = Uni.createFrom().voidItem();
    for (ClosedMonthStep step : steps) {
      told =
          told.chain(
              () ->
                  step.closed(sql, invoice.tenant(), invoice.month(), invoice.document().terms()));
    }
    return told;
  }

  private static void requireDraft(Invoice invoice) {
    if (invoice.isIssued()) {
      throw InvoicingProblems.monthIsClosed(invoice.month(), invoice.number(), invoice.id());
    }
  }

  /** Somebody may have agreed otherwise while the month was read. */
  private Uni<Void> requireSame(Sql sql, Invoice draft, Built built) {
    return conditions
        .of(sql, draft.tenant(), draft.month())
        .map(Conditions::id)
        .invoke(
            now -> {
              if (!Objects.equals(now, built.document().terms().conditions())) {
                throw new ChangedMeanwhile();
              }
            })
        .replaceWithVoid();
  }

  private Invoice issued(Invoice draft, long number, Built built, String by, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, BillingMonth.ZONE);
    int paymentDays = built.statement().terms().conditions().paymentDays(usual);
    return new Invoice(
        draft.id(),
        draft.tenant(),
        draft.month(),
        InvoiceState.ISSUED,
        number,
        built.document().issued(today, paymentDays),
        now,
        by);
  }
}
