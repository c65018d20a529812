package dev.ramal.billing.plans;

import dev.ramal.billing.rating.BillingMonth;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The plan of a month and those one could choose.
 *
 * @param model {@code consumption} or {@code plan}
 * @param plan null under consumption
 */
@Schema(name = "MonthPlan")
public record PlanView(
    BillingMonth month,
    @Schema(enumeration = {"consumption", "plan"}) String model,
    @Schema(nullable = true) Plan plan,
    List<Plan> available) {
  static PlanView of(BillingMonth month, Plan plan, List<Plan> available) {
    return new PlanView(month, Plan.modelOf(plan), plan, available);
  }
}
