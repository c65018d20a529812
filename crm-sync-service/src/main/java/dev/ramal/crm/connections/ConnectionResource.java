package dev.ramal.crm.connections;

import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/crm/connection")
@Tag(name = "CRM connection")
public class ConnectionResource {
  @Inject Caller caller;
  @Inject ConnectCrm connectCrm;

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(summary = "State of the organization's CRM connection")
  public Uni<ConnectionView> read() {
    return connectCrm.view(caller.tenant());
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "Connect RD Station CRM, or connect it again")
  public Uni<ConnectionView> connect(@NotNull @Valid ConnectionSettings settings) {
    return connectCrm.connect(caller.tenant(), settings);
  }
}
