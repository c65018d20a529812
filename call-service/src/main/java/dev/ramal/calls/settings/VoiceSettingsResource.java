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

/** How the caller's organization makes calls. */
@Path("/api/settings/voice")
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
  public Uni<VoiceSettings> read() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, session -> repository.of(session, tenant));
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
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
