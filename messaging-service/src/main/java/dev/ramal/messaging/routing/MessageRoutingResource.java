package dev.ramal.messaging.routing;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Through which carriers the caller's organization sends. */
@Path("/api/settings/message-routing")
@Tag(name = "Messages", description = "SMS and WhatsApp")
class MessageRoutingResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final RoutingRepository repository;

  MessageRoutingResource(
      Caller caller, SqlTransactions transactions, RoutingRepository repository) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN, Roles.OPS})
  @Operation(
      operationId = "getMessageRouting",
      summary = "Through which carriers the organization sends messages")
  @APIResponse(responseCode = "200", description = "The settings")
  public Uni<RoutingSettingsView> read() {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, sql -> repository.of(sql, tenant))
        .map(RoutingSettingsView::of);
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "changeMessageRouting",
      summary = "Change through which carriers the organization sends messages",
      description =
          "A field that is left out keeps its value. Holds from the next message on; what waits"
              + " goes the way that was chosen for it, unless that account refuses it or is"
              + " switched off.")
  @APIResponse(responseCode = "200", description = "The settings as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<RoutingSettingsView> change(@NotNull MessageRoutingRequest request) {
    TenantId tenant = caller.tenant();
    String by = caller.userId();
    return transactions
        .inTenant(
            tenant,
            sql ->
                repository
                    .lock(sql, tenant)
                    .map(request::changed)
                    .chain(changed -> repository.save(sql, tenant, changed, by)))
        .map(RoutingSettingsView::of);
  }

  /**
   * How messages go out.
   *
   * @param sms carriers for SMS in their order
   * @param whatsapp the same for WhatsApp
   * @param smsFollowsThread whether an SMS goes from the number that its thread has gone by: so it
   *     is until an order was set for SMS
   * @param smsAfterMinutes after so many minutes without delivery of a WhatsApp message one SMS
   *     follows; 0: never
   */
  @Schema(name = "MessageRoutingSettings")
  record RoutingSettingsView(
      List<Carrier> sms, List<Carrier> whatsapp, boolean smsFollowsThread, int smsAfterMinutes) {
    static RoutingSettingsView of(MessageRoutingSettings settings) {
      return new RoutingSettingsView(
          settings.carriers(Channel.SMS).orElseGet(Carrier::known),
          settings.carriers(Channel.WHATSAPP).orElseGet(Carrier::known),
          settings.sms().isEmpty(),
          settings.smsAfterMinutes());
    }
  }
}
