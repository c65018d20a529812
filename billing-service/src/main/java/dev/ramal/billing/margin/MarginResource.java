package dev.ramal.billing.margin;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.MonthRange;
import dev.ramal.billing.ledger.EarnedRepository;
import dev.ramal.billing.ledger.EarnedSum;
import dev.ramal.billing.ledger.MarginKey;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.margin.MarginView.Due;
import dev.ramal.billing.margin.MarginView.Earned;
import dev.ramal.billing.margin.MarginView.Item;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.BuildStatement;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Margin over HTTP. */
@Path("/api/billing/margin")
@Tag(name = "Margin", description = "What is earned with usage")
class MarginResource {
  private final Caller caller;
  private final MonthRange months;
  private final ReadTransactions reads;
  private final EarnedRepository earned;
  private final BuildStatement buildStatement;

  MarginResource(
      Caller caller,
      MonthRange months,
      ReadTransactions reads,
      EarnedRepository earned,
      BuildStatement buildStatement) {
    this.caller = caller;
    this.months = months;
    this.reads = reads;
    this.earned = earned;
    this.buildStatement = buildStatement;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "getMargin",
      summary = "What is earned in a month, by agent, campaign, carrier or meter",
      description =
          "Items are sums of the ledger in order of their keys: list prices before a plan, costs"
              + " before the carriers' volume discount. What is due and what it costs after both"
              + " stands in due, for the month as a whole.")
  @APIResponse(
      responseCode = "200",
      description = "the month; next leads to further items",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MarginView.class)))
  @APIResponse(responseCode = "400", description = "no month, key, cursor or limit")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<MarginView> get(
      @QueryParam("month") @Schema(implementation = BillingMonth.class) String month,
      @QueryParam("by") @Schema(implementation = MarginKey.class) String by,
      @BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    BillingMonth asked = months.requestedOrCurrent(month, "month");
    MarginKey key =
        by == null
            ? MarginKey.ORGANIZATION
            : MarginKey.find(by)
                .orElseThrow(() -> BillingProblems.unknownFilter("by", MarginKey.words()));
    return page.page(
            (behind, most) -> sums(tenant, asked, key, behind == null ? null : behind.id(), most),
            sum -> new Cursor(Instant.EPOCH, sum.key()))
        .chain(
            found ->
                sums(tenant, asked, MarginKey.ORGANIZATION, null, 1)
                    .chain(
                        total ->
                            buildStatement
                                .build(tenant, asked)
                                .map(
                                    statement ->
                                        new MarginView(
                                            asked,
                                            key,
                                            Earned.of(whole(total)),
                                            Due.of(statement),
                                            found.items().stream().map(Item::of).toList(),
                                            found.next()))));
  }

  private Uni<List<EarnedSum>> sums(
      TenantId tenant, BillingMonth month, MarginKey by, String behind, int most) {
    return reads.read(tenant, sql -> earned.sums(sql, tenant, month, by, behind, most));
  }

  private static EarnedSum whole(List<EarnedSum> total) {
    Money nothing = Money.zero("BRL");
    return total.isEmpty() ? new EarnedSum("", null, 0, nothing, nothing) : total.get(0);
  }
}
