package dev.ramal.crm.activities;

import dev.ramal.crm.port.CrmId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was last spoken with a contact, for whoever is about to speak with them. */
@Path("/api/contacts/{id}/calls")
@Tag(name = "Contacts", description = "Whom the CRM knows")
class ContactCallsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final ActivityRepository activities;

  ContactCallsResource(Caller caller, SqlTransactions transactions, ActivityRepository activities) {
    this.caller = caller;
    this.transactions = transactions;
    this.activities = activities;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "listCallsOfContact",
      summary = "Calls with a contact of the CRM, newest first",
      description =
          "Those whose note stands on one of the contact's deals, or may. The CRM is not asked, so"
              + " it may be away.")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ContactCallPage.class)))
  @APIResponse(responseCode = "400", description = "Not an id of the CRM")
  public Uni<Response> calls(
      @PathParam("id") @Pattern(regexp = CrmId.FORM) String id, @BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    return page.respond(
        (behind, most) ->
            transactions
                .inTenant(tenant, sql -> activities.ofContact(sql, tenant, id, behind, most))
                .map(found -> found.stream().map(ContactCall::of).toList()),
        call -> new Cursor(call.toldAt(), call.id()));
  }

  /** For the OpenAPI document only. */
  @Schema(name = "CrmContactCallPage")
  record ContactCallPage(List<ContactCall> items, @Schema(nullable = true) String next) {}
}
