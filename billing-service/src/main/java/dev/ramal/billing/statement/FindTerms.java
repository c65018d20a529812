package dev.ramal.billing.statement;

import dev.ramal.billing.conditions.Conditions;
import dev.ramal.billing.conditions.ConditionsRepository;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.plans.PlanMonth;
import dev.ramal.billing.plans.PlanMonth.PlanFrom;
import dev.ramal.billing.plans.PlanRepository;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.FixedTerms.FixedPlan;
import dev.ramal.billing.tariffs.VolumeDiscount;
import dev.ramal.billing.tariffs.VolumeDiscountRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds what, beside the ledger, decides a month. */
@ApplicationScoped
public class FindTerms {
  private final PlanRepository plans;
  private final VolumeDiscountRepository discounts;
  private final ConditionsRepository conditions;
  private final TenantTransactions transactions;

  FindTerms(
      PlanRepository plans,
      VolumeDiscountRepository discounts,
      ConditionsRepository conditions,
      TenantTransactions transactions) {
    this.plans = plans;
    this.discounts = discounts;
    this.conditions = conditions;
    this.transactions = transactions;
  }

  /** As they are now. */
  public Uni<Terms> of(TenantId tenant, BillingMonth month) {
    return transactions.inTenant(
        tenant,
        session ->
            plans
                .of(session, month)
                .chain(
                    plan ->
                        discounts
                            .of(session, month)
                            .chain(
                                discount ->
                                    conditions
                                        .of(Sql.of(session), tenant, month)
                                        .map(agreed -> terms(plan, discount, agreed)))));
  }

  /**
   * As they are now, but for the plan: what a document goes by that says no more.
   *
   * @param planId version of the plan; null for consumption alone
   */
  public Uni<Terms> fixed(TenantId tenant, BillingMonth month, UUID planId) {
    return transactions.inTenant(
        tenant,
        session ->
            plan(session, planId)
                .chain(
                    plan ->
                        discounts
                            .of(session, month)
                            .map(d -> new Terms(month, plan.orElse(null), d.orElse(null)))));
  }

  /** As they were when a document was made. */
  public Uni<Terms> fixed(TenantId tenant, BillingMonth month, FixedTerms fixed) {
    return transactions.inTenant(
        tenant,
        session ->
            planMonth(session, month, fixed.plans(), new ArrayList<>())
                .chain(
                    plan ->
                        discounts
                            .find(session, fixed.discount())
                            .chain(
                                discount ->
                                    conditions
                                        .find(Sql.of(session), tenant, fixed.conditions())
                                        .map(agreed -> terms(plan, discount, agreed)))));
  }

  /** One after the other: a session does one thing at a time. */
  private Uni<PlanMonth> planMonth(
      Mutiny.Session session, BillingMonth month, List<FixedPlan> left, List<PlanFrom> found) {
    if (left.isEmpty()) {
      return Uni.createFrom().item(PlanMonth.of(month, found));
    }
    FixedPlan next = left.get(0);
    return plan(session, next.plan())
        .invoke(plan -> found.add(new PlanFrom(next.from(), plan.orElse(null))))
        .chain(() -> planMonth(session, month, left.subList(1, left.size()), found));
  }

  private Uni<Optional<Plan>> plan(Mutiny.Session session, UUID planId) {
    return planId == null ? Uni.createFrom().item(Optional.empty()) : plans.find(session, planId);
  }

  private static Terms terms(
      PlanMonth plans, Optional<VolumeDiscount> discount, Conditions conditions) {
    return new Terms(plans, discount.orElse(null), conditions);
  }
}
