package dev.ramal.calls.agents;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.agents.AgentRow.Endpoint;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.regex.Pattern;

/** Where agents are rung. {@code me} stands for the caller; sales may ask about themselves only. */
@Path("/api/agents/{userId}")
@RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
public class AgentsResource {
  private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Caller caller;
  private final TenantTransactions transactions;
  private final AgentRepository repository;
  private final Clock clock;

  AgentsResource(
      Caller caller, TenantTransactions transactions, AgentRepository repository, Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
    this.clock = clock;
  }

  @GET
  public Uni<AgentView> read(String userId) {
    RowKey key = permitted(userId, "manager", "admin");
    return transactions
        .inTenant(caller.tenant(), session -> repository.find(session, key))
        .map(row -> AgentView.of(key.id(), row));
  }

  @PUT
  public Uni<AgentView> change(String userId, @NotNull AgentRequest request) {
    RowKey key = permitted(userId, "admin");
    AgentRow row = new AgentRow();
    row.key = key;
    row.endpoint = request.checked();
    row.phone = request.phone();
    row.updatedAt = clock.instant();
    return transactions
        .inTenant(caller.tenant(), session -> repository.save(session, row))
        .map(kept -> AgentView.of(key.id(), kept));
  }

  private RowKey permitted(String userId, String... rolesForOthers) {
    TenantId tenant = caller.tenant();
    String id = userId.equals("me") ? caller.userId() : userId;
    boolean others = false;
    for (String role : rolesForOthers) {
      others |= caller.has(role);
    }
    if (!USER_ID.matcher(id).matches() || !others && !id.equals(caller.userId())) {
      throw CallProblems.UNKNOWN_AGENT.exception();
    }
    return RowKey.of(tenant, id);
  }

  /**
   * Where an agent is rung.
   *
   * @param phone E.164; absent with a softphone
   */
  record AgentView(String userId, Endpoint endpoint, String phone) {
    static AgentView of(String userId, AgentRow row) {
      return row == null
          ? new AgentView(userId, Endpoint.SOFTPHONE, null)
          : new AgentView(userId, row.endpoint, row.phone);
    }
  }
}
