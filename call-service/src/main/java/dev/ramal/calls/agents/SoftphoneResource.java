package dev.ramal.calls.agents;

import dev.ramal.events.Carrier;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Browsers as phones. */
@Path("/api/softphone/token")
@Tag(name = "Agents", description = "Who takes calls, where, and who can be given one")
class SoftphoneResource {
  private final Caller caller;
  private final IssueToken issue;

  SoftphoneResource(Caller caller, IssueToken issue) {
    this.caller = caller;
    this.issue = issue;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "issueSoftphoneToken",
      summary = "Let your browser log in at the carrier",
      description =
          "A token for the carrier's own library in the browser, for you alone. From then on your"
              + " softphone rings where it has logged in.")
  @APIResponse(
      responseCode = "200",
      description = "The token, kept by no cache",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SoftphoneToken.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "403", description = "Another agent's softphone")
  @APIResponse(
      responseCode = "422",
      description = "No connection, it lacks what the problem names, or the carrier refuses")
  @APIResponse(responseCode = "503", description = "The carrier could not be asked")
  public Uni<Response> issue(@NotNull SoftphoneRequest request) {
    Carrier carrier = request.checked(caller.userId());
    return issue
        .issue(AccessScope.of(caller), carrier)
        .map(token -> Response.ok(token).header("Cache-Control", "no-store").build());
  }
}
