package dev.ramal.calls.inbound;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the caller's organization takes care of those who call it. */
@Path("/api/settings/inbound")
@Tag(name = "Settings")
public class InboundSettingsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final InboundSettingsRepository repository;

  InboundSettingsResource(
      Caller caller, SqlTransactions transactions, InboundSettingsRepository repository) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN, Roles.OPS})
  @Operation(operationId = "getInboundSettings", summary = "How callers are taken care of")
  @APIResponse(responseCode = "200", description = "The settings")
  public Uni<InboundSettings> read() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, sql -> repository.of(sql, tenant));
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "changeInboundSettings",
      summary = "Change how callers are taken care of",
      description =
          "A field that is left out keeps its value; 0 for mostWaiting takes the limit away.")
  @APIResponse(responseCode = "200", description = "The settings as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<InboundSettings> change(@NotNull InboundSettingsRequest request) {
    TenantId tenant = caller.tenant();
    String by = caller.userId();
    return transactions.inTenant(
        tenant,
        sql ->
            repository
                .lock(sql, tenant)
                .map(request::changed)
                .chain(changed -> repository.save(sql, tenant, changed, by)));
  }
}
