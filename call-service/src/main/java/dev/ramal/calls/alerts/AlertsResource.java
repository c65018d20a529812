package dev.ramal.calls.alerts;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What needs a person, of every service. */
@Path("/api/alerts")
@Tag(name = "Alerts", description = "What needs a person, of every service")
@RolesAllowed({Roles.ADMIN, Roles.OPS, Roles.OPERATOR})
class AlertsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final AlertRepository alerts;
  private final Clock clock;

  AlertsResource(Caller caller, SqlTransactions transactions, AlertRepository alerts, Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.alerts = alerts;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listAlerts",
      summary = "What waits for a person, what was raised last first; or what had one")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AlertPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  public Uni<Response> list(
      @QueryParam("state") @DefaultValue("open") @Schema(enumeration = {"open", "acknowledged"})
          String state,
      @BeanParam PageQuery page) {
    boolean open = isOpen(state);
    TenantId tenant = caller.tenant();
    return page.respond(
        (behind, most) ->
            transactions.inTenant(tenant, sql -> alerts.list(sql, tenant, open, behind, most)),
        alert -> new Cursor(alert.lastRaisedAt(), alert.id()));
  }

  @POST
  @Path("/{id}/acknowledge")
  @Operation(
      operationId = "acknowledgeAlert",
      summary = "Say that somebody takes care of it",
      description =
          "Whoever is first stays the one; again it changes nothing. The same thing raised later"
              + " is a new alert.")
  @APIResponse(
      responseCode = "200",
      description = "The alert",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Alert.class)))
  @APIResponse(responseCode = "404", description = "No such alert")
  public Uni<Alert> acknowledge(@PathParam("id") String id) {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(
            tenant, sql -> alerts.acknowledge(sql, tenant, id, caller.userId(), clock.instant()))
        .map(found -> found.orElseThrow(CallProblems.UNKNOWN_ALERT::exception));
  }

  private static boolean isOpen(String state) {
    return switch (state) {
      case "open" -> true;
      case "acknowledged" -> false;
      default ->
          throw CallProblems.UNKNOWN_STATE
              .field("state", "is no state of an alert", "open", "acknowledged")
              .exception();
    };
  }

  /** For the OpenAPI document only. */
  record AlertPage(List<Alert> items, @Schema(nullable = true) String next) {}
}
