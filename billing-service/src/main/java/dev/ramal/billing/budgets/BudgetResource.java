package dev.ramal.billing.budgets;

import dev.ramal.billing.MonthRange;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Budgets over HTTP, with what is spent of them. */
@Path("/api/billing/budgets")
@Tag(name = "Budgets", description = "How much may be spent in a month, and what happens then")
public class BudgetResource {
  private static final String PATH = "/api/billing/budgets/";

  private final Caller caller;
  private final MonthRange range;
  private final SqlTransactions transactions;
  private final BudgetMonthRepository months;
  private final ChangeBudget changeBudget;

  BudgetResource(
      Caller caller,
      MonthRange range,
      SqlTransactions transactions,
      BudgetMonthRepository months,
      ChangeBudget changeBudget) {
    this.caller = caller;
    this.range = range;
    this.transactions = transactions;
    this.months = months;
    this.changeBudget = changeBudget;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "listBudgets",
      summary = "All budgets that hold in a month, by name, with what is spent",
      description =
          "The current month when left out. Spent is the sum of the ledger's entries. With name"
              + " only what is called so, letter for letter: a team, a campaign.")
  public Uni<Page<BudgetView>> list(
      @QueryParam("month") @Schema(implementation = BillingMonth.class) String month,
      @QueryParam("name") String name) {
    return holding(range.requestedOrCurrent(month, "month"))
        .map(
            all ->
                Page.whole(
                    all.stream()
                        .filter(found -> name == null || found.budget().name().equals(name))
                        .map(BudgetView::of)
                        .toList()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "getBudget",
      summary = "A budget in a month: spent, remaining, thresholds reached and by which entry",
      description = "The current month when left out.")
  @APIResponse(
      responseCode = "200",
      description = "the budget in that month",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BudgetView.class)))
  @APIResponse(responseCode = "404", description = "no such budget in that month")
  public Uni<BudgetView> get(
      @PathParam("id") UUID id,
      @QueryParam("month") @Schema(implementation = BillingMonth.class) String month) {
    return holding(range.requestedOrCurrent(month, "month"))
        .map(
            all ->
                all.stream()
                    .filter(found -> found.budget().id().equals(id))
                    .findFirst()
                    .map(BudgetView::of)
                    .orElseThrow(BudgetProblems::unknownBudget));
  }

  @POST
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "addBudget",
      summary = "Sets a budget, from the current month on",
      description =
          "What is spent already in the month counts: thresholds that are reached by it are told at"
              + " once. With hardStop nobody it pays for may dial or send once all of it is spent,"
              + " until the month ends, or the budget is raised or withdrawn.")
  @APIResponse(
      responseCode = "201",
      description = "the budget in the current month",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BudgetView.class)))
  @APIResponse(responseCode = "400", description = "a field is not valid; the problem names it")
  @APIResponse(responseCode = "409", description = "there is a budget of the same")
  @APIResponse(responseCode = "422", description = "the organization has too many")
  public Uni<Response> add(@NotNull @Valid BudgetRequest request) {
    return changeBudget
        .add(caller.tenant(), request, caller.username())
        .map(
            found ->
                Response.created(URI.create(PATH + found.budget().id()))
                    .entity(BudgetView.of(found))
                    .build());
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "changeBudget",
      summary = "Changes a budget, from the current month on",
      description =
          "The body is the whole budget. The change is its next version; thresholds are told anew"
              + " under it, and what an earlier version held back goes on where this one does not."
              + " Agents who join or leave do so from now on: what was booked for them before stays"
              + " where it was (carried). Months that are over keep what they had.")
  @APIResponse(
      responseCode = "200",
      description = "the budget in the current month",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BudgetView.class)))
  @APIResponse(responseCode = "400", description = "a field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "no such budget in the organization")
  @APIResponse(
      responseCode = "409",
      description = "not the newest version, or there is a budget of the same")
  public Uni<BudgetView> change(@PathParam("id") UUID id, @NotNull @Valid BudgetRequest request) {
    return changeBudget.change(caller.tenant(), id, request, caller.username()).map(BudgetView::of);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "withdrawBudget",
      summary = "Withdraws a budget, from the current month on",
      description = "What it held back goes on. Months that are over keep what they had.")
  @APIResponse(responseCode = "204", description = "withdrawn")
  @APIResponse(responseCode = "404", description = "no such budget in the organization")
  public Uni<Void> withdraw(@PathParam("id") UUID id) {
    return changeBudget.withdraw(caller.tenant(), id, caller.username());
  }

  private Uni<List<BudgetMonth>> holding(BillingMonth month) {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, sql -> months.of(sql, tenant, month))
        .map(
            all ->
                all.stream()
                    .filter(found -> !found.budget().withdrawn())
                    .sorted(Comparator.comparing(found -> found.budget().name()))
                    .toList());
  }
}
