package dev.ramal.messaging.alerting;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.MessageProblems;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What needs a person, of every service. */
@Path("/api/alerts")
@Tag(name = "Alerts", description = "What needs a person, of every service")
@RolesAllowed({Roles.ADMIN, Roles.OPS, Roles.OPERATOR})
public class AlertsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final AlertRepository alerts;
  private final NotificationRepository notifications;
  private final EndAlert endAlert;
  private final TestAlerts testAlerts;

  AlertsResource(
      Caller caller,
      SqlTransactions transactions,
      AlertRepository alerts,
      NotificationRepository notifications,
      EndAlert endAlert,
      TestAlerts testAlerts) {
    this.caller = caller;
    this.transactions = transactions;
    this.alerts = alerts;
    this.notifications = notifications;
    this.endAlert = endAlert;
    this.testAlerts = testAlerts;
  }

  @GET
  @Operation(
      operationId = "listAlerts",
      summary = "What waits for a person, what was raised last first; or what had one, or is over")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Alert.Page.class)))
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  public Uni<Response> list(
      @QueryParam("state")
          @DefaultValue("open")
          @Schema(enumeration = {"open", "acknowledged", "resolved"})
          String state,
      @BeanParam PageQuery page) {
    AlertState wanted =
        AlertState.find(state)
            .orElseThrow(
                () ->
                    MessageProblems.unknownAlertState()
                        .field("state", "is no state of an alert", AlertState.words())
                        .exception());
    TenantId tenant = caller.tenant();
    return page.respond(
        (behind, most) ->
            transactions
                .inTenant(tenant, sql -> alerts.list(sql, tenant, wanted, behind, most))
                .map(rows -> rows.stream().map(Alert::of).toList()),
        alert -> new Cursor(alert.lastRaisedAt(), alert.id()));
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getAlert", summary = "One alert, and whom it was told")
  @APIResponse(responseCode = "200", description = "The alert; oldest notifications first")
  @APIResponse(responseCode = "404", description = "No such alert")
  public Uni<Alert.Details> get(@PathParam("id") String id) {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(
        tenant,
        sql ->
            alerts
                .find(sql, tenant, id)
                .map(AlertsResource::existing)
                .chain(
                    alert ->
                        notifications
                            .of(sql, tenant, id)
                            .map(told -> new Alert.Details(alert, views(told)))));
  }

  @POST
  @Path("/{id}/acknowledge")
  @Operation(
      operationId = "acknowledgeAlert",
      summary = "Say that somebody takes care of it",
      description =
          "Nobody further is told; channels in Slack that were told hear of it. Whoever is first"
              + " stays the one; again it changes nothing. Raised again within a day it is counted"
              + " and stays quiet.")
  @APIResponse(responseCode = "200", description = "The alert")
  @APIResponse(responseCode = "404", description = "No such alert")
  public Uni<Alert> acknowledge(@PathParam("id") String id) {
    TenantId tenant = caller.tenant();
    String by = caller.userId();
    return change(tenant, sql -> endAlert.acknowledge(sql, tenant, id, by));
  }

  @POST
  @Path("/{id}/resolve")
  @Operation(
      operationId = "resolveAlert",
      summary = "Say that it is over",
      description = "Raised again it is a new alert. Some sources say by themselves that it is.")
  @APIResponse(responseCode = "200", description = "The alert")
  @APIResponse(responseCode = "404", description = "No such alert")
  public Uni<Alert> resolve(@PathParam("id") String id) {
    TenantId tenant = caller.tenant();
    String by = caller.userId();
    return change(tenant, sql -> endAlert.resolve(sql, tenant, id, by));
  }

  @POST
  @Path("/test")
  @RolesAllowed({Roles.ADMIN, Roles.OPS})
  @Operation(
      operationId = "raiseTestAlert",
      summary = "Raise an alert to see whom it reaches",
      description =
          "A critical alert that goes the way of all others: every step of the settings is taken"
              + " until somebody acknowledges.")
  @APIResponse(
      responseCode = "202",
      description = "Raised; it is told within seconds",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TestAlerts.Raised.class)))
  public Uni<Response> test() {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, sql -> testAlerts.raise(sql, tenant))
        .map(raised -> Response.accepted(raised).build());
  }

  private Uni<Alert> change(TenantId tenant, Function<Sql, Uni<Optional<AlertRow>>> work) {
    return transactions.inTenant(tenant, work::apply).map(AlertsResource::existing);
  }

  private static Alert existing(Optional<AlertRow> found) {
    return found.map(Alert::of).orElseThrow(() -> MessageProblems.noSuchAlert().exception());
  }

  private static List<AlertNotification.View> views(List<AlertNotification> told) {
    return told.stream().map(AlertNotification.View::of).toList();
  }
}
