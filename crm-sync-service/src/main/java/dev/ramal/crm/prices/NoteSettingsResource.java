package dev.ramal.crm.prices;

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

/** What notes of an organization say. */
@Path("/api/crm/settings/notes")
@Tag(name = "CRM connection", description = "Access to the organization's CRM")
class NoteSettingsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final NoteSettingsRepository settings;

  NoteSettingsResource(
      Caller caller, SqlTransactions transactions, NoteSettingsRepository settings) {
    this.caller = caller;
    this.transactions = transactions;
    this.settings = settings;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(
      operationId = "getCrmNoteSettings",
      summary = "What notes say besides the call, and whether messages become notes",
      description = "Nothing, unless an administrator has said otherwise.")
  @APIResponse(responseCode = "200", description = "The settings")
  public Uni<NoteSettings> read() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, sql -> settings.read(sql, tenant));
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "putCrmNoteSettings",
      summary = "Say what notes tell, and whether messages become notes",
      description =
          "Holds for notes that are written from now on. The price is what the organization pays by"
              + " its tariff, as billing knows it when the note is written; what becomes known"
              + " later is not told, as a note cannot be changed. With messages, what is written"
              + " with a person on one day in São Paulo becomes one note some time after midnight;"
              + " only messages that are told of from now on. A field that is absent stays as it"
              + " is.")
  @APIResponse(responseCode = "200", description = "The settings as they are now")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<NoteSettings> write(@NotNull @Valid NoteSettings wanted) {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, sql -> settings.write(sql, tenant, wanted));
  }
}
