package dev.ramal.crm.mapping;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an organization wants done with a deal after a call. */
@Path("/api/crm/mapping")
@Tag(name = "CRM connection", description = "Access to the organization's CRM")
class CrmMappingResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final CrmMappingRepository mappings;
  private final ReadMappingSupport support;

  CrmMappingResource(
      Caller caller,
      SqlTransactions transactions,
      CrmMappingRepository mappings,
      ReadMappingSupport support) {
    this.caller = caller;
    this.transactions = transactions;
    this.mappings = mappings;
    this.support = support;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(
      operationId = "getCrmMapping",
      summary = "What is done with a deal after a call, besides the note",
      description = "Nothing, unless an administrator has said otherwise.")
  @APIResponse(responseCode = "200", description = "The mapping")
  public Uni<CrmMapping> read() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, sql -> mappings.read(sql, tenant));
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "putCrmMapping",
      summary = "Say what is done with a deal after a call, besides the note",
      description =
          "Replaces the mapping whole, and holds for calls whose note is written from now on. Each"
              + " rule does its work once for a call, on the deal on which the call's note stands;"
              + " what was done is listed under /api/crm/sync/changes.")
  @APIResponse(responseCode = "200", description = "The mapping as it is now")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(
      responseCode = "422",
      description =
          "The organization's CRM cannot carry out a rule; the problem names each, and what it can"
              + " do")
  public Uni<CrmMapping> write(@NotNull CrmMapping wanted) {
    CheckMapping.check(wanted);
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(
            tenant,
            sql ->
                support
                    .require(sql, tenant, wanted)
                    .chain(() -> mappings.write(sql, tenant, wanted)))
        .replaceWith(wanted);
  }

  @GET
  @Path("/support")
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(
      operationId = "getCrmMappingSupport",
      summary = "What the organization's CRM can have done with a deal, besides the note",
      description =
          "And which rules of the mapping it cannot carry out: those that were written before the"
              + " CRM was connected.")
  @APIResponse(responseCode = "200", description = "What it can, and the rules that it cannot")
  public Uni<CrmMappingSupport> support() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, sql -> support.of(sql, tenant));
  }
}
