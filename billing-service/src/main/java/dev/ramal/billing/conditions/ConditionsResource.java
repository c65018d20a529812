package dev.ramal.billing.conditions;

import dev.ramal.billing.MonthRange;
import dev.ramal.billing.conditions.ConditionsRepository.AgreedVersion;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Conditions over HTTP. The operator's people agree on them; the organization reads them. */
@Path("/api/billing/conditions")
@Tag(
    name = "Conditions",
    description = "What was agreed beside tariffs and plan: discounts, a minimum, taxes")
public class ConditionsResource {
  private final Caller caller;
  private final MonthRange months;
  private final ConditionsRepository conditions;
  private final IssuedMonths issued;
  private final SqlTransactions transactions;
  private final ConditionsConfig config;
  private final Clock clock;

  ConditionsResource(
      Caller caller,
      MonthRange months,
      ConditionsRepository conditions,
      IssuedMonths issued,
      SqlTransactions transactions,
      ConditionsConfig config,
      Clock clock) {
    this.caller = caller;
    this.months = months;
    this.conditions = conditions;
    this.issued = issued;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPERATOR})
  @Operation(
      operationId = "getConditions",
      summary = "The conditions of a month (the current one when left out)",
      description =
          "Discounts, the agreed minimum, taxes, the days of grace before an invoice is issued and"
              + " whom it is made out to.")
  @APIResponse(
      responseCode = "200",
      description = "the conditions of that month",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ConditionsView.class)))
  @APIResponse(responseCode = "400", description = "not a month, or out of range")
  public Uni<ConditionsView> get(
      @QueryParam("month") @Schema(implementation = BillingMonth.class) String month) {
    TenantId tenant = caller.tenant();
    BillingMonth asked = months.requestedOrCurrent(month, "month");
    return transactions
        .inTenant(tenant, sql -> conditions.agreed(sql, tenant, asked))
        .map(found -> ConditionsView.of(asked, found.orElse(null), config));
  }

  @PUT
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "agreeConditions",
      summary = "Replaces the conditions of the organization in X-Org-Id from a month on",
      description =
          "All of them: what is left out is agreed no more. They apply in this order: list price,"
              + " the plan's allowance, volume discount, discounts on usage, the plan's fee,"
              + " discounts on the total, minimum, taxes; percentages go before amounts. A month"
              + " whose invoice was issued keeps its own.")
  @APIResponse(
      responseCode = "200",
      description = "the conditions of that month",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ConditionsView.class)))
  @APIResponse(responseCode = "400", description = "a field has not its form")
  @APIResponse(responseCode = "409", description = "an invoice of that month or later was issued")
  @APIResponse(responseCode = "422", description = "something that cannot be meant; it is named")
  public Uni<ConditionsView> put(@NotNull @Valid ConditionsRequest request) {
    TenantId tenant = caller.tenant();
    BillingMonth from = months.requested(request.fromMonth(), "fromMonth");
    AgreedVersion version =
        new AgreedVersion(
            new Conditions(UuidV7.next(), request.agreed().checked()),
            from,
            caller.username(),
            clock.instant());
    return transactions
        .inTenant(
            tenant,
            sql ->
                conditions
                    .lock(sql, tenant)
                    .chain(() -> requireOpen(sql, tenant, from))
                    .chain(() -> conditions.add(sql, tenant, version)))
        .replaceWith(ConditionsView.of(from, version, config));
  }

  private Uni<Void> requireOpen(Sql sql, TenantId tenant, BillingMonth from) {
    return issued
        .last(sql, tenant)
        .invoke(
            last -> {
              if (last.filter(month -> month.compareTo(from) >= 0).isPresent()) {
                throw ConditionsProblems.conditionsAreSettled(last.get().next());
              }
            })
        .replaceWithVoid();
  }

  /**
   * @param fromMonth yyyy-MM, the first month in which they hold
   * @param volumeDiscount tiers of the month's usage in rising order; the percentage of each holds
   *     for the part that lies in it
   * @param discounts percentages and amounts
   * @param minimumBrl reais that a month comes to at least, before taxes
   * @param taxes lines that the invoice adds
   * @param graceDays days after a month in which its invoice is a draft; 5 when left out
   * @param paymentDays days from issue until due; 10 when left out
   * @param billTo whom invoices are made out to; the organization when left out
   */
  @Schema(
      examples =
"""
{"fromMonth": "2027-01", "volumeDiscount": [{"fromBrl": "1000.00", "percent": "5"}], "discounts": [{"code": "lancamento", "description": "Desconto de lançamento", "on": "usage", "percent": "10", "untilMonth": "2027-07"}], "minimumBrl": "200.00", "taxes": {"mode": "on-top", "lines": [{"code": "ISS", "name": "ISS", "percent": "2.90"}, {"code": "PIS", "name": "PIS", "percent": "0.65"}, {"code": "COFINS", "name": "COFINS", "percent": "3.00"}]}, "billTo": {"name": "Aurora Vendas Ltda.", "taxId": "11.222.333/0001-81", "address": "Av. Paulista, 1000, São Paulo, SP"}}
""")
  public record ConditionsRequest(
      @NotNull(message = "is required: yyyy-MM")
          @Schema(implementation = BillingMonth.class, required = true)
          String fromMonth,
      @Size(max = 20) List<@NotNull @Valid DiscountTier> volumeDiscount,
      @Size(max = 50) List<@NotNull @Valid Discount> discounts,
      @Pattern(regexp = Forms.BRL, message = Forms.BRL_SAYS) String minimumBrl,
      @Valid Taxes taxes,
      @Min(0) @Max(60) Integer graceDays,
      @Min(0) @Max(180) Integer paymentDays,
      @Valid BillingParty billTo) {
    Agreed agreed() {
      return new Agreed(
          volumeDiscount, discounts, minimumBrl, taxes, graceDays, paymentDays, billTo);
    }
  }
}
