package dev.ramal.crm.connections;

import dev.ramal.crm.port.CrmPort.Credential;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Connects an organization to its CRM; the first use of a connection proves the tokens. */
@Path("/api/crm/connection")
@Tag(name = "CRM connection", description = "Access to the organization's CRM")
public class CrmConnectionResource {
  private final Caller caller;
  private final TenantTransactions transactions;
  private final CrmConnectionRepository connections;
  private final EnterConnection enterConnection;
  private final KnownCrms crms;

  CrmConnectionResource(
      Caller caller,
      TenantTransactions transactions,
      CrmConnectionRepository connections,
      EnterConnection enterConnection,
      KnownCrms crms) {
    this.caller = caller;
    this.transactions = transactions;
    this.connections = connections;
    this.enterConnection = enterConnection;
    this.crms = crms;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(
      operationId = "getCrmConnection",
      summary = "State of the organization's CRM connection")
  @APIResponse(
      responseCode = "200",
      description = "The connection; one that was never made is not-connected",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CrmConnectionView.class)))
  public Uni<CrmConnectionView> read() {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, session -> connections.find(session, tenant))
        .map(
            found ->
                found == null ? CrmConnectionView.none(crms.usual()) : CrmConnectionView.of(found));
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "connectCrm",
      summary = "Connect the CRM, or connect it again",
      description =
          "A CRM is connected by an application and a refresh token, or by a user's token alone:"
              + " which fields it wants is named where others were sent. Its first use proves"
              + " them. Where it is another account of the same CRM, say so (otherAccount): its"
              + " deals, stages and fields are others, so the mapping, the open changes of deals"
              + " and the webhook address end, as with another CRM.")
  @APIResponse(
      responseCode = "200",
      description = "Connected",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CrmConnectionView.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<CrmConnectionView> connect(@NotNull @Valid CrmConnectionRequest settings) {
    TenantId tenant = caller.tenant();
    String crm = crms.chosen(settings.crm());
    Credential wanted = crms.named(crm).credential();
    settings.check(wanted);
    return enterConnection.enter(
        tenant,
        crm,
        settings.client(wanted),
        settings.exchanged(wanted),
        Boolean.TRUE.equals(settings.otherAccount()));
  }
}
