package dev.ramal.calls.subaccounts;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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

/** Accounts below one of the caller's organization. */
@Path("/api/carriers/{id}/subaccounts")
@Tag(name = "Carriers", description = "Accounts at carriers")
@RolesAllowed(Roles.ADMIN)
class SubaccountsResource {
  private static final int LONGEST = 64;

  private final Caller caller;
  private final SqlTransactions transactions;
  private final CarrierAccounts accounts;
  private final SubaccountRepository repository;
  private final OrderSubaccount order;

  SubaccountsResource(
      Caller caller,
      SqlTransactions transactions,
      CarrierAccounts accounts,
      SubaccountRepository repository,
      OrderSubaccount order) {
    this.caller = caller;
    this.transactions = transactions;
    this.accounts = accounts;
    this.repository = repository;
    this.order = order;
  }

  /**
   * @param name for people, at the carrier as well
   */
  @Schema(
      name = "SubaccountOrder",
      examples =
"""
{"name": "Filial Recife"}
""")
  record Wanted(@Schema(required = true, maxLength = 64) String name) {
    /**
     * @throws dev.ramal.kit.problem.ProblemException naming what is wrong
     */
    String checked() {
      if (name == null || name.isBlank() || name.strip().length() > LONGEST) {
        throw CallProblems.BAD_CONNECTION
            .field("name", "must be 1 to " + LONGEST + " characters")
            .exception();
      }
      return name.strip();
    }
  }

  @GET
  @Operation(
      operationId = "listSubaccounts",
      summary = "The accounts that were made below one, the latest first")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SubaccountPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such account in the organization")
  public Uni<Response> list(@PathParam("id") String id, @BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    return page.respond(
        (behind, most) ->
            transactions.inTenant(
                tenant,
                sql ->
                    accounts
                        .exists(sql, tenant, id)
                        .chain(() -> repository.list(sql, tenant, id, behind, most))),
        account -> new Cursor(account.createdAt(), account.id()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "makeSubaccount",
      summary = "Have an account made below this one, and connect it",
      description =
          "Stores the wish and answers at once; the carrier is asked after that, once. Once it is"
              + " active there is a connection of the same id, its secret sealed. It is off and has"
              + " no numbers: buy some for it, then enable it. With an Idempotency-Key the same"
              + " request makes one, however often it is sent.")
  @APIResponse(
      responseCode = "202",
      description = "The wish is stored",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Subaccount.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such account in the organization")
  @APIResponse(
      responseCode = "409",
      description =
          "The organization connects as many accounts as it may; or the first request with this key"
              + " still runs")
  @APIResponse(
      responseCode = "422",
      description = "The carrier makes none; or the key came with another body")
  public Uni<Response> make(
      @PathParam("id") String id,
      @HeaderParam(Idempotency.HEADER) String key,
      @NotNull Wanted wanted) {
    return order.order(caller.tenant(), caller.userId(), id, wanted.checked(), key);
  }

  /** For the OpenAPI document only. */
  record SubaccountPage(List<Subaccount> items, @Schema(nullable = true) String next) {}
}
