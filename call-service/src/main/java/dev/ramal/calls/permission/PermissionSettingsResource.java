package dev.ramal.calls.permission;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.versions.VersionedSettings.Version;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** By which rules the caller's organization calls. */
@Path("/api/settings/permission")
@Tag(name = "Settings", description = "How the organization makes calls")
public class PermissionSettingsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final PermissionSettingsRepository repository;

  PermissionSettingsResource(
      Caller caller, SqlTransactions transactions, PermissionSettingsRepository repository) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN, Roles.OPS})
  @Operation(
      operationId = "getPermissionSettings",
      summary = "By which rules the organization calls")
  @APIResponse(responseCode = "200", description = "The settings")
  public Uni<PermissionSettings> read() {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, sql -> repository.newest(sql, tenant))
        .map(Version::settings);
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "changePermissionSettings",
      summary = "Change by which rules the organization calls",
      description =
          "A field that is left out keeps its value; a cap of 0 takes the cap away. Calls from now"
              + " on are judged by the new version, stored verdicts name the one they were judged"
              + " by.")
  @APIResponse(responseCode = "200", description = "The settings as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<PermissionSettings> change(@NotNull PermissionSettingsRequest request) {
    TenantId tenant = caller.tenant();
    String by = caller.userId();
    return transactions.inTenant(
        tenant, sql -> repository.change(sql, tenant, request::changed, by));
  }
}
