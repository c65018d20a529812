package dev.ramal.calls.control;

import dev.ramal.calls.history.CallView;
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

/** Handing a call over. */
@Path("/api/calls/{id}/transfer")
@RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
@Tag(name = "Calls", description = "Click to call, control and history")
@APIResponse(responseCode = "404", description = "No such call of yours")
class TransferResource {
  private final TransferCall transfer;
  private final Caller caller;

  TransferResource(TransferCall transfer, Caller caller) {
    this.transfer = transfer;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "transferCall",
      summary = "Hand a call over to a colleague or a number",
      description =
          "The lead is put on hold and the target is rung. Without consultation the target meets"
              + " the lead on picking up, and the agent's leg ends; with it the agent talks to the"
              + " target first and then completes or cancels, or puts the phone down, which hands"
              + " over; /hangup ends the call for everybody. When nobody takes over, the lead is"
              + " the agent's again. With an Idempotency-Key the same request rings once, however"
              + " often it is sent. Of a call that was in progress and is over, or is ending,"
              + " asking is success: the answer is 200 with the call, nobody is rung, and whether"
              + " there is such an agent is not looked at.")
  @APIResponse(
      responseCode = "202",
      description = "The call with the transfer as it stands; live entries tell how it goes on",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CallView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The call, which is over",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CallView.class)))
  @APIResponse(responseCode = "400", description = "Nobody to ring; the problem names the field")
  @APIResponse(
      responseCode = "403",
      description = "The organization may not call this number; the problem names the rule")
  @APIResponse(
      responseCode = "409",
      description =
          "The call is not in progress yet, is handed over to somebody else already, was handed"
              + " over to a number and cannot go to an agent; who is to take over is on a call, or"
              + " is the lead; or the first request with this key still runs")
  @APIResponse(responseCode = "422", description = "The key came with another body")
  public Uni<Response> transfer(
      @PathParam("id") String id,
      @HeaderParam(Idempotency.HEADER) String key,
      @NotNull @Valid TransferRequest request) {
    return transfer.transfer(AccessScope.of(caller), id, request, key);
  }

  @POST
  @Path("/complete")
  @Operation(
      operationId = "completeTransfer",
      summary = "Let the target of a consultation take over",
      description =
          "Completing what is completed is success, and so is completing once the call is over.")
  @APIResponse(responseCode = "200", description = "The call with the transfer as it stands")
  @APIResponse(responseCode = "409", description = "Nothing to complete")
  public Uni<CallView> complete(@PathParam("id") String id) {
    return transfer.complete(AccessScope.of(caller), id).map(CallView::of);
  }

  @POST
  @Path("/cancel")
  @Operation(
      operationId = "cancelTransfer",
      summary = "Take the lead back",
      description =
          "The target's leg ends. Cancelling what came to nothing is success, and so is cancelling"
              + " once the call is over.")
  @APIResponse(responseCode = "200", description = "The call with the transfer as it stands")
  @APIResponse(responseCode = "409", description = "Nothing to cancel, or too late")
  public Uni<CallView> cancel(@PathParam("id") String id) {
    return transfer.cancel(AccessScope.of(caller), id).map(CallView::of);
  }
}
