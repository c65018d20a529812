package dev.ramal.calls.insight;

import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the team does now. */
@Path("/api/insight/team")
@Tag(name = "Insight", description = "What calls amount to, and what the team does now")
class TeamResource {
  private final ReadTeam team;
  private final Caller caller;

  TeamResource(ReadTeam team, Caller caller) {
    this.team = team;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "getTeam",
      summary =
          "What the team does now: who is on a call, who is available, who waits, the service"
              + " level",
      description = "At most a second old, however many ask.")
  @APIResponse(responseCode = "200", description = "The team")
  public Uni<TeamView> team() {
    return team.of(caller.tenant());
  }
}
