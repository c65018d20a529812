package dev.ramal.crm.changes;

import dev.ramal.crm.connections.OrganizationCrm;
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
 * Whose a task is: the user of the CRM who is the agent of the call, as an administrator has said by
 * which address; else the deal's owner; else nobody's in particular. Names are never compared: of
 * two persons with one name the wrong one would get it.
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
  private final Map<TenantId, KnownUsers> known = new ConcurrentHashMap<>();

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
   * @param crm name of the one whose users they are
   */
  private record KnownUsers(String crm, List<CrmUser> users, Instant until) {}

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
        .chain(
            owner -> owner.isPresent() ? Uni.createFrom().item(owner) : ofDeal(change));
  }

  private Uni<Optional<String>> ofAgent(TenantId tenant, CrmMapping mapping, String agentId) {
    Optional<String> email = mapping.emailOf(agentId);
    return email.isEmpty()
        ? Uni.createFrom().item(Optional.empty())
        : users(tenant)
            .map(
                users ->
                    users.stream()
                        .filter(user -> user.hasEmail(email.get()))
                        .map(CrmUser::id)
                        .findFirst());
  }

  private Uni<Optional<String>> ofDeal(DealChange change) {
    return crm.readDeal(change.tenant(), change.dealId())
        .map(CrmDealState::ownerId)
        .map(Optional::ofNullable)
        .onFailure(CrmFault.Refused.class)
        .recoverWithItem(Optional.empty());
  }

  private Uni<List<CrmUser>> users(TenantId tenant) {
    return crm.name(tenant)
        .chain(
            name -> {
              KnownUsers found = known.get(tenant);
              return found != null
                      && found.crm().equals(name)
                      && clock.instant().isBefore(found.until())
                  ? Uni.createFrom().item(found.users())
                  : crm.users(tenant)
                      .onFailure(CrmFault.Refused.class)
                      .recoverWithItem(List.of())
                      .invoke(
                          users ->
                              known.put(
                                  tenant,
                                  new KnownUsers(name, users, clock.instant().plus(BELIEVED))));
            });
  }
}
