package dev.ramal.crm.connections;

import dev.ramal.crm.connection.CrmConnectionState.Entered;
import dev.ramal.crm.connection.CrmConnectionState.ReconnectRequired;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;

/** Connects an organization to its CRM; the first use of a connection proves the tokens. */
@Path("/api/crm/connection")
@Tag(name = "CRM connection", description = "Access to the organization's CRM")
public class CrmConnectionResource {
  private final Caller caller;
  private final TenantTransactions transactions;
  private final CrmConnectionRepository connections;
  private final DeliveryGate gate;
  private final LostConnection lostConnection;
  private final KnownCrms crms;
  private final SecretCipher cipher;
  private final Clock clock;

  CrmConnectionResource(
      Caller caller,
      TenantTransactions transactions,
      CrmConnectionRepository connections,
      DeliveryGate gate,
      LostConnection lostConnection,
      KnownCrms crms,
      SecretCipher cipher,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.connections = connections;
    this.gate = gate;
    this.lostConnection = lostConnection;
    this.crms = crms;
    this.cipher = cipher;
    this.clock = clock;
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
  @Operation(operationId = "connectCrm", summary = "Connect the CRM, or connect it again")
  @APIResponse(
      responseCode = "200",
      description = "Connected",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CrmConnectionView.class)))
  public Uni<CrmConnectionView> connect(@NotNull @Valid CrmConnectionRequest settings) {
    TenantId tenant = caller.tenant();
    String crm = crms.chosen(settings.crm());
    return transactions.inTenant(
        tenant,
        session ->
            gate.lock(Sql.of(session), tenant)
                .chain(() -> connections.findOrCreate(session, tenant))
                .call(row -> tellFound(session, tenant, row))
                .invoke(row -> fill(row, tenant, crm, settings))
                .call(session::persist)
                .call(() -> connections.endRenewal(session, tenant))
                .call(() -> gate.open(Sql.of(session), tenant))
                .map(CrmConnectionView::of));
  }

  private Uni<Void> tellFound(Mutiny.Session session, TenantId tenant, CrmConnectionRow row) {
    return row.state() instanceof ReconnectRequired
        ? lostConnection.found(Sql.of(session), tenant, clock.instant())
        : Uni.createFrom().voidItem();
  }

  private void fill(
      CrmConnectionRow row, TenantId tenant, String crm, CrmConnectionRequest request) {
    row.crm = crm;
    row.clientId = request.clientId();
    row.clientSecret = cipher.seal(request.clientSecret(), tenant.value());
    row.refreshToken = cipher.seal(request.refreshToken(), tenant.value());
    row.accessToken = null;
    row.accessExpiresAt = null;
    row.refreshedAt = clock.instant();
    row.hear(new Entered(clock.instant()));
  }
}
