package dev.ramal.crm.connections;

import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort;
import dev.ramal.crm.port.CrmPort.ClientCredentials;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Connects a CRM by its own page: whoever may there lets us in, and no refresh token passes through
 * anybody's hands.
 */
@Path("/api/crm/connection/authorization")
@Tag(name = "CRM connection", description = "Access to the organization's CRM")
public class CrmAuthorizationResource {
  private final Caller caller;
  private final EnterConnection enterConnection;
  private final KnownCrms crms;
  private final BegunAuthorizations begun;

  CrmAuthorizationResource(
      Caller caller, EnterConnection enterConnection, KnownCrms crms, BegunAuthorizations begun) {
    this.caller = caller;
    this.enterConnection = enterConnection;
    this.crms = crms;
    this.begun = begun;
  }

  @GET
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "getCrmAuthorizationPage",
      summary = "The CRM's page on which an administrator lets us in",
      description =
          "Lead the administrator's browser there. The CRM leads back to redirectUri with a code"
              + " and the state: send both here within ten minutes, as the same administrator. A"
              + " CRM that does not lead back with the state leaves it to you to keep it"
              + " meanwhile.")
  @APIResponse(responseCode = "200", description = "The address")
  @APIResponse(responseCode = "400", description = "A field is missing, or there is no such CRM")
  @APIResponse(responseCode = "422", description = "This CRM has no such page")
  public Uni<AuthorizationPage> page(
      @QueryParam("crm")
          @Size(max = 40)
          @Parameter(description = "Name of the CRM; without it the usual one")
          String crm,
      @QueryParam("clientId")
          @NotBlank
          @Size(max = 200)
          @Parameter(required = true, description = "Of the application registered at the CRM")
          String clientId,
      @QueryParam("redirectUri")
          @NotBlank
          @Size(max = 2000)
          @Parameter(required = true, description = "Where the CRM leads back to, as registered")
          String redirectUri) {
    String name = crms.chosen(crm);
    CrmPort port = crms.named(name);
    if (port.authorizationPage(clientId, redirectUri, null).isEmpty()) {
      throw CrmProblems.codeRefused();
    }
    return begun
        .begin(
            caller.tenant(), new BegunAuthorization(caller.userId(), name, clientId, redirectUri))
        .map(
            one ->
                new AuthorizationPage(
                    port.authorizationPage(clientId, redirectUri, one.state()).orElseThrow(),
                    one.state(),
                    one.expiresAt()));
  }

  @POST
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "authorizeCrm",
      summary = "Connect the CRM with the code of its page",
      description =
          "The code is exchanged at once: when this answers 200, the CRM lets us in. A code works"
              + " once; after 502 begin again with the page.")
  @APIResponse(
      responseCode = "200",
      description = "Connected",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CrmConnectionView.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(
      responseCode = "422",
      description =
          "The authorization was not begun here, or is over (CRM-0024); or the CRM does not take"
              + " the code (CRM-0008)")
  @APIResponse(responseCode = "502", description = "The CRM did not answer")
  public Uni<CrmConnectionView> authorize(@NotNull @Valid CrmAuthorizationRequest request) {
    TenantId tenant = caller.tenant();
    String name = crms.chosen(request.crm());
    CrmPort crm = crms.named(name);
    ClientCredentials client = new ClientCredentials(request.clientId(), request.clientSecret());
    BegunAuthorization given =
        new BegunAuthorization(caller.userId(), name, request.clientId(), request.redirectUri());
    return begun
        .end(tenant, request.state(), given)
        .chain(() -> crm.exchangeCode(client, request.code(), request.redirectUri()))
        .onFailure(CrmFault.Refused.class)
        .transform(fault -> CrmProblems.codeRefused())
        .chain(
            pair ->
                enterConnection.enter(
                    tenant, name, client, pair, Boolean.TRUE.equals(request.otherAccount())));
  }

  /**
   * Where an administrator lets us in.
   *
   * @param state what the page is opened with, and what must come back with the code
   * @param expiresAt until when
   */
  @Schema(name = "CrmAuthorizationPage")
  public record AuthorizationPage(String url, String state, Instant expiresAt) {}
}
