package dev.ramal.calls.numbers;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The telephone numbers of the caller's organization. */
@Path("/api/numbers")
@Tag(name = "Numbers", description = "Telephone numbers: search, buy, assign, release")
class NumbersResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final NumberRepository numbers;
  private final OrderNumber order;
  private final ChangeNumber change;
  private final ReleaseNumber release;

  NumbersResource(
      Caller caller,
      SqlTransactions transactions,
      NumberRepository numbers,
      OrderNumber order,
      ChangeNumber change,
      ReleaseNumber release) {
    this.caller = caller;
    this.transactions = transactions;
    this.numbers = numbers;
    this.order = order;
    this.change = change;
    this.release = release;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN, Roles.OPS})
  @Operation(
      operationId = "listNumbers",
      summary = "The organization's numbers, the latest first",
      description = "Also those that were released or refused, by their state.")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = NumberPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  public Uni<Response> list(@BeanParam NumbersFilter filter, @BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    NumberRepository.Wanted wanted = filter.wanted();
    return page.respond(
        (behind, most) ->
            transactions
                .inTenant(tenant, sql -> numbers.list(sql, tenant, wanted, behind, most))
                .map(rows -> rows.stream().map(NumberView::of).toList()),
        number -> new Cursor(number.createdAt(), number.id()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN, Roles.OPS})
  @Operation(operationId = "getNumber", summary = "One number, and what becomes of its order")
  @APIResponse(responseCode = "200", description = "The number")
  @APIResponse(responseCode = "404", description = "No such number in the organization")
  public Uni<NumberView> get(@PathParam("id") String id) {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, sql -> numbers.find(sql, RowKey.of(tenant, id)))
        .map(found -> found.orElseThrow(CallProblems.UNKNOWN_NUMBER::exception))
        .map(NumberView::of);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "buyNumber",
      summary = "Buy a number",
      description =
          "Stores the order and answers at once; the carrier is asked after that, once. Follow the"
              + " number by its id: it becomes active, or refused with the reason. With an"
              + " Idempotency-Key the same request orders once, however often it is sent.")
  @APIResponse(
      responseCode = "202",
      description = "The order is stored",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = NumberView.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such account in the organization")
  @APIResponse(
      responseCode = "409",
      description =
          "The account has the number already, or as many as it may; or the first request with this"
              + " key still runs")
  @APIResponse(
      responseCode = "422",
      description =
          "A document is missing that the regulation demands: the problem names it and where it is"
              + " made; or no account, no such agent, or the key came with another body")
  public Uni<Response> buy(
      @HeaderParam(Idempotency.HEADER) String key, @NotNull NumberOrderRequest request) {
    return order.order(caller.tenant(), caller.userId(), request, key);
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "changeNumber",
      summary = "Name a number, or say whose it is",
      description = "A field that is left out keeps its value.")
  @APIResponse(responseCode = "200", description = "The number as it is now")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such number in the organization")
  @APIResponse(responseCode = "422", description = "The agent is known to nobody")
  @APIResponse(responseCode = "409", description = "The number is not the organization's any more")
  public Uni<NumberView> change(@PathParam("id") String id, @NotNull NumberChange wanted) {
    return change.change(caller.tenant(), caller.userId(), id, wanted);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "releaseNumber",
      summary = "Give a number back to its carrier",
      description =
          "From now on no call shows it. It cannot be taken back: others may buy the number.")
  @APIResponse(
      responseCode = "202",
      description = "It is being released, or was",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = NumberView.class)))
  @APIResponse(responseCode = "404", description = "No such number in the organization")
  @APIResponse(responseCode = "409", description = "A call runs through it, which is named")
  public Uni<Response> release(@PathParam("id") String id) {
    return release
        .release(caller.tenant(), caller.userId(), id)
        .map(number -> Response.accepted(number).build());
  }

  /** For the OpenAPI document only. */
  record NumberPage(List<NumberView> items, @Schema(nullable = true) String next) {}
}
