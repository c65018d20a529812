package dev.ramal.messaging.routing;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the accounts do that the caller's organization sends messages through. */
@Path("/api/messages/senders/health")
@Tag(name = "Messages", description = "SMS and WhatsApp")
class SenderHealthResource {
  private final Caller caller;
  private final AskSenders askSenders;

  SenderHealthResource(Caller caller, AskSenders askSenders) {
    this.caller = caller;
    this.askSenders = askSenders;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(
      operationId = "getSenderHealth",
      summary = "How the organization's senders of messages do",
      description =
          "Each account is asked about at its carrier, for five seconds at most; beside that stands"
              + " what became of the latest submissions and what waits. How calls do says"
              + " /api/carriers/health.")
  @APIResponse(responseCode = "200", description = "Every account")
  public Uni<Page<SenderHealthView>> health() {
    TenantId tenant = caller.tenant();
    return askSenders.all(tenant).map(Page::whole);
  }
}
