package dev.ramal.crm.deals;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What becomes of an organization's calls whose deal is not clear. */
@Path("/api/crm/settings/matching")
@Tag(name = "CRM connection", description = "Access to the organization's CRM")
class MatchSettingsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final MatchSettingsRepository settings;

  MatchSettingsResource(
      Caller caller, SqlTransactions transactions, MatchSettingsRepository settings) {
    this.caller = caller;
    this.transactions = transactions;
    this.settings = settings;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(
      operationId = "getCrmMatchSettings",
      summary = "What becomes of calls whose deal is not clear",
      description = "They are listed for a person, unless an administrator has said otherwise.")
  @APIResponse(responseCode = "200", description = "The settings")
  public Uni<MatchSettings> read() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, sql -> settings.read(sql, tenant));
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "putCrmMatchSettings",
      summary = "Say what becomes of calls whose deal is not clear",
      description =
          "Holds for notes that are written from now on; what has failed before is tried again by a"
              + " redrive. A contact or a deal is made only for calls in which somebody spoke, and"
              + " never for somebody who hides the number; stageId says where the deal is made.")
  @APIResponse(responseCode = "200", description = "The settings as they are now")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<MatchSettings> write(@NotNull @Valid MatchSettings wanted) {
    if (wanted.lacksStage()) {
      throw Problem.badFields()
          .field("stageId", "must name a stage of the pipeline where unknownPeople is create")
          .exception();
    }
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, sql -> settings.write(sql, tenant, wanted))
        .replaceWith(wanted);
  }
}
