package dev.ramal.calls.recordings;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who may open the link to a recording that stands in a note of the CRM. */
@Path("/api/settings/voice/recording-links")
@Tag(name = "Settings", description = "How the organization makes calls")
public class LinkSettingsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final LinkSettingsRepository repository;

  LinkSettingsResource(
      Caller caller, SqlTransactions transactions, LinkSettingsRepository repository) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN, Roles.OPS})
  @Operation(
      operationId = "getRecordingLinkSettings",
      summary = "Who may open the link to a recording that stands in a note of the CRM")
  @APIResponse(responseCode = "200", description = "The settings")
  public Uni<LinkSettings> read() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, sql -> repository.of(sql, tenant));
  }

  /** Signed links that are out there open nothing while the access is login. */
  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "changeRecordingLinkSettings",
      summary = "Say who may open a note's link to a recording",
      description =
          "With login, signed links that are out there open nothing; without days they stay.")
  @APIResponse(responseCode = "200", description = "The settings as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<LinkSettings> change(@NotNull @Valid LinkSettings settings) {
    TenantId tenant = caller.tenant();
    String by = caller.userId();
    return transactions.inTenant(tenant, sql -> repository.save(sql, tenant, settings, by));
  }
}
