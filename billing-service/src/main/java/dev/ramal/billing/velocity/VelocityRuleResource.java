package dev.ramal.billing.velocity;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Velocity rules over HTTP. */
@Path("/api/billing/velocity-rules")
@Tag(name = "Velocity", description = "Prefixes that are used too much within a while")
public class VelocityRuleResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final VelocityRuleRepository rules;
  private final ChangeVelocityRules change;

  VelocityRuleResource(
      Caller caller,
      SqlTransactions transactions,
      VelocityRuleRepository rules,
      ChangeVelocityRules change) {
    this.caller = caller;
    this.transactions = transactions;
    this.rules = rules;
    this.change = change;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(operationId = "listVelocityRules", summary = "All velocity rules, by name")
  public Uni<Page<VelocityRuleView>> list() {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, sql -> rules.of(sql, tenant))
        .map(all -> Page.whole(all.stream().map(VelocityRuleView::of).toList()));
  }

  @POST
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "addVelocityRule",
      summary = "Sets a velocity rule",
      description =
          "From now on what is spent, or talked, towards numbers of each prefix is counted in a"
              + " sliding window. Where it is more than the rule lets pass, people are alerted and"
              + " numbers of the prefix are blocked, until a person releases them.")
  @APIResponse(
      responseCode = "201",
      description = "the rule",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = VelocityRuleView.class)))
  @APIResponse(responseCode = "400", description = "a field is not valid; the problem names it")
  @APIResponse(responseCode = "409", description = "there is a rule of this name")
  @APIResponse(responseCode = "422", description = "the organization has too many")
  public Uni<Response> add(@NotNull @Valid VelocityRuleRequest request) {
    return change
        .add(caller.tenant(), request, caller.username())
        .map(
            rule ->
                Response.created(URI.create("/api/billing/velocity-rules/" + rule.id()))
                    .entity(VelocityRuleView.of(rule))
                    .build());
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "changeVelocityRule",
      summary = "Changes a velocity rule, which begins to count anew",
      description = "The body is the whole rule. What it has blocked stays blocked.")
  @APIResponse(
      responseCode = "200",
      description = "the rule",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = VelocityRuleView.class)))
  @APIResponse(responseCode = "400", description = "a field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "no such rule in the organization")
  @APIResponse(responseCode = "409", description = "there is another rule of this name")
  public Uni<VelocityRuleView> change(
      @PathParam("id") UUID id, @NotNull @Valid VelocityRuleRequest request) {
    return change.change(caller.tenant(), id, request, caller.username()).map(VelocityRuleView::of);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "deleteVelocityRule",
      summary = "Takes a velocity rule away",
      description = "What it has blocked stays blocked.")
  @APIResponse(responseCode = "204", description = "taken away")
  @APIResponse(responseCode = "404", description = "no such rule in the organization")
  public Uni<Void> delete(@PathParam("id") UUID id) {
    return change.delete(caller.tenant(), id);
  }
}
