package dev.ramal.calls.settings;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the caller's organization makes calls. */
@Path("/api/settings/voice")
@Tag(name = "Settings", description = "How the organization makes calls")
public class VoiceSettingsResource {
  private final Caller caller;
  private final TenantTransactions transactions;
  private final VoiceSettingsRepository repository;

  VoiceSettingsResource(
      Caller caller, TenantTransactions transactions, VoiceSettingsRepository repository) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN, Roles.OPS})
  @Operation(operationId = "getVoiceSettings", summary = "How the organization makes calls")
  @APIResponse(responseCode = "200", description = "The settings")
  public Uni<VoiceSettings> read() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, session -> repository.of(session, tenant));
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "changeVoiceSettings",
      summary = "Change how the organization makes calls",
      description = "A field that is left out keeps its value.")
  @APIResponse(responseCode = "200", description = "The settings as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<VoiceSettings> change(@NotNull VoiceSettingsRequest request) {
    TenantId tenant = caller.tenant();
    String by = caller.userId();
    return transactions.inTenant(
        tenant,
        session ->
            repository
                .lock(session, tenant)
                .map(request::changed)
                .chain(changed -> repository.save(session, tenant, changed, by)));
  }
}
