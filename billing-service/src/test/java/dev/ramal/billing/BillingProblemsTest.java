package dev.ramal.billing;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ramal.billing.budgets.BudgetProblems;
import dev.ramal.billing.conditions.ConditionsProblems;
import dev.ramal.billing.fixtures.Golden;
import dev.ramal.billing.invoicing.InvoicingProblems;
import dev.ramal.billing.plans.PlanProblems;
import dev.ramal.billing.publication.PublicationProblems;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.tariffs.TariffProblems;
import dev.ramal.billing.velocity.VelocityProblems;
import dev.ramal.kit.problem.ProblemException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BillingProblemsTest {
  @DisplayName("BILL-88 problems keep their codes, statuses and titles")
  @Test
  void shouldKeepTheCodeTable() {
    // Given
    Stream<ProblemException> all =
        Stream.of(
            BillingProblems.unknownUsage(),
            catchThrowableOfType(
                ProblemException.class, () -> BillingProblems.month("june", "month")),
            BillingProblems.unknownExport(),
            PlanProblems.unknownPlan(List.of("essencial")),
            PlanProblems.monthIsPast(BillingMonth.of("2026-11")),
            TariffProblems.tariffExists("v1"),
            TariffProblems.badTariff("rules[0]", "why"),
            BillingProblems.unknownFilter("meter", "call"),
            BillingProblems.tooManyReads(4),
            TariffProblems.tooManyTariffs(1, 2),
            TariffProblems.badExchangeRate("brl", "why"),
            TariffProblems.exchangeRateExists("EUR", LocalDate.of(2026, 1, 1)),
            BillingProblems.exportIsNoLongerTheSame(),
            PlanProblems.monthHasBegun(BillingMonth.of("2026-12")),
            BillingProblems.monthOutOfRange(
                "month", BillingMonth.of("2024-01"), BillingMonth.of("2028-11")),
            TariffProblems.notTheNewestRate("EUR", LocalDate.of(2026, 1, 1)),
            TariffProblems.BAD_TARIFF_FILE.exception(),
            TariffProblems.NEGATIVE_AMOUNT.exception(),
            TariffProblems.UNKNOWN_CURRENCY.exception(),
            TariffProblems.tariffOverlaps("v1", null, Map.of("rules[0]", "a")),
            PublicationProblems.needsSecondPerson(),
            PublicationProblems.samePerson(),
            PublicationProblems.unknownDraft(),
            PublicationProblems.wrongDraftState("published", "draft"),
            PublicationProblems.draftHasChanged(2),
            TariffProblems.unknownTariff(),
            BudgetProblems.unknownBudget(),
            BudgetProblems.budgetExists(new UUID(1, 2), "Equipe"),
            BudgetProblems.notTheNewestBudget(2),
            BudgetProblems.tooManyBudgets(100),
            BudgetProblems.badBudget().exception(),
            VelocityProblems.unknownVelocityRule(),
            VelocityProblems.badVelocityRule().exception(),
            VelocityProblems.tooManyVelocityRules(20),
            VelocityProblems.velocityRuleExists("Exterior"),
            VelocityProblems.unknownVelocityBlock(),
            PlanProblems.dayHasBegun(LocalDate.of(2026, 12, 2)),
            ConditionsProblems.badConditions("discounts[0].percent", "why"),
            ConditionsProblems.conditionsAreSettled(BillingMonth.of("2026-12")),
            InvoicingProblems.monthIsNotOver(BillingMonth.of("2026-12")),
            InvoicingProblems.monthIsClosed(BillingMonth.of("2026-11"), 7, new UUID(0, 1)),
            InvoicingProblems.nothingToInvoice(BillingMonth.of("2026-11")),
            InvoicingProblems.unknownInvoice(),
            InvoicingProblems.unknownNote(),
            InvoicingProblems.invoiceIsADraft(BillingMonth.of("2026-11")),
            InvoicingProblems.nothingToCorrect());

    // When
    String table =
        all.map(ProblemException::problem)
            .map(p -> p.code() + " " + p.status() + " " + p.title())
            .sorted()
            .collect(Collectors.joining("\n"));

    // Then
    Golden.assertText("problems.txt", table);
  }
}
