package dev.ramal.carriers.spending;

import dev.ramal.events.TenantId;
import dev.ramal.events.billing.BudgetExhausted;
import dev.ramal.events.billing.BudgetReopened;
import dev.ramal.events.billing.BudgetTerms;
import dev.ramal.events.billing.BudgetThresholdReached;
import dev.ramal.kit.consuming.ReceivedEvent;
import java.time.Instant;
import java.util.Comparator;

/**
 * What an event, or several together, say of a budget in a month.
 *
 * @param budget its newest version
 * @param endsAt first instant after the month
 * @param stopVersion the highest under which it stops; 0 for none
 * @param switchVersion the highest under which it asks for a carrier; 0 for none
 * @param switchTo null where it asks for none
 */
public record ToldBudget(
    Place place,
    BudgetTerms budget,
    Instant endsAt,
    int stopVersion,
    int switchVersion,
    String switchTo) {

  /** A budget in a month. */
  public record Place(TenantId tenant, String budgetId, String month) {
    static final Comparator<Place> ORDER =
        Comparator.comparing((Place place) -> place.tenant().value())
            .thenComparing(Place::budgetId)
            .thenComparing(Place::month);
  }

  /**
   * @param later told of the same place
   */
  ToldBudget and(ToldBudget later) {
    boolean newer = later.budget.version() >= budget.version();
    boolean switches = later.switchVersion > switchVersion;
    return new ToldBudget(
        place,
        newer ? later.budget : budget,
        endsAt,
        Math.max(stopVersion, later.stopVersion),
        switches ? later.switchVersion : switchVersion,
        switches ? later.switchTo : switchTo);
  }

  static ToldBudget read(ReceivedEvent event) {
    if (event.is(BudgetExhausted.TYPE)) {
      BudgetExhausted spent = event.data(BudgetExhausted.class);
      int stops = spent.hardStop() ? spent.budget().version() : 0;
      return told(event, spent.budget(), spent.month(), spent.endsAt(), stops, null);
    }
    if (event.is(BudgetReopened.TYPE)) {
      BudgetReopened open = event.data(BudgetReopened.class);
      return told(event, open.budget(), open.month(), open.endsAt(), 0, null);
    }
    BudgetThresholdReached reached = event.data(BudgetThresholdReached.class);
    return told(
        event, reached.budget(), reached.month(), reached.endsAt(), 0, reached.preferCarrier());
  }

  private static ToldBudget told(
      ReceivedEvent event,
      BudgetTerms budget,
      String month,
      Instant endsAt,
      int stopVersion,
      String switchTo) {
    return new ToldBudget(
        new Place(event.tenant(), budget.budgetId(), month),
        budget,
        endsAt,
        stopVersion,
        switchTo == null ? 0 : budget.version(),
        switchTo);
  }
}
