package dev.ramal.billing.budgets;

import dev.ramal.billing.budgets.Budget.CarrierSwitch;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.BudgetMeasure;
import dev.ramal.events.BudgetScope;
import dev.ramal.events.Carrier;
import dev.ramal.events.Money;
import dev.ramal.events.billing.BudgetThresholdReached;
import dev.ramal.kit.problem.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A budget as a person writes it, whole.
 *
 * @param name for people
 * @param scope organization, agents or campaign
 * @param subjects agents' user ids (several together are a team), or one campaign's id; left out
 *     for the organization
 * @param measure price, which is what is left out means, or cost
 * @param amount reais of a month, as text: 1000.00
 * @param thresholds in per cent; 50, 80 and 100 when left out
 * @param hardStop whether nothing more is dialled and sent once all is spent; no when left out
 * @param carrierSwitch from which threshold on calls go through which carrier; left out for none
 * @param version the one that was read and is to be changed; left out, whichever is the newest is
 */
@Schema(
    examples =
"""
{"name": "Equipe de prospecção", "scope": "agents", "subjects": ["agent-1", "agent-2"], "amount": "1000.00", "thresholds": [50, 80, 100], "hardStop": true, "carrierSwitch": {"atPercent": 80, "prefer": "cheapest"}}
""")
record BudgetRequest(
    @NotBlank
        @Size(max = 100)
        @Pattern(regexp = "[^\\p{Cntrl}]*", message = "has no control character")
        String name,
    @NotNull
        @Schema(enumeration = {"organization", "agents", "campaign"})
        @Pattern(
            regexp = "organization|agents|campaign",
            message = "must be organization, agents or campaign")
        String scope,
    @Size(max = 200)
        List<
                @NotNull
                @Pattern(
                    regexp = "[^\\p{Cntrl}]{1,100}",
                    message = "has 1 to 100 characters, none of them a control character")
                String>
            subjects,
    @Schema(enumeration = {"price", "cost"})
        @Pattern(regexp = "price|cost", message = "must be price or cost")
        String measure,
    @NotNull
        @Pattern(
            regexp = AMOUNT,
            message = "has at most 9 digits before and 2 behind the decimal point: 1000.00")
        String amount,
    @Size(min = 1, max = 10) List<@NotNull Integer> thresholds,
    Boolean hardStop,
    @Valid SwitchBody carrierSwitch,
    @Min(1) Integer version) {
  static final String AMOUNT = "[0-9]{1,9}(\\.[0-9]{1,2})?";
  private static final List<Integer> USUAL = List.of(50, 80, 100);
  private static final int MOST_PERCENT = 1000;

  /**
   * @param atPercent one of the thresholds
   * @param prefer cheapest, or the word of a carrier
   */
  @Schema(name = "CarrierSwitch")
  record SwitchBody(
      @NotNull Integer atPercent, @NotNull @Schema(examples = "cheapest") String prefer) {}

  /**
   * The first version.
   *
   * @throws dev.ramal.kit.problem.ProblemException 400 naming each bad field
   */
  Budget toBudget(UUID id, String by, BillingMonth from, Instant at) {
    BudgetScope whose = BudgetScope.find(scope);
    BigDecimal reais = new BigDecimal(amount);
    List<Integer> parts = thresholds == null ? USUAL : thresholds;
    Problem problem = BudgetProblems.badBudget();
    problem = subjects(problem, whose);
    if (reais.signum() == 0) {
      problem = problem.field("amount", "is more than nothing");
    }
    if (parts.stream().anyMatch(part -> part < 1 || part > MOST_PERCENT)
        || parts.stream().distinct().count() < parts.size()) {
      problem =
          problem.field(
              "thresholds", "are whole numbers from 1 to " + MOST_PERCENT + ", each once");
    }
    problem = carriers(problem, parts);
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new Budget(
        id,
        1,
        from,
        false,
        name.strip(),
        whose,
        subjects == null ? List.of() : subjects,
        measure == null ? BudgetMeasure.PRICE : BudgetMeasure.find(measure),
        new Money(reais, "BRL"),
        parts,
        Boolean.TRUE.equals(hardStop),
        carrierSwitch == null
            ? null
            : new CarrierSwitch(carrierSwitch.atPercent(), carrierSwitch.prefer()),
        by,
        at);
  }

  private Problem subjects(Problem problem, BudgetScope whose) {
    int many = subjects == null ? 0 : subjects.size();
    if (many > 0 && subjects.stream().filter(Objects::nonNull).distinct().count() < many) {
      return problem.field("subjects", "are named once each");
    }
    return switch (whose) {
      case ORGANIZATION ->
          many == 0
              ? problem
              : problem.field("subjects", "are left out: the organization is the caller's");
      case AGENTS ->
          many > 0 ? problem : problem.field("subjects", "are the user ids of one or more agents");
      case CAMPAIGN ->
          many == 1 ? problem : problem.field("subjects", "are the id of one campaign");
    };
  }

  private Problem carriers(Problem problem, List<Integer> parts) {
    if (carrierSwitch == null) {
      return problem;
    }
    Problem checked = problem;
    if (!parts.contains(carrierSwitch.atPercent())) {
      checked =
          checked.field(
              "carrierSwitch.atPercent",
              "must be one of the thresholds",
              parts.stream().map(String::valueOf).toArray(String[]::new));
    }
    List<String> known =
        Stream.concat(Stream.of(BudgetThresholdReached.CHEAPEST), Stream.of(Carrier.words()))
            .toList();
    return known.contains(carrierSwitch.prefer())
        ? checked
        : checked.field(
            "carrierSwitch.prefer", "must be cheapest or a carrier", known.toArray(String[]::new));
  }
}
