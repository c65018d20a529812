package dev.ramal.crm.changes;

import dev.ramal.crm.connections.OrganizationCrm;
import dev.ramal.crm.mapping.AgentUser;
import dev.ramal.crm.mapping.CrmMapping;
import dev.ramal.crm.mapping.CrmMappingRepository;
import dev.ramal.crm.port.CrmDealState;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmUser;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose a task is: the user of the CRM who is the agent of the call, as an administrator has said
 * by which address; else the deal's owner; else nobody's in particular. Names are never compared:
 * of two persons with one name the wrong one would get it.
 *
 * <p>Failure policy: where the CRM does not answer the task waits; what it refuses to tell leaves
 * the task to the next that is known.
 */
@ApplicationScoped
class FindOwner {
  /** Somebody who begins to work with the CRM is found so much later. */
  private static final Duration BELIEVED = Duration.ofMinutes(10);

  private final OrganizationCrm crm;
  private final CrmMappingRepository mappings;
  private final SqlTransactions transactions;
  private final Clock clock;
  private final Map<Asked, Believed> believed = new ConcurrentHashMap<>();

  FindOwner(
      OrganizationCrm crm,
      CrmMappingRepository mappings,
      SqlTransactions transactions,
      Clock clock) {
    this.crm = crm;
    this.mappings = mappings;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param crm name of the one whose user it is
   */
  private record Asked(TenantId tenant, String crm, String email) {}

  /**
   * @param userId empty where the CRM knows nobody of this address
   */
  private record Believed(Optional<String> userId, Instant until) {}

  /**
   * Id of the user; empty where nobody is known. Fails with a {@link CrmFault} that is not {@link
   * CrmFault.Refused}.
   *
   * @param agentId null is nobody
   */
  Uni<Optional<String>> of(DealChange change, String agentId) {
    return transactions
        .inTenant(change.tenant(), sql -> mappings.read(sql, change.tenant()))
        .chain(mapping -> ofAgent(change.tenant(), mapping, agentId))
        .chain(owner -> owner.isPresent() ? Uni.createFrom().item(owner) : ofDeal(change));
  }

  private Uni<Optional<String>> ofAgent(TenantId tenant, CrmMapping mapping, String agentId) {
    Optional<String> email = mapping.emailOf(agentId);
    return email.isEmpty()
        ? Uni.createFrom().item(Optional.empty())
        : crm.name(tenant)
            .chain(
                name -> {
                  Believed found = believed.get(new Asked(tenant, name, email.get()));
                  return found != null && clock.instant().isBefore(found.until())
                      ? Uni.createFrom().item(found.userId())
                      : users(tenant)
                          .invoke(users -> believe(tenant, name, mapping, users))
                          .map(users -> userOf(email.get(), users));
                });
  }

  /** Who the other agents are is in the same list. */
  private void believe(TenantId tenant, String name, CrmMapping mapping, List<CrmUser> users) {
    Instant until = clock.instant().plus(BELIEVED);
    for (AgentUser agent : mapping.agents()) {
      believed.put(
          new Asked(tenant, name, agent.email()),
          new Believed(userOf(agent.email(), users), until));
    }
  }

  private static Optional<String> userOf(String email, List<CrmUser> users) {
    return users.stream().filter(user -> user.hasEmail(email)).map(CrmUser::id).findFirst();
  }

  private Uni<Optional<String>> ofDeal(DealChange change) {
    return crm.readDeal(change.tenant(), change.dealId())
        .map(CrmDealState::ownerId)
        .map(Optional::ofNullable)
        .onFailure(CrmFault.Refused.class)
        .recoverWithItem(Optional.empty());
  }

  private Uni<List<CrmUser>> users(TenantId tenant) {
    return crm.users(tenant).onFailure(CrmFault.Refused.class).recoverWithItem(List.of());
  }
}
