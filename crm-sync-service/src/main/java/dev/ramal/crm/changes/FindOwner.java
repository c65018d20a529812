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
 * Whose a task is: the user of the CRM who is the agent of the call, as an administrator has said
 * by which address; else the deal's owner, unless the CRM lists others only as working with it;
 * else nobody's in particular. Names are never compared: of two persons with one name the wrong one
 * would get it.
 *
 * <p>Failure policy: where the CRM does not answer the task waits; what it refuses to tell leaves
 * the task to the next that is known.
 */
@ApplicationScoped
class FindOwner {
  /** Somebody who begins, or ceases, to work with the CRM is known so much later. */
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
   * @param account the one whose users they are
   */
  private record Asked(TenantId tenant, String account) {}

  /**
   * @param users those who work with the CRM; empty where it does not tell
   */
  private record Believed(List<CrmUser> users, Instant until) {}

  /**
   * Id of the user; empty where nobody is known. Fails with a {@link CrmFault} that is not {@link
   * CrmFault.Refused}.
   *
   * @param in account of the CRM whose user it is
   * @param agentId null is nobody
   */
  Uni<Optional<String>> of(DealChange change, String in, String agentId) {
    return transactions
        .inTenant(change.tenant(), sql -> mappings.read(sql, change.tenant()))
        .chain(mapping -> ofAgent(change.tenant(), in, mapping, agentId))
        .chain(owner -> owner.isPresent() ? Uni.createFrom().item(owner) : ofDeal(change, in));
  }

  private Uni<Optional<String>> ofAgent(
      TenantId tenant, String in, CrmMapping mapping, String agentId) {
    Optional<String> email = mapping.emailOf(agentId);
    return email.isEmpty()
        ? Uni.createFrom().item(Optional.empty())
        : users(tenant, in).map(users -> userOf(email.get(), users));
  }

  private static Optional<String> userOf(String email, List<CrmUser> users) {
    return users.stream().filter(user -> user.hasEmail(email)).map(CrmUser::id).findFirst();
  }

  /** Who does not work with the CRM any more would never see it. */
  private Uni<Optional<String>> ofDeal(DealChange change, String in) {
    return crm.readDeal(change.tenant(), change.dealId())
        .map(CrmDealState::ownerId)
        .map(Optional::ofNullable)
        .onFailure(CrmFault.Refused.class)
        .recoverWithItem(Optional.empty())
        .chain(
            owner ->
                owner.isEmpty()
                    ? Uni.createFrom().item(owner)
                    : users(change.tenant(), in)
                        .map(users -> owner.filter(id -> mayBeOneOf(users, id))));
  }

  private static boolean mayBeOneOf(List<CrmUser> users, String id) {
    return users.isEmpty() || users.stream().anyMatch(user -> id.equals(user.id()));
  }

  private Uni<List<CrmUser>> users(TenantId tenant, String in) {
    Asked asked = new Asked(tenant, in);
    Believed found = believed.get(asked);
    return found != null && clock.instant().isBefore(found.until())
        ? Uni.createFrom().item(found.users())
        : crm.users(tenant)
            .onFailure(CrmFault.Refused.class)
            .recoverWithItem(List.of())
            .invoke(
                users -> believed.put(asked, new Believed(users, clock.instant().plus(BELIEVED))));
  }
}
