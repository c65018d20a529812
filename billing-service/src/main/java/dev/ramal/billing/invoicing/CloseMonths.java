package dev.ramal.billing.invoicing;

import dev.ramal.billing.TenantMonth;
import dev.ramal.billing.conditions.ConditionsConfig;
import dev.ramal.billing.conditions.ConditionsRepository;
import dev.ramal.billing.invoicing.NoteRepository.Review;
import dev.ramal.billing.ledger.MonthRepository;
import dev.ramal.billing.plans.PlanRepository;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Closes months: looks every now and then what is over and not closed yet, so that nothing depends
 * on a time of day, on who was running at it, or on how long nobody was. Opens drafts for months
 * that are over, issues those whose days of grace are, and compares issued invoices with their
 * months once after the end of each further month.
 *
 * <p>Failure policy: each invoice and each note is a transaction of its own; what fails holds up no
 * other and is tried again in the next round. Several replicas may go round at once: whoever comes
 * second finds it done.
 */
@ApplicationScoped
class CloseMonths {
  private static final Logger LOG = Logger.getLogger(CloseMonths.class);

  private final MonthRepository months;
  private final PlanRepository plans;
  private final ConditionsRepository conditions;
  private final ConditionsConfig usual;
  private final InvoiceRepository invoices;
  private final NoteRepository notes;
  private final IssueInvoice issueInvoice;
  private final IssueNote issueNote;
  private final SqlTransactions transactions;
  private final InvoicingConfig config;
  private final Clock clock;

  CloseMonths(
      MonthRepository months,
      PlanRepository plans,
      ConditionsRepository conditions,
      ConditionsConfig usual,
      InvoiceRepository invoices,
      NoteRepository notes,
      IssueInvoice issueInvoice,
      IssueNote issueNote,
      SqlTransactions transactions,
      InvoicingConfig config,
      Clock clock) {
    this.months = months;
    this.plans = plans;
    this.conditions = conditions;
    this.usual = usual;
    this.invoices = invoices;
    this.notes = notes;
    this.issueInvoice = issueInvoice;
    this.issueNote = issueNote;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      identity = "close-months",
      every = "${ramal.billing.invoicing.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> goRound() {
    return BestEffort.of(
        close(new BillingMonth(config.firstMonth())),
        failure -> LOG.warnf("months are closed later: %s", failure));
  }

  /**
   * Everything that is due now.
   *
   * @param first the first month that is closed by itself
   */
  Uni<Void> close(BillingMonth first) {
    Instant now = clock.instant();
    BillingMonth last = ClosingCalendar.lastEnded(now);
    return transactions
        .acrossTenants(
            "drafts are opened for all organizations", sql -> openDrafts(sql, first, last, now))
        .chain(
            () ->
                transactions.acrossTenants(
                    "drafts of all organizations are issued", sql -> due(sql, first, now)))
        .chain(
            due ->
                each(
                    due,
                    TenantMonth::toString,
                    of -> issueInvoice.issue(of.tenant(), of.month(), Invoice.CLOSING)))
        .chain(
            () ->
                transactions.acrossTenants(
                    "closed months of all organizations are looked at", sql -> changed(sql, last)))
        .chain(
            changed ->
                each(
                    changed,
                    review -> review.of().toString(),
                    review ->
                        issueNote.issue(
                            review.of().tenant(), review.invoiceId(), Invoice.CLOSING)));
  }

  private Uni<Void> openDrafts(Sql sql, BillingMonth first, BillingMonth last, Instant now) {
    List<BillingMonth> over = ClosingCalendar.between(first, last);
    if (over.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<TenantMonth> all = new ArrayList<>();
    return months
        .used(sql, over)
        .invoke(all::addAll)
        .chain(() -> plans.inForce(sql, over))
        .invoke(all::addAll)
        .chain(() -> conditions.withMinimum(sql, over))
        .invoke(all::addAll)
        .chain(() -> invoices.open(sql, all.stream().distinct().toList(), now));
  }

  /** Drafts of earlier months were opened by a person, who issues them. */
  private Uni<List<TenantMonth>> due(Sql sql, BillingMonth first, Instant now) {
    return invoices
        .drafts(sql)
        .chain(
            drafts ->
                conditions
                    .graceDays(sql, drafts)
                    .map(
                        agreed ->
                            drafts.stream()
                                .filter(draft -> draft.month().compareTo(first) >= 0)
                                .filter(draft -> isDue(draft, agreed, now))
                                .toList()));
  }

  private boolean isDue(TenantMonth draft, Map<TenantMonth, Integer> agreed, Instant now) {
    int days = agreed.getOrDefault(draft, usual.graceDays());
    return !ClosingCalendar.issueAt(draft.month(), days).isAfter(now);
  }

  /** Months of which nothing has changed are done with in one statement. */
  private Uni<List<Review>> changed(Sql sql, BillingMonth last) {
    BillingMonth first = new BillingMonth(last.value().minusMonths(config.reviewedMonths()));
    return notes
        .toReview(sql, last, first)
        .chain(
            due ->
                months
                    .marks(sql, due.stream().map(Review::of).toList())
                    .map(
                        marks ->
                            due.stream()
                                .filter(of -> !of.mark().equals(marks.getOrDefault(of.of(), "")))
                                .toList())
                    .call(
                        changed -> {
                          List<Review> unchanged = new ArrayList<>(due);
                          unchanged.removeAll(changed);
                          return notes.reviewed(sql, unchanged, last);
                        }));
  }

  private static <T> Uni<Void> each(
      List<T> all, Function<T, String> name, Function<T, Uni<?>> work) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(
            one ->
                BestEffort.of(
                    work.apply(one).map(Optional::ofNullable),
                    failure -> LOG.warnf("%s is closed later: %s", name.apply(one), failure)))
        .onItem()
        .ignoreAsUni();
  }
}
