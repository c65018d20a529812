package dev.ramal.billing.budgets;

import dev.ramal.billing.rating.PtBrFormat;
import dev.ramal.events.Money;
import dev.ramal.events.ReopeningCause;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.billing.BudgetExhausted;
import dev.ramal.events.billing.BudgetReopened;
import dev.ramal.events.billing.BudgetThresholdReached;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells others, and people, what became of budgets. All of an organization's events have one key,
 * so that whoever stops and lets go hears of both in order.
 */
@ApplicationScoped
class BudgetNews {
  private static final String SERVICE = "billing-service";

  /** With its subject it makes one alert of a budget in a month, which gets worse. */
  private static final String TITLE = "Orçamento do mês";

  private static final int WORRYING = 80;

  private final Events events;

  BudgetNews(Events events) {
    this.events = events;
  }

  /** What its marks tell of, all of which are new; and one alert, of the highest. */
  List<OutboxEntry> reached(BudgetMonth found) {
    List<OutboxEntry> told = new ArrayList<>();
    found.marks().stream()
        .sorted(Comparator.comparing(BudgetMark::percent))
        .forEach(
            mark -> {
              if (found.budget().thresholds().contains(mark.percent())) {
                told.add(event(found, mark.causation(), threshold(found, mark)));
              }
              if (mark.percent() == Budget.ALL) {
                told.add(event(found, mark.causation(), exhausted(found, mark)));
              }
            });
    if (!told.isEmpty()) {
      told.add(raised(found));
    }
    return told;
  }

  /** What earlier versions, or the month, held back may go on. */
  OutboxEntry reopened(BudgetMonth found, ReopeningCause cause, Instant now) {
    return event(
        found,
        null,
        new BudgetReopened(
            found.budget().terms(),
            found.month().toString(),
            found.month().next().start(),
            found.spent(),
            cause,
            now));
  }

  /** Nobody need worry about the budget in that month any more. */
  OutboxEntry resolved(BudgetMonth found, Instant now) {
    return alert(found.tenant(), new AlertResolved(SERVICE, TITLE, subject(found), now));
  }

  private static BudgetThresholdReached threshold(BudgetMonth found, BudgetMark mark) {
    Budget budget = found.budget();
    boolean switches =
        budget.carrierSwitch() != null && budget.carrierSwitch().atPercent() == mark.percent();
    return new BudgetThresholdReached(
        budget.terms(),
        found.month().toString(),
        found.month().next().start(),
        mark.percent(),
        mark.spent(),
        switches ? budget.carrierSwitch().prefer() : null,
        text(mark.entryId()),
        text(mark.usageId()),
        mark.reachedAt());
  }

  private static BudgetExhausted exhausted(BudgetMonth found, BudgetMark mark) {
    return new BudgetExhausted(
        found.budget().terms(),
        found.month().toString(),
        found.month().next().start(),
        mark.spent(),
        found.budget().hardStop(),
        text(mark.entryId()),
        text(mark.usageId()),
        mark.reachedAt());
  }

  private OutboxEntry raised(BudgetMonth found) {
    int percent = found.highestMark();
    Budget budget = found.budget();
    String severity = percent >= Budget.ALL ? "critical" : percent >= WORRYING ? "warning" : "info";
    String detail =
        "O orçamento «%s» de %s para %s chegou a %d %% (%s gastos).%s"
            .formatted(
                budget.name(),
                cents(budget.amount()),
                found.month(),
                percent,
                cents(found.spent()),
                percent >= Budget.ALL && budget.hardStop()
                    ? " Ligações e mensagens que ele paga estão bloqueadas até o fim do mês ou até"
                        + " que alguém o aumente (PUT /api/billing/budgets/%s)."
                            .formatted(budget.id())
                    : "");
    return alert(
        found.tenant(),
        new AlertRaised(
            UuidV7.next().toString(),
            SERVICE,
            severity,
            TITLE,
            detail,
            subject(found),
            found.marks().get(0).reachedAt()));
  }

  private static String subject(BudgetMonth found) {
    return found.budget().id() + " " + found.month();
  }

  private <T extends Record> OutboxEntry event(BudgetMonth found, String causation, T data) {
    return OutboxEntry.of(
        events.createForTenant(
            found.tenant(), Topics.BILLING, found.budget().id().toString(), causation, data));
  }

  private OutboxEntry alert(TenantId tenant, Record data) {
    return OutboxEntry.of(events.create(tenant, Topics.ALERTS, tenant.value(), null, data));
  }

  private static String cents(Money amount) {
    return PtBrFormat.money(new Money(amount.toCents(), amount.currency()));
  }

  private static String text(Object id) {
    return id == null ? null : id.toString();
  }
}
