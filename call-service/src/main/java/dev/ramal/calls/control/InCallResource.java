package dev.ramal.calls.control;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.control.PressKeys.Keys;
import dev.ramal.calls.history.CallView;
import dev.ramal.events.CallControl;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Holding, muting and pressing keys while a call lasts. */
@Path("/api/calls/{id}")
@RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
@Tag(name = "Calls", description = "Click to call, control and history")
@APIResponse(
    responseCode = "200",
    description = "The call, which is so already, or is over",
    content =
        @Content(mediaType = "application/json", schema = @Schema(implementation = CallView.class)))
@APIResponse(
    responseCode = "202",
    description = "The call as it stands; what the carrier is still to do is pending",
    content =
        @Content(mediaType = "application/json", schema = @Schema(implementation = CallView.class)))
@APIResponse(responseCode = "404", description = "No such call of yours")
@APIResponse(
    responseCode = "409",
    description = "The call is not in progress yet, is not recorded, or was asked too much")
class InCallResource {
  private static final String AFTER_THE_END =
      " Of a call that was in progress and is over, or is ending, asking is success: the answer is"
          + " 200 with the call, and the carrier is told nothing.";

  private final ControlCall control;
  private final PressKeys press;
  private final Caller caller;

  InCallResource(ControlCall control, PressKeys press, Caller caller) {
    this.control = control;
    this.press = press;
    this.caller = caller;
  }

  @POST
  @Path("/hold")
  @Operation(
      operationId = "holdCall",
      summary = "Put the lead on hold",
      description =
          "The lead hears music. The status becomes held when the carrier has done it; a live"
              + " status tells."
              + AFTER_THE_END)
  public Uni<Response> hold(@PathParam("id") String id) {
    return ask(id, CallControl.HOLD);
  }

  @POST
  @Path("/resume")
  @Operation(
      operationId = "resumeCall",
      summary = "Take the lead off hold",
      description =
          "The status becomes in-progress when the carrier has done it; a live status tells."
              + AFTER_THE_END)
  public Uni<Response> resume(@PathParam("id") String id) {
    return ask(id, CallControl.RESUME);
  }

  @POST
  @Path("/mute")
  @Operation(
      operationId = "muteCall",
      summary = "Mute the agent",
      description =
          "The lead hears nothing of the agent. The call's status stays as it is." + AFTER_THE_END)
  public Uni<Response> mute(@PathParam("id") String id) {
    return ask(id, CallControl.MUTE);
  }

  @POST
  @Path("/unmute")
  @Operation(
      operationId = "unmuteCall",
      summary = "Let the agent be heard again",
      description = "The call's status stays as it is." + AFTER_THE_END)
  public Uni<Response> unmute(@PathParam("id") String id) {
    return ask(id, CallControl.UNMUTE);
  }

  @POST
  @Path("/recording/pause")
  @Operation(
      operationId = "pauseRecording",
      summary = "Keep off the file what is said from now on",
      description =
          "As for the number of a card. It pauses once the carrier has said so: until then"
              + " pause-recording is pending, afterwards recording.paused is true; a live status"
              + " tells. A recording that has not begun yet pauses as soon as it has."
              + AFTER_THE_END)
  public Uni<Response> pauseRecording(@PathParam("id") String id) {
    return ask(id, CallControl.PAUSE_RECORDING);
  }

  @POST
  @Path("/recording/resume")
  @Operation(
      operationId = "resumeRecording",
      summary = "Go on recording after a pause",
      description =
          "It goes on once the carrier has said so: until then resume-recording is pending; a live"
              + " status tells."
              + AFTER_THE_END)
  public Uni<Response> resumeRecording(@PathParam("id") String id) {
    return ask(id, CallControl.RESUME_RECORDING);
  }

  @POST
  @Path("/dtmf")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "sendKeys",
      summary = "Press keys for the lead's side to hear",
      description =
          "As for a menu that picked up. With an Idempotency-Key the same request presses once,"
              + " however often it is sent. Keys without a clear answer of the carrier are not"
              + " pressed again."
              + AFTER_THE_END)
  @APIResponse(responseCode = "400", description = "Not keys; the problem names the field")
  @APIResponse(responseCode = "422", description = "The key came with another body")
  public Uni<Response> press(
      @PathParam("id") String id,
      @HeaderParam(Idempotency.HEADER) String key,
      @NotNull @Valid Keys keys) {
    return press.press(AccessScope.of(caller), id, keys.digits(), key);
  }

  private Uni<Response> ask(String id, CallControl wanted) {
    return control.ask(AccessScope.of(caller), id, wanted).map(call -> answer(call, wanted));
  }

  private static Response answer(Call call, CallControl wanted) {
    CallView view = CallView.of(call);
    return Response.status(view.pending().contains(wanted) ? 202 : 200).entity(view).build();
  }
}
