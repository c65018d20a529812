package dev.ramal.billing.plans;

import dev.ramal.billing.rating.BillingMonth;
import java.util.List;

/**
 * The plan of a month and those one could choose.
 *
 * @param model {@code consumption} or {@code plan}
 * @param plan null under consumption
 */
public record PlanView(BillingMonth month, String model, Plan plan, List<Plan> available) {
  static PlanView of(BillingMonth month, Plan plan, List<Plan> available) {
    return new PlanView(month, Plan.modelOf(plan), plan, available);
  }
}
