package dev.ramal.messaging.permission;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.versions.VersionedSettings.Version;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** By which rules the caller's organization writes. */
@Path("/api/settings/messages")
@Tag(name = "Message settings", description = "How the organization writes to contacts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MessageSettingsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final MessageSettingsRepository repository;

  MessageSettingsResource(
      Caller caller, SqlTransactions transactions, MessageSettingsRepository repository) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN, Roles.OPS})
  @Operation(operationId = "getMessageSettings", summary = "By which rules the organization writes")
  @APIResponse(responseCode = "200", description = "The settings")
  public Uni<MessageSettings> read() {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, sql -> repository.newest(sql, tenant))
        .map(Version::settings);
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "changeMessageSettings",
      summary = "Change by which rules the organization writes",
      description =
          "A field that is left out keeps its value; 0 takes a number away. Messages from"
              + " now on are judged by the new version, and those that wait are judged by it when"
              + " their hour comes; stored verdicts name the one they were judged by.")
  @APIResponse(responseCode = "200", description = "The settings as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<MessageSettings> change(@NotNull MessageSettingsRequest request) {
    TenantId tenant = caller.tenant();
    String by = caller.userId();
    return transactions.inTenant(
        tenant, sql -> repository.change(sql, tenant, request::changed, by));
  }
}
