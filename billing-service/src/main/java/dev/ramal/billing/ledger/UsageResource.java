package dev.ramal.billing.ledger;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.CostVisibility;
import dev.ramal.billing.MonthRange;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
  private final ExplainUsage explainUsage;

  UsageResource(
      Caller caller,
      MonthRange months,
      ReadTransactions reads,
      LedgerRepository ledger,
      ExplainUsage explainUsage) {
    this.caller = caller;
    this.months = months;
    this.reads = reads;
    this.ledger = ledger;
    this.explainUsage = explainUsage;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.MANAGER})
  @Operation(summary = "Rated usage, newest first")
  @APIResponse(responseCode = "200", description = "a page with items and next")
  @APIResponse(responseCode = "400", description = "a filter is not understood")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<Response> list(
      @QueryParam("month") String month,
      @QueryParam("subject") String subject,
      @QueryParam("subjectId") String subjectId,
      @QueryParam("meter") String meter,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") Integer limit,
      @Context UriInfo uri) {
    UsageFilter filter =
        new UsageFilter(
            month == null ? null : months.requested(month, "month"),
            subject(subject),
            subjectId,
            meter(meter),
            BillingProblems.cursor(cursor),
            Cursor.limit(limit));
    TenantId tenant = caller.tenant();
    boolean withCost = CostVisibility.of(caller);
    return reads
        .read(tenant, connection -> ledger.newest(connection, tenant, filter))
        .map(UsageEntries::split)
        .map(
            found ->
                Page.cut(
                    found.stream().map(s -> UsageView.of(s, withCost, false)).toList(),
                    filter.limit(),
                    view -> new Cursor(view.occurredAt(), view.id().toString())))
        .map(page -> page.respond(uri));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.MANAGER})
  @Operation(summary = "One usage with every entry of the ledger")
  @APIResponse(responseCode = "404", description = "no such usage in the organization")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<UsageView> get(@PathParam("id") UUID id) {
    TenantId tenant = caller.tenant();
    boolean withCost = CostVisibility.of(caller);
    return reads
        .read(tenant, connection -> ledger.entriesOf(connection, tenant, List.of(id)))
        .map(
            entries -> {
              if (entries.isEmpty()) {
                throw BillingProblems.unknownUsage();
              }
              return UsageView.of(new UsageEntries(entries), withCost, true);
            });
  }

  @GET
  @Path("/{id}/explain")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      summary = "Why a usage costs what it costs",
      description =
          "Every step in Portuguese, what the plan of the month includes of it, and the price"
              + " computed again from the tariff.")
  @APIResponse(responseCode = "404", description = "no such usage in the organization")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<UsageExplanation> explain(@PathParam("id") UUID id) {
    return explainUsage.explain(caller.tenant(), id);
  }

  private static String subject(String text) {
    if (text != null && !text.equals(UsageKey.CALL) && !text.equals(UsageKey.MESSAGE)) {
      throw BillingProblems.unknownFilter("subject", UsageKey.CALL, UsageKey.MESSAGE);
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
}
