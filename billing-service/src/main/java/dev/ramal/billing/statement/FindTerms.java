package dev.ramal.billing.statement;

import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.plans.PlanRepository;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.tariffs.VolumeDiscountRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds what, beside the ledger, decides a month. */
@ApplicationScoped
public class FindTerms {
  private final PlanRepository plans;
  private final VolumeDiscountRepository discounts;
  private final TenantTransactions transactions;

  FindTerms(
      PlanRepository plans, VolumeDiscountRepository discounts, TenantTransactions transactions) {
    this.plans = plans;
    this.discounts = discounts;
    this.transactions = transactions;
  }

  /** As they are now. */
  public Uni<Terms> of(TenantId tenant, BillingMonth month) {
    return transactions.inTenant(
        tenant, session -> plans.of(session, month).chain(plan -> terms(session, month, plan)));
  }

  /**
   * As they are now, but for the plan: what a document goes by that says no more.
   *
   * @param planId version of the plan; null for consumption alone
   */
  public Uni<Terms> fixed(TenantId tenant, BillingMonth month, UUID planId) {
    return transactions.inTenant(
        tenant, session -> plan(session, planId).chain(plan -> terms(session, month, plan)));
  }

  /**
   * As they were when a document was made.
   *
   * @param planId version of the plan; null for consumption alone
   * @param discountVersion of the carrier's volume discount; null for none
   */
  public Uni<Terms> fixed(
      TenantId tenant, BillingMonth month, UUID planId, String discountVersion) {
    return transactions.inTenant(
        tenant,
        session ->
            plan(session, planId)
                .chain(
                    plan ->
                        discounts
                            .find(session, discountVersion)
                            .map(d -> new Terms(month, plan.orElse(null), d.orElse(null)))));
  }

  private Uni<Optional<Plan>> plan(Mutiny.Session session, UUID planId) {
    return planId == null ? Uni.createFrom().item(Optional.empty()) : plans.find(session, planId);
  }

  private Uni<Terms> terms(Mutiny.Session session, BillingMonth month, Optional<Plan> plan) {
    return discounts
        .of(session, month)
        .map(discount -> new Terms(month, plan.orElse(null), discount.orElse(null)));
  }
}
