package dev.ramal.billing.margin;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.MonthRange;
import dev.ramal.billing.ledger.EarnedRepository;
import dev.ramal.billing.ledger.EarnedSum;
import dev.ramal.billing.ledger.MarginKey;
import dev.ramal.billing.margin.MarginView.Due;
import dev.ramal.billing.margin.MarginView.Earned;
import dev.ramal.billing.margin.MarginView.Item;
import dev.ramal.billing.plans.PlanPeriod;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.BuildStatement;
import dev.ramal.billing.statement.Statement;
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
import java.util.function.Function;
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
  private final EarnedRepository earned;
  private final BuildStatement buildStatement;

  MarginResource(
      Caller caller, MonthRange months, EarnedRepository earned, BuildStatement buildStatement) {
    this.caller = caller;
    this.months = months;
    this.earned = earned;
    this.buildStatement = buildStatement;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "getMargin",
      summary = "What is earned in a month, by agent, campaign, carrier or meter",
      description =
          "Items are sums of the ledger in order of their keys, and their shares of what the month"
              + " comes to: revenue has the plan's allowance and fee, discounts and a minimum in"
              + " it, shared by stated rules; listPrice has none of them. The margin is revenue"
              + " less cost, before the carriers' volume discount. What is due, in cents, and what"
              + " it costs after that discount stands in due, for the month as a whole.")
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
    Uni<Month> read =
        buildStatement
            .build(
                tenant,
                asked,
                (connection, statement) ->
                    earned
                        .parts(connection, tenant, asked, key, begins(statement))
                        .map(parts -> new Month(statement, ShareRevenue.of(statement, parts))))
            .memoize()
            .indefinitely();
    return page.page(
            (behind, most) -> read.map(of -> of.behind(behind, most)),
            sum -> new Cursor(Instant.EPOCH, sum.key()))
        .chain(
            found ->
                read.map(
                    of ->
                        new MarginView(
                            asked,
                            key,
                            Earned.of(of.whole()),
                            Due.of(of.statement()),
                            found.items().stream().map(Item::of).toList(),
                            found.next())));
  }

  private static List<Instant> begins(Statement statement) {
    return statement.terms().plans().periods().stream().map(PlanPeriod::begin).toList();
  }

  /**
   * A month and its shares.
   *
   * @param sums in order of their keys
   */
  private record Month(Statement statement, List<EarnedSum> sums) {
    List<EarnedSum> behind(Cursor place, int most) {
      return sums.stream()
          .filter(sum -> place == null || sum.key().compareTo(place.id()) > 0)
          .limit(most)
          .toList();
    }

    EarnedSum whole() {
      return new EarnedSum(
          "",
          null,
          sums.stream().mapToLong(EarnedSum::uses).sum(),
          sum(EarnedSum::listPrice),
          sum(EarnedSum::revenue),
          sum(EarnedSum::cost));
    }

    private Money sum(Function<EarnedSum, Money> amount) {
      return sums.stream().map(amount).reduce(Money.zero("BRL"), Money::plus);
    }
  }
}
