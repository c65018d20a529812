package dev.ramal.billing.velocity;

import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Sets, changes and takes away velocity rules. What a rule has blocked stays blocked. */
@ApplicationScoped
class ChangeVelocityRules {
  private final SqlTransactions transactions;
  private final VelocityRuleRepository rules;
  private final VelocityConfig config;
  private final Clock clock;

  ChangeVelocityRules(
      SqlTransactions transactions,
      VelocityRuleRepository rules,
      VelocityConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.rules = rules;
    this.config = config;
    this.clock = clock;
  }

  Uni<VelocityRule> add(TenantId tenant, VelocityRuleRequest request, String by) {
    VelocityRule said = request.toRule(UuidV7.next(), by, clock.instant());
    return transactions.inTenant(
        tenant,
        sql ->
            rules
                .lock(sql, tenant)
                .invoke(
                    known -> {
                      if (known.size() >= config.perOrganization()) {
                        throw VelocityProblems.tooManyVelocityRules(config.perOrganization());
                      }
                      requireName(known, said);
                    })
                .chain(() -> rules.save(sql, tenant, said))
                .replaceWith(said));
  }

  Uni<VelocityRule> change(TenantId tenant, UUID id, VelocityRuleRequest request, String by) {
    VelocityRule said = request.toRule(id, by, clock.instant());
    return transactions.inTenant(
        tenant,
        sql ->
            rules
                .lock(sql, tenant)
                .invoke(
                    known -> {
                      if (known.stream().noneMatch(rule -> rule.id().equals(id))) {
                        throw VelocityProblems.unknownVelocityRule();
                      }
                      requireName(known, said);
                    })
                .chain(() -> rules.save(sql, tenant, said))
                .replaceWith(said));
  }

  Uni<Void> delete(TenantId tenant, UUID id) {
    return transactions.inTenant(
        tenant,
        sql ->
            rules
                .delete(sql, tenant, id)
                .invoke(
                    gone -> {
                      if (!gone) {
                        throw VelocityProblems.unknownVelocityRule();
                      }
                    })
                .replaceWithVoid());
  }

  private static void requireName(List<VelocityRule> known, VelocityRule said) {
    if (known.stream()
        .anyMatch(rule -> !rule.id().equals(said.id()) && rule.name().equals(said.name()))) {
      throw VelocityProblems.velocityRuleExists(said.name());
    }
  }
}
