package dev.ramal.billing.budgets;

import dev.ramal.billing.budgets.BudgetRequest.SwitchBody;
import dev.ramal.events.BudgetMeasure;
import dev.ramal.events.BudgetScope;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A budget in a month.
 *
 * @param version the one that holds in the month
 * @param subjects agents' user ids, or the campaign's id; empty for the organization
 * @param amount of a month
 * @param month yyyy-MM
 * @param spent by the ledger, to the last decimal
 * @param carried of that what lies there since agents joined or left: what those who left had spent
 *     by then, less what those who came had spent elsewhere; zero in months in which nobody did
 * @param remaining negative when more is spent than there was
 * @param percent spent of the amount, rounded down
 * @param reached thresholds that were told under this version, lowest first; the whole amount
 *     stands among them, whether it is a threshold or not
 * @param stopped whether nothing may be dialled and sent
 * @param preferCarrier through which carrier calls are to go; null where the budget asks for none
 */
@Schema(name = "Budget")
record BudgetView(
    UUID id,
    int version,
    String name,
    BudgetScope scope,
    List<String> subjects,
    BudgetMeasure measure,
    Money amount,
    List<Integer> thresholds,
    boolean hardStop,
    @Schema(nullable = true) SwitchBody carrierSwitch,
    String month,
    Money spent,
    Money carried,
    Money remaining,
    long percent,
    List<ReachedView> reached,
    boolean stopped,
    @Schema(nullable = true) String preferCarrier,
    String changedBy,
    Instant changedAt) {

  /**
   * @param spent when it was noticed
   * @param entryId of the ledger, which reached it; null when a change of the budget did
   * @param usageId of that entry: GET /api/billing/usage/{usageId}
   */
  @Schema(name = "ReachedThreshold")
  record ReachedView(
      int percent,
      Instant reachedAt,
      Money spent,
      @Schema(nullable = true) UUID entryId,
      @Schema(nullable = true) UUID usageId) {
    static ReachedView of(BudgetMark mark) {
      return new ReachedView(
          mark.percent(), mark.reachedAt(), mark.spent(), mark.entryId(), mark.usageId());
    }
  }

  static BudgetView of(BudgetMonth found) {
    Budget budget = found.budget();
    return new BudgetView(
        budget.id(),
        budget.version(),
        budget.name(),
        budget.scope(),
        budget.subjects(),
        budget.measure(),
        budget.amount(),
        budget.thresholds(),
        budget.hardStop(),
        budget.carrierSwitch() == null
            ? null
            : new SwitchBody(budget.carrierSwitch().atPercent(), budget.carrierSwitch().prefer()),
        found.month().toString(),
        found.spent(),
        found.carried(),
        found.remaining(),
        found.percent(),
        found.marks().stream()
            .sorted(Comparator.comparing(BudgetMark::percent))
            .map(ReachedView::of)
            .toList(),
        found.stops(),
        found.prefers().orElse(null),
        budget.changedBy(),
        budget.changedAt());
  }
}
