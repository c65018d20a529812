package dev.ramal.crm.timeline;

import dev.ramal.crm.port.CrmId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everything that was with a contact, in one list. */
@Path("/api/contacts/{id}/timeline")
@Tag(name = "Contacts", description = "Whom the CRM knows")
class TimelineResource {
  private final Caller caller;
  private final ReadTimeline readTimeline;

  TimelineResource(Caller caller, ReadTimeline readTimeline) {
    this.caller = caller;
    this.readTimeline = readTimeline;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "listTimelineOfContact",
      summary = "Everything that was with a contact of the CRM, newest first",
      description =
          "Calls, messages sent and received, recordings, voicemails, notes in the CRM and costs,"
              + " of all phones under which the contact was found, also from before. The CRM is not"
              + " asked, so it may be away. An item that is corrected stays where it is. Who sees"
              + " only own records sees of other agents' messages and recordings that they were,"
              + " not what they hold. Costs are shown to admin and to whoever also has finance, to"
              + " a manager without what carriers charge.")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TimelinePage.class)))
  @APIResponse(responseCode = "400", description = "Not an id of the CRM, or no such type")
  public Uni<Response> timeline(
      @PathParam("id") @Pattern(regexp = CrmId.FORM) String id,
      @BeanParam TimelineQuery query,
      @BeanParam PageQuery page) {
    TimelineAccess access = TimelineAccess.of(caller);
    Set<TimelineType> types = query.types(access);
    return page.respond(
        (behind, most) -> readTimeline.page(access, id, types, behind, most),
        item -> new Cursor(item.at(), item.id()));
  }

  /** For the OpenAPI document only. */
  @Schema(name = "CrmTimelinePage")
  record TimelinePage(List<TimelineItemView> items, @Schema(nullable = true) String next) {}
}
