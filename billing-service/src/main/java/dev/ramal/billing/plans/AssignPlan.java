package dev.ramal.billing.plans;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Gives an organization a plan from a month on. Months are whole: a plan chosen on the last day
 * holds from the first. Past months stay as they are.
 */
@ApplicationScoped
public class AssignPlan {
  private final PlanRepository plans;
  private final TenantTransactions transactions;
  private final Clock clock;

  AssignPlan(PlanRepository plans, TenantTransactions transactions, Clock clock) {
    this.plans = plans;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param code null for consumption alone
   */
  public Uni<Void> assign(TenantId tenant, String code, BillingMonth from, String assignedBy) {
    if (from.compareTo(BillingMonth.at(clock.instant())) < 0) {
      throw BillingProblems.monthIsPast(BillingMonth.at(clock.instant()));
    }
    return transactions.inTenant(
        tenant,
        session ->
            plans
                .catalogue(session, from)
                .invoke(
                    known -> {
                      if (code != null && PlanRepository.withCode(known, code).isEmpty()) {
                        throw BillingProblems.unknownPlan(known.stream().map(Plan::code).toList());
                      }
                    })
                .chain(() -> plans.assign(session, tenant, code, from, assignedBy)));
  }
}
