package dev.ramal.billing.estimates;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.CostEstimateRepository;
import dev.ramal.billing.metering.CostEstimateRepository.Wanted;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Costs that carriers have not named, over HTTP. */
@Path("/api/billing/estimates")
@Tag(name = "Estimates", description = "Costs that the carrier has not named yet")
public class CostEstimateResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final CostEstimateRepository estimates;
  private final AskForCosts askForCosts;
  private final EstimateConfig config;
  private final Clock clock;

  CostEstimateResource(
      Caller caller,
      SqlTransactions transactions,
      CostEstimateRepository estimates,
      AskForCosts askForCosts,
      EstimateConfig config,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.estimates = estimates;
    this.askForCosts = askForCosts;
    this.config = config;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "listCostEstimates",
      summary = "Lines whose cost is still an estimate, newest first",
      description =
          "Carriers are asked by themselves for about two weeks; then a line is overdue. The"
              + " carrier's own name of the call or message leads to it in its portal.")
  @APIResponse(
      responseCode = "200",
      description = "a page with items and next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CostEstimatePage.class)))
  @APIResponse(responseCode = "400", description = "a filter, cursor or limit is not understood")
  public Uni<Response> list(
      @QueryParam("subject") @Schema(enumeration = {UsageKey.CALL, UsageKey.MESSAGE})
          String subject,
      @QueryParam("carrier") @Schema(implementation = Carrier.class) String carrier,
      @QueryParam("state") @Schema(implementation = CostEstimateState.class) String state,
      @BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    Instant now = clock.instant();
    Instant overdueBefore = now.minus(config.overdueAfter());
    CostEstimateState wanted = state(state);
    Wanted lines =
        new Wanted(
            subject(subject),
            carrier(carrier),
            wanted == CostEstimateState.WAITING ? overdueBefore : null,
            wanted == CostEstimateState.OVERDUE ? overdueBefore : null);
    return page.respond(
        (behind, most) -> {
          Cursor place = BillingProblems.place(behind).orElse(null);
          return transactions
              .inTenant(tenant, sql -> estimates.list(sql, tenant, lines, place, most))
              .map(
                  found ->
                      found.stream()
                          .map(use -> CostEstimateView.of(use, now, overdueBefore))
                          .toList());
        },
        view -> new Cursor(view.occurredAt(), view.usageId().toString()));
  }

  @POST
  @Path("/ask")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "askForCosts",
      summary = "Has the carriers asked again what lines have cost; safe to repeat",
      description =
          "The lines that are named or, without any, those that are overdue, the oldest first. What"
              + " was asked for within the hour is not asked for again, and what is no estimate"
              + " any more is left alone. Prices come as they come: the list says which are left.")
  @APIResponse(
      responseCode = "200",
      description = "how many lines are asked for",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CostsAskedFor.class)))
  @APIResponse(responseCode = "400", description = "a field is not valid; the problem names it")
  public Uni<CostsAskedFor> ask(@NotNull @Valid CostsWanted wanted) {
    return askForCosts
        .ask(caller.tenant(), wanted.usageIds(), caller.username())
        .map(CostsAskedFor::new);
  }

  private static String subject(String word) {
    if (word != null && !word.equals(UsageKey.CALL) && !word.equals(UsageKey.MESSAGE)) {
      throw BillingProblems.unknownFilter("subject", UsageKey.CALL, UsageKey.MESSAGE);
    }
    return word;
  }

  private static Carrier carrier(String word) {
    if (word == null) {
      return null;
    }
    return Carrier.known().stream()
        .filter(known -> known.wire().equals(word))
        .findFirst()
        .orElseThrow(() -> BillingProblems.unknownFilter("carrier", Carrier.words()));
  }

  private static CostEstimateState state(String word) {
    if (word == null) {
      return null;
    }
    return CostEstimateState.find(word)
        .orElseThrow(() -> BillingProblems.unknownFilter("state", CostEstimateState.words()));
  }

  /**
   * @param usageIds of the list; left out for all that are overdue
   */
  @Schema(
      examples =
"""
{"usageIds": ["0195a1b2-0000-7000-8000-000000000001"]}
""")
  record CostsWanted(
      @Size(min = 1, max = 200) @Schema(nullable = true) List<@NotNull UUID> usageIds) {}

  /**
   * @param asked how many lines
   */
  record CostsAskedFor(long asked) {}

  /** For the OpenAPI document only. */
  record CostEstimatePage(List<CostEstimateView> items, @Schema(nullable = true) String next) {}
}
