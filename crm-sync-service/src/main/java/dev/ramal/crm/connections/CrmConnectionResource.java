package dev.ramal.crm.connections;

import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/crm/connection")
@Tag(name = "CRM connection")
public class CrmConnectionResource {
  private final Caller caller;
  private final ConnectCrm connectCrm;

  CrmConnectionResource(Caller caller, ConnectCrm connectCrm) {
    this.caller = caller;
    this.connectCrm = connectCrm;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(summary = "State of the organization's CRM connection")
  public Uni<CrmConnectionView> read() {
    return connectCrm.view(caller.tenant());
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "Connect the CRM, or connect it again")
  public Uni<CrmConnectionView> connect(@NotNull @Valid CrmConnectionRequest settings) {
    return connectCrm.connect(caller.tenant(), settings);
  }
}
