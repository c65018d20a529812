package dev.ramal.calls.control;

import dev.ramal.calls.control.AnnotateCall.Annotation;
import dev.ramal.calls.history.CallView;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Hanging up and annotating. */
@Path("/api/calls/{id}")
@Tag(name = "Calls", description = "Click to call, control and history")
class ControlResource {
  private final HangUp hangUp;
  private final AnnotateCall annotate;
  private final Caller caller;

  ControlResource(HangUp hangUp, AnnotateCall annotate, Caller caller) {
    this.hangUp = hangUp;
    this.annotate = annotate;
    this.caller = caller;
  }

  @POST
  @Path("/hangup")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "hangUpCall",
      summary = "End a call",
      description = "Ends both legs. Hanging up a call that has ended is success.")
  @APIResponse(responseCode = "200", description = "The call; its end follows as a live status")
  @APIResponse(responseCode = "404", description = "No such call of yours")
  public Uni<CallView> hangUp(@PathParam("id") String id) {
    return hangUp.hangUp(AccessScope.of(caller), id).map(CallView::of);
  }

  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "annotateCall",
      summary = "Write notes, disposition or campaign on a call",
      description =
          "Where the organization has defined dispositions it is one of them; what follows from it"
              + " is told as FollowUpRequested, and its agent is free again.")
  @APIResponse(responseCode = "200", description = "The call as it is now")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such call of yours")
  @APIResponse(
      responseCode = "409",
      description = "The organization demands a disposition, and it was to be taken back")
  public Uni<CallView> annotate(@PathParam("id") String id, @NotNull @Valid Annotation annotation) {
    return annotate.annotate(AccessScope.of(caller), id, annotation).map(CallView::of);
  }
}
