package dev.ramal.billing.plans;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.ramal.billing.MonthRange;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The organization's plan over HTTP. What has begun stays as it is: an organization chooses from a
 * day that is still to come, only the operator also for the current month.
 */
@Path("/api/billing/plan")
@Tag(name = "Plan", description = "The plan of the organization and the plans there are")
public class PlanResource {
  private final Caller caller;
  private final PlanRepository plans;
  private final TenantTransactions transactions;
  private final MonthRange months;

  PlanResource(
      Caller caller, PlanRepository plans, TenantTransactions transactions, MonthRange months) {
    this.caller = caller;
    this.plans = plans;
    this.transactions = transactions;
    this.months = months;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.MANAGER, Roles.OPERATOR})
  @Operation(
      operationId = "getPlan",
      summary = "The plan of a month (the current one when left out)")
  @APIResponse(
      responseCode = "200",
      description = "the plan of that month",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PlanView.class)))
  public Uni<PlanView> get(
      @QueryParam("month") @Schema(implementation = BillingMonth.class) String month) {
    return view(caller.tenant(), months.requestedOrCurrent(month, "month"));
  }

  @PUT
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPERATOR})
  @Operation(
      operationId = "choosePlan",
      summary = "Chooses a plan, or consumption alone, from a month or a day on",
      description =
          "An organization chooses from next month on, or with fromDay from tomorrow on, so that it"
              + " does not pick what was cheapest for days it has used; the operator also for the"
              + " current month. A plan that begins in the middle divides the month: fee and"
              + " allowance of each part are the share of its days.")
  @APIResponse(
      responseCode = "200",
      description = "the plan of that month",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PlanView.class)))
  @APIResponse(responseCode = "422", description = "no such plan, or month or day have begun")
  public Uni<PlanView> put(@NotNull PlanChoice choice) {
    String code = choice.code();
    TenantId tenant = caller.tenant();
    LocalDate from = choice.fromDay() == null ? fromMonth(choice).firstDay() : fromDay(choice);
    BillingMonth month = BillingMonth.of(from);
    String chosenBy = caller.username();
    return transactions
        .inTenant(
            tenant,
            session ->
                plans
                    .catalogue(session, month)
                    .invoke(known -> requireKnown(code, known))
                    .chain(() -> plans.assign(session, tenant, code, from, chosenBy)))
        .chain(() -> view(tenant, month));
  }

  private BillingMonth fromMonth(PlanChoice choice) {
    BillingMonth earliest = caller.has(Roles.OPERATOR) ? months.current() : months.current().next();
    BillingMonth from =
        choice.fromMonth() == null ? earliest : months.requested(choice.fromMonth(), "fromMonth");
    if (from.compareTo(months.current()) < 0) {
      throw PlanProblems.monthIsPast(earliest);
    }
    if (from.compareTo(earliest) < 0) {
      throw PlanProblems.monthHasBegun(earliest);
    }
    return from;
  }

  private LocalDate fromDay(PlanChoice choice) {
    if (choice.fromMonth() != null) {
      throw Problem.badFields().field("fromDay", "leave out this or fromMonth").exception();
    }
    LocalDate day = day(choice.fromDay());
    months.requested(BillingMonth.of(day).toString(), "fromDay");
    LocalDate earliest =
        caller.has(Roles.OPERATOR) ? months.current().firstDay() : months.today().plusDays(1);
    if (day.isBefore(earliest)) {
      throw PlanProblems.dayHasBegun(earliest);
    }
    return day;
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.badFields().field("fromDay", "is a day yyyy-MM-dd").exception();
    }
  }

  private static void requireKnown(String code, List<Plan> known) {
    if (code != null && PlanRepository.withCode(known, code).isEmpty()) {
      throw PlanProblems.unknownPlan(known.stream().map(Plan::code).toList());
    }
  }

  private Uni<PlanView> view(TenantId tenant, BillingMonth month) {
    return transactions.inTenant(
        tenant,
        session ->
            plans
                .of(session, month)
                .chain(
                    periods ->
                        plans.catalogue(session, month).map(known -> PlanView.of(periods, known))));
  }

  /**
   * @param plan code of the plan; null for consumption alone, which must be said
   * @param fromMonth yyyy-MM; the earliest possible when left out
   * @param fromDay yyyy-MM-dd, first day, São Paulo; instead of fromMonth, for a plan that begins
   *     within one
   */
  @Schema(
      examples =
"""
{"plan": "profissional"}
""")
  public record PlanChoice(
      @JsonDeserialize(using = PlanOrNull.class)
          @Schema(implementation = String.class, nullable = true, required = true)
          Optional<String> plan,
      @Schema(implementation = BillingMonth.class) String fromMonth,
      @Schema(implementation = LocalDate.class) String fromDay) {

    /**
     * Null for consumption alone.
     *
     * @throws dev.ramal.kit.problem.ProblemException 400 when no plan is said
     */
    String code() {
      if (plan == null) {
        throw Problem.badFields()
            .field("plan", "is required: the code of a plan, or null for consumption alone")
            .exception();
      }
      return plan.orElse(null);
    }
  }
}
