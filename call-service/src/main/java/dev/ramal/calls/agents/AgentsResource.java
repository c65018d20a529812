package dev.ramal.calls.agents;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.AgentStatus;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.RowKey;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who takes calls. {@code me} stands for the caller; sales may ask about themselves only. */
@Path("/api/agents")
@Tag(name = "Agents", description = "Who takes calls, where, and who can be given one")
@RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
public class AgentsResource {
  private final Caller caller;
  private final ShowAgents show;
  private final ChangeAgent change;
  private final ChooseStatus choose;

  AgentsResource(Caller caller, ShowAgents show, ChangeAgent change, ChooseStatus choose) {
    this.caller = caller;
    this.show = show;
    this.change = change;
    this.choose = choose;
  }

  @GET
  @RolesAllowed({Roles.MANAGER, Roles.VIEWER, Roles.ADMIN})
  @Operation(
      operationId = "listAgents",
      summary = "Agents and their status, who was entered last first",
      description = "Agents who were entered, or have said a status or where they are rung.")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AgentPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  public Uni<Response> list(@BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    return page.respond(
        (behind, most) -> show.list(tenant, behind, most),
        agent -> new Cursor(agent.createdAt(), agent.userId()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMIN)
  @Operation(operationId = "enterAgent", summary = "Enter an agent")
  @APIResponse(
      responseCode = "201",
      description = "The agent as kept",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AgentView.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(
      responseCode = "409",
      description = "There is such an agent, or another has the extension or the number")
  public Uni<Response> enter(@NotNull NewAgent agent) {
    return change
        .enter(caller.tenant(), agent.checked(), caller.userId())
        .map(
            kept ->
                Response.created(URI.create("/api/agents/" + kept.userId())).entity(kept).build());
  }

  @GET
  @Path("/{userId}")
  @Operation(
      operationId = "getAgent",
      summary = "An agent, where it is rung and its status",
      description = "Sales read themselves; manager and admin everybody.")
  @APIResponse(
      responseCode = "200",
      description = "The agent; one of whom nothing was entered has a softphone")
  @APIResponse(responseCode = "404", description = "No such agent that you may see")
  public Uni<AgentView> read(String userId) {
    RowKey key = permitted(userId, Roles.MANAGER, Roles.ADMIN);
    return show.one(key.organization(), key.id(), isCaller(key));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("/{userId}")
  @Operation(
      operationId = "changeAgent",
      summary = "Say where an agent is rung",
      description = "Whoever is rung changes it; admin changes everybody's.")
  @APIResponse(responseCode = "200", description = "The agent as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such agent that you may change")
  public Uni<AgentView> change(String userId, @NotNull AgentRequest request) {
    return change(permitted(userId, Roles.ADMIN), request::applied);
  }

  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("/{userId}")
  @Operation(
      operationId = "patchAgent",
      summary = "Change some of an agent",
      description =
          "A field that is left out keeps its value, an empty text clears it. Agents change where"
              + " they are rung and followed; extension and number are given by admin.")
  @APIResponse(responseCode = "200", description = "The agent as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "403", description = "Extension or number, and you are no admin")
  @APIResponse(responseCode = "404", description = "No such agent that you may change")
  @APIResponse(responseCode = "409", description = "Another has the extension or the number")
  public Uni<AgentView> patch(String userId, @NotNull AgentPatch patch) {
    RowKey key = permitted(userId, Roles.ADMIN);
    if (patch.namesNothing()) {
      throw CallProblems.NOTHING_TO_CHANGE.exception();
    }
    if (patch.placesAgent() && !caller.has(Roles.ADMIN)) {
      throw CallProblems.NOT_YOURS_TO_PLACE.exception();
    }
    return change(key, patch::applied);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("/{userId}/status")
  @Operation(
      operationId = "chooseAgentStatus",
      summary = "Say whether an agent can be given calls",
      description =
          "Agents say it of themselves, manager and admin of everybody. On a call an agent is busy"
              + " all the same; what was chosen holds when it is over.")
  @APIResponse(responseCode = "200", description = "The agent; its status may still be its call's")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such agent that you may change")
  @APIResponse(
      responseCode = "409",
      description = "Available, while the last call, which the problem names, has no disposition")
  public Uni<AgentView> choose(String userId, @NotNull StatusRequest request) {
    RowKey key = permitted(userId, Roles.MANAGER, Roles.ADMIN);
    AgentStatus status = request.checked();
    return choose.choose(key, known(key), status, isCaller(key));
  }

  private Uni<AgentView> change(RowKey key, UnaryOperator<Agent> applied) {
    Agent known = known(key);
    return change.change(
        key.organization(),
        key.id(),
        before ->
            applied.apply(
                before.named(before.name() == null ? known.name() : null, known.username())),
        caller.userId());
  }

  /** What the caller's token says of the agent, where they are the same. */
  private Agent known(RowKey key) {
    Agent agent = Agent.unknown(key.id());
    return isCaller(key) ? agent.named(caller.name(), caller.username()) : agent;
  }

  private boolean isCaller(RowKey key) {
    return key.id().equals(caller.userId());
  }

  private RowKey permitted(String userId, String... rolesForOthers) {
    TenantId tenant = caller.tenant();
    String id = userId.equals("me") ? caller.userId() : userId;
    boolean mayReach = id.equals(caller.userId()) || caller.hasAny(rolesForOthers);
    if (!NewAgent.isUserId(id) || !mayReach) {
      throw CallProblems.UNKNOWN_AGENT.exception();
    }
    return RowKey.of(tenant, id);
  }

  /** For the OpenAPI document only. */
  record AgentPage(List<AgentView> items, @Schema(nullable = true) String next) {}
}
