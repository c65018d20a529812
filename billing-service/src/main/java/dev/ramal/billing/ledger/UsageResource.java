package dev.ramal.billing.ledger;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.CostVisibility;
import dev.ramal.billing.MonthRange;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rated usage over HTTP. */
@Path("/api/billing/usage")
@Tag(name = "Usage", description = "What was used, rated and explained")
public class UsageResource {
  private final Caller caller;
  private final MonthRange months;
  private final ReadTransactions reads;
  private final LedgerRepository ledger;
  private final RealCosts realCosts;
  private final ExplainUsage explainUsage;

  UsageResource(
      Caller caller,
      MonthRange months,
      ReadTransactions reads,
      LedgerRepository ledger,
      RealCosts realCosts,
      ExplainUsage explainUsage) {
    this.caller = caller;
    this.months = months;
    this.reads = reads;
    this.ledger = ledger;
    this.realCosts = realCosts;
    this.explainUsage = explainUsage;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.MANAGER})
  @Operation(operationId = "listUsage", summary = "Rated usage, newest first")
  @APIResponse(
      responseCode = "200",
      description = "a page with items and next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = UsagePage.class)))
  @APIResponse(responseCode = "400", description = "a filter is not understood")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<Response> list(
      @QueryParam("month") @Schema(implementation = BillingMonth.class) String month,
      @QueryParam("subject")
          @Schema(
              enumeration = {"call", "recording", "message", "number", "storage", "infrastructure"})
          String subject,
      @QueryParam("subjectId") String subjectId,
      @QueryParam("meter") @Schema(implementation = Meter.class) String meter,
      @BeanParam PageQuery page) {
    BillingMonth only = month == null ? null : months.requested(month, "month");
    String of = subject(subject);
    Meter by = meter(meter);
    TenantId tenant = caller.tenant();
    boolean withCost = CostVisibility.of(caller);
    return page.respond(
        (behind, most) -> {
          UsageFilter filter =
              new UsageFilter(only, of, subjectId, by, BillingProblems.place(behind), most);
          return reads.read(
              tenant,
              connection ->
                  ledger
                      .newest(connection, tenant, filter)
                      .chain(found -> views(connection, tenant, found, withCost, false)));
        },
        view -> new Cursor(view.occurredAt(), view.id().toString()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.MANAGER})
  @Operation(operationId = "getUsage", summary = "One usage with every entry of the ledger")
  @APIResponse(
      responseCode = "200",
      description = "the usage",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = UsageView.class)))
  @APIResponse(responseCode = "404", description = "no such usage in the organization")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<UsageView> get(@PathParam("id") UUID id) {
    TenantId tenant = caller.tenant();
    boolean withCost = CostVisibility.of(caller);
    return reads
        .read(
            tenant,
            connection ->
                ledger
                    .entriesOf(connection, tenant, List.of(id))
                    .chain(found -> views(connection, tenant, found, withCost, true)))
        .map(found -> found.stream().findFirst().orElseThrow(BillingProblems::unknownUsage));
  }

  @GET
  @Path("/{id}/explain")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "explainUsage",
      summary = "Why a usage costs what it costs",
      description =
          "Every step in Portuguese, and every entry of the ledger with its origin (the event, what"
              + " led to it, which is nearly always the carrier's callback, the carrier's own name"
              + " of it), the rule and prefix that matched, exchange rate and margin. Price and"
              + " cost of each are computed again from the stored tariff, quantities and rates:"
              + " matches says that the ledger says the same. carrierDiscount and underPlan say"
              + " what the month makes of it.")
  @APIResponse(
      responseCode = "200",
      description = "the steps",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = UsageExplanation.class)))
  @APIResponse(responseCode = "404", description = "no such usage in the organization")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<UsageExplanation> explain(@PathParam("id") UUID id) {
    return explainUsage.explain(caller.tenant(), id);
  }

  /** Of usages whose entries lie one behind the other. */
  private Uni<List<UsageView>> views(
      SqlConnection connection,
      TenantId tenant,
      List<LedgerEntry> entries,
      boolean withCost,
      boolean withEntries) {
    List<UsageEntries> usages = UsageEntries.split(entries);
    List<UUID> ids = usages.stream().map(usage -> usage.last().usageId()).toList();
    return (withCost
            ? realCosts.among(connection, tenant, ids)
            : Uni.createFrom().item(Set.<UUID>of()))
        .map(
            real ->
                usages.stream()
                    .map(
                        usage ->
                            UsageView.of(
                                usage,
                                withCost ? real.contains(usage.last().usageId()) : null,
                                withEntries))
                    .toList());
  }

  private static String subject(String text) {
    if (text != null && !UsageKey.SUBJECTS.contains(text)) {
      throw BillingProblems.unknownFilter("subject", UsageKey.SUBJECTS.toArray(String[]::new));
    }
    return text;
  }

  private static Meter meter(String text) {
    try {
      return text == null ? null : Meter.of(text);
    } catch (IllegalArgumentException e) {
      throw BillingProblems.unknownFilter(
          "meter", Arrays.stream(Meter.values()).map(Meter::wire).toArray(String[]::new));
    }
  }

  /** For the OpenAPI document only. */
  record UsagePage(List<UsageView> items, @Schema(nullable = true) String next) {}
}
