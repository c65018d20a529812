package dev.ramal.billing.simulation;

import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.plans.PlanMonth;
import dev.ramal.billing.plans.PlanProblems;
import dev.ramal.billing.plans.PlanRepository;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.billing.statement.FindTerms;
import dev.ramal.billing.statement.Terms;
import dev.ramal.billing.tariffs.TariffRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Finds what a simulation goes by: the month's terms as they are and as they would be. */
@ApplicationScoped
class FindWhatIf {
  private final FindTerms findTerms;
  private final PlanRepository plans;
  private final TariffRepository tariffs;
  private final TenantTransactions sessions;
  private final SqlTransactions transactions;

  FindWhatIf(
      FindTerms findTerms,
      PlanRepository plans,
      TariffRepository tariffs,
      TenantTransactions sessions,
      SqlTransactions transactions) {
    this.findTerms = findTerms;
    this.plans = plans;
    this.tariffs = tariffs;
    this.sessions = sessions;
    this.transactions = transactions;
  }

  /**
   * @param tariff null where none is asked before the others
   */
  record WhatIf(Terms before, Terms after, RateUsage rates, Tariff tariff) {}

  /**
   * @throws dev.ramal.kit.problem.ProblemException 422 when there is no such plan or tariff
   */
  Uni<WhatIf> find(TenantId tenant, BillingMonth month, SimulationRequest request) {
    Tariff draft = request.draft() == null ? null : request.draft().toTariff(UuidV7.next());
    return findTerms
        .of(tenant, month)
        .chain(
            before ->
                after(tenant, before, request.plan())
                    .chain(
                        after ->
                            transactions.inTenant(
                                tenant,
                                sql ->
                                    tariff(sql, tenant, request.tariff(), draft)
                                        .chain(
                                            tariff ->
                                                rates(sql, tenant, tariff.orElse(null))
                                                    .map(
                                                        rates ->
                                                            new WhatIf(
                                                                before,
                                                                after,
                                                                rates,
                                                                tariff.orElse(null)))))));
  }

  private Uni<RateUsage> rates(Sql sql, TenantId tenant, Tariff tariff) {
    return tariffs.ratesWith(sql, tenant, tariff);
  }

  private Uni<Optional<Tariff>> tariff(Sql sql, TenantId tenant, String version, Tariff draft) {
    return version == null
        ? Uni.createFrom().item(Optional.ofNullable(draft))
        : tariffs
            .findVersion(sql, tenant, version)
            .invoke(
                found -> {
                  if (found.isEmpty()) {
                    throw SimulationProblems.unknownTariff(version);
                  }
                });
  }

  private Uni<Terms> after(TenantId tenant, Terms before, String plan) {
    if (plan == null) {
      return Uni.createFrom().item(before);
    }
    if (plan.equals(SimulationRequest.CONSUMPTION)) {
      return Uni.createFrom().item(allMonth(before, null));
    }
    return sessions
        .inTenant(tenant, session -> plans.catalogue(session, before.month()))
        .map(known -> allMonth(before, chosen(plan, known)));
  }

  /** What was agreed beside the plan stays. */
  private static Terms allMonth(Terms before, Plan plan) {
    return new Terms(PlanMonth.whole(before.month(), plan), before.discount(), before.conditions());
  }

  private static Plan chosen(String code, List<Plan> known) {
    return known.stream()
        .filter(plan -> plan.code().equals(code))
        .findFirst()
        .orElseThrow(() -> PlanProblems.unknownPlan(known.stream().map(Plan::code).toList()));
  }
}
