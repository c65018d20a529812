package dev.ramal.calls.dialing;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Click to call. */
@Path("/api/calls")
@Tag(name = "Calls", description = "Click to call, control and history")
class DialResource {
  private final DialCall dialCall;
  private final Caller caller;

  DialResource(DialCall dialCall, Caller caller) {
    this.dialCall = dialCall;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "dialCall",
      summary = "Call a lead",
      description =
          "Rings the agent, then the lead. Answers at once; follow the call by its id. With an"
              + " Idempotency-Key the same request calls once, however often it is sent. Of the"
              + " organization's calls that wait for their turn at the carrier those with the"
              + " smaller priority go first: 1 to 9, 1 when absent.")
  @APIResponse(
      responseCode = "201",
      description = "The call is stored and will be dialled",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DialledCall.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(
      responseCode = "402",
      description =
          "A budget that would pay for the call is spent and stops what it pays for; the problem"
              + " names it, and the call that is kept as denied")
  @APIResponse(
      responseCode = "403",
      description =
          "The agent's phone is not yours, nor to decide about recording or machines against the"
              + " setting; or the call is not permitted, and the problem names"
              + " rule, version and evidence, and the call that is kept as denied")
  @APIResponse(
      responseCode = "409",
      description =
          "The agent is on a call, which the problem names; or the first request with this key"
              + " still runs")
  @APIResponse(
      responseCode = "422",
      description =
          "No connection, not its number, the number to call is the organization's own, agentId is"
              + " no agent's, or the key came with another body")
  public Uni<Response> dial(
      @HeaderParam(Idempotency.HEADER) String key, @NotNull @Valid DialRequest request) {
    return dialCall.dial(AccessScope.of(caller), request, key);
  }
}
