package dev.ramal.calls.agents;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.agents.AgentRow.Endpoint;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where agents are rung. {@code me} stands for the caller; sales may ask about themselves only. */
@Path("/api/agents/{userId}")
@Tag(name = "Agents", description = "Whose phone rings first")
@RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
public class AgentsResource {
  private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Caller caller;
  private final TenantTransactions transactions;
  private final AgentRepository repository;
  private final CallRepository calls;
  private final Clock clock;

  AgentsResource(
      Caller caller,
      TenantTransactions transactions,
      AgentRepository repository,
      CallRepository calls,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
    this.calls = calls;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "getAgent",
      summary = "Where an agent is rung",
      description = "Sales read themselves; manager and admin everybody.")
  @APIResponse(
      responseCode = "200",
      description = "The agent; one of whom nothing was entered has a softphone")
  @APIResponse(responseCode = "404", description = "No such agent that you may see")
  public Uni<AgentView> read(String userId) {
    RowKey key = permitted(userId, "manager", "admin");
    boolean self = key.id().equals(caller.userId());
    return transactions
        .inTenant(
            caller.tenant(),
            session ->
                repository
                    .find(session, key)
                    .call(row -> row != null || self ? known() : checkKnown(session, key)))
        .map(row -> AgentView.of(key.id(), row));
  }

  @PUT
  @Operation(
      operationId = "changeAgent",
      summary = "Say where an agent is rung",
      description = "Whoever is rung changes it; admin changes everybody's.")
  @APIResponse(responseCode = "200", description = "The agent as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such agent that you may change")
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

  private static Uni<Void> known() {
    return Uni.createFrom().voidItem();
  }

  /** Whoever has entered nothing is known by calls. */
  private Uni<Void> checkKnown(Mutiny.Session session, RowKey key) {
    return calls
        .anyOf(Sql.of(session), key)
        .invoke(
            any -> {
              if (!any) {
                throw CallProblems.UNKNOWN_AGENT.exception();
              }
            })
        .replaceWithVoid();
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
  @Schema(name = "Agent")
  record AgentView(String userId, Endpoint endpoint, @Schema(nullable = true) String phone) {
    static AgentView of(String userId, AgentRow row) {
      return row == null
          ? new AgentView(userId, Endpoint.SOFTPHONE, null)
          : new AgentView(userId, row.endpoint, row.phone);
    }
  }
}
