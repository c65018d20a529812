package dev.ramal.crm.timeline;

import dev.ramal.crm.port.CrmId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The timeline of a contact as it grows (server-sent events). */
@Path("/api/contacts/{id}/timeline/live")
@Tag(name = "Contacts", description = "Whom the CRM knows")
class TimelineStreamResource {
  private final Caller caller;
  private final SecurityIdentity identity;
  private final FollowTimeline followTimeline;

  TimelineStreamResource(Caller caller, SecurityIdentity identity, FollowTimeline followTimeline) {
    this.caller = caller;
    this.identity = identity;
    this.followTimeline = followTimeline;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "followTimelineOfContact",
      summary = "What changes in the timeline of a contact, as it does (server-sent events)",
      description =
          "First comes ready: whoever has no list yet reads it then. Each item follows whole, as"
              + " the list shows it, when it is new and whenever it has changed; by its id it takes"
              + " the place of the one before. reload says that the contact has other phones now"
              + " and the list is to be read again; end, with a reason, that the stream ends: token"
              + " when the access token has, failed when nothing could be read. Whoever connects"
              + " again hands in the id of the last event and gets what has changed since, each"
              + " once. A comment comes every 15 seconds.")
  @APIResponse(
      responseCode = "200",
      description =
          "Events: ready, item with an item of the list as its data, reload, end with a reason",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(
      responseCode = "400",
      description = "Not an id of the CRM, no such type, or not an id of an event of such a stream")
  @APIResponse(
      responseCode = "429",
      description = "The person or the organization follows as many timelines as it may")
  public Multi<OutboundSseEvent> follow(
      @PathParam("id") @Pattern(regexp = CrmId.FORM) String id,
      @BeanParam TimelineQuery query,
      @HeaderParam("Last-Event-ID")
          @Parameter(description = "The id of the last event; without it what follows from now on")
          String lastEventId,
      @QueryParam("lastEventId")
          @Parameter(description = "The same, for clients that cannot send the header")
          String asked,
      @Context Sse sse,
      @Context HttpServerRequest request) {
    TenantId tenant = caller.tenant();
    TimelineAccess access = TimelineAccess.of(caller);
    Set<TimelineType> types = query.types(access);
    String last = lastEventId == null || lastEventId.isBlank() ? asked : lastEventId;
    StreamPosition from = last == null ? null : StreamPosition.decode(tenant, last);
    return followTimeline
        .follow(access, id, types, from, tokenEndsAt(), StreamConnection.of(request)::cut)
        .map(frame -> event(sse, frame));
  }

  private Instant tokenEndsAt() {
    return Instant.ofEpochSecond(((JsonWebToken) identity.getPrincipal()).getExpirationTime());
  }

  private static OutboundSseEvent event(Sse sse, StreamFrame frame) {
    OutboundSseEvent.Builder event = sse.newEventBuilder();
    if (frame.id() != null) {
      event.id(frame.id());
    }
    return frame.name() == null
        ? event.comment(frame.data()).build()
        : event
            .name(frame.name())
            .mediaType(MediaType.TEXT_PLAIN_TYPE)
            .data(String.class, frame.data())
            .build();
  }
}
