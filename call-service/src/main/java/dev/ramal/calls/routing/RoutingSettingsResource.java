package dev.ramal.calls.routing;

import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.calls.settings.VoiceSettingsRepository;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the caller's organization chooses between carriers. */
@Path("/api/settings/routing")
@Tag(name = "Settings", description = "How the organization makes calls")
class RoutingSettingsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final RoutingSettingsRepository repository;
  private final VoiceSettingsRepository voices;

  RoutingSettingsResource(
      Caller caller,
      SqlTransactions transactions,
      RoutingSettingsRepository repository,
      VoiceSettingsRepository voices) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
    this.voices = voices;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN, Roles.OPS})
  @Operation(
      operationId = "getRoutingSettings",
      summary = "How the organization chooses between carriers")
  @APIResponse(responseCode = "200", description = "The settings")
  public Uni<RoutingSettingsView> read() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(
        tenant, sql -> repository.of(sql, tenant).chain(now -> view(sql, tenant, now)));
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "changeRoutingSettings",
      summary = "Change how the organization chooses between carriers",
      description =
          "A field that is left out keeps its value. Holds from the next click on, and for calls"
              + " that are given to another carrier from then on.")
  @APIResponse(responseCode = "200", description = "The settings as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<RoutingSettingsView> change(@NotNull RoutingSettingsRequest request) {
    TenantId tenant = caller.tenant();
    String by = caller.userId();
    return transactions.inTenant(
        tenant,
        sql ->
            repository
                .lock(sql, tenant)
                .map(request::changed)
                .chain(changed -> repository.save(sql, tenant, changed, by))
                .chain(kept -> view(sql, tenant, kept)));
  }

  private Uni<RoutingSettingsView> view(Sql sql, TenantId tenant, RoutingSettings settings) {
    return voices
        .of(sql, Set.of(tenant))
        .map(found -> RoutingSettingsView.of(settings, found.get(tenant)));
  }

  /**
   * How carriers are chosen.
   *
   * @param carriers of which one is chosen, in this order: the first is the one of the voice
   *     settings. Where it is the only one, no call is given to another
   */
  @Schema(name = "RoutingSettings")
  record RoutingSettingsView(
      @Schema(implementation = Preference.class) Preference prefer, List<Carrier> carriers) {
    static RoutingSettingsView of(RoutingSettings settings, VoiceSettings voice) {
      return new RoutingSettingsView(settings.prefer(), settings.after(voice.carrier()));
    }
  }
}
