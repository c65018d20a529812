package dev.ramal.crm.contacts;

import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.connections.OrganizationCrm;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmDeal;
import dev.ramal.crm.port.CrmId;
import dev.ramal.events.E164;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Page;
import dev.ramal.numbering.MeantNumber;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/contacts")
@Tag(name = "Contacts", description = "Whom the CRM knows")
public class ContactsResource {
  private final Caller caller;
  private final FindContact findContact;
  private final OrganizationCrm crm;

  ContactsResource(Caller caller, FindContact findContact, OrganizationCrm crm) {
    this.caller = caller;
    this.crm = crm;
    this.findContact = findContact;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(operationId = "findContacts", summary = "Contacts of the CRM that hold a phone number")
  @APIResponse(responseCode = "200", description = "The contacts, the likeliest first")
  @APIResponse(responseCode = "400", description = "Not a number in E.164, nor one of Brazil")
  @APIResponse(responseCode = "409", description = "The CRM is not connected")
  @APIResponse(
      responseCode = "429",
      description = "The CRM takes no more requests for a while; Retry-After says how long")
  @APIResponse(responseCode = "502", description = "The CRM did not answer")
  public Uni<Page<CrmContact>> byPhone(
      @QueryParam("phone")
          @Parameter(
              required = true,
              description = "E.164 with the plus sign as %2B, or as it is written in Brazil")
          String phone) {
    E164 number = MeantNumber.toLookUp(phone).orElseThrow(CrmProblems::badNumber);
    return findContact.byPhone(caller.tenant(), number.value()).map(Page::whole);
  }

  @GET
  @Path("{id}/deals")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "listDealsOfContact",
      summary = "Deals of a contact of the CRM that are open or paused")
  @APIResponse(responseCode = "200", description = "The deals")
  @APIResponse(responseCode = "400", description = "Not an id of the CRM")
  @APIResponse(responseCode = "409", description = "The CRM is not connected")
  @APIResponse(
      responseCode = "429",
      description = "The CRM takes no more requests for a while; Retry-After says how long")
  @APIResponse(responseCode = "502", description = "The CRM did not answer")
  public Uni<Page<CrmDeal>> deals(@PathParam("id") @Pattern(regexp = CrmId.FORM) String id) {
    return crm.openDeals(caller.tenant(), id).map(Page::whole);
  }
}
