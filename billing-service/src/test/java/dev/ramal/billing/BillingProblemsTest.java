package dev.ramal.billing;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ramal.billing.fixtures.Golden;
import dev.ramal.billing.rating.BillingMonth;
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
            BillingProblems.unknownPlan(List.of("essencial")),
            BillingProblems.monthIsPast(BillingMonth.of("2026-11")),
            BillingProblems.tariffExists("v1"),
            BillingProblems.badTariff("rules[0]", "why"),
            BillingProblems.unknownFilter("meter", "call"),
            BillingProblems.tooManyReads(4),
            BillingProblems.tooManyTariffs(1, 2),
            BillingProblems.badExchangeRate("brl", "why"),
            BillingProblems.exchangeRateExists("EUR", LocalDate.of(2026, 1, 1)),
            BillingProblems.exportIsNoLongerTheSame(),
            BillingProblems.monthHasBegun(BillingMonth.of("2026-12")),
            BillingProblems.monthOutOfRange(
                "month", BillingMonth.of("2024-01"), BillingMonth.of("2028-11")),
            BillingProblems.notTheNewestRate("EUR", LocalDate.of(2026, 1, 1)),
            BillingProblems.BAD_TARIFF_FILE.exception(),
            BillingProblems.NEGATIVE_AMOUNT.exception(),
            BillingProblems.UNKNOWN_CURRENCY.exception(),
            BillingProblems.tariffOverlaps("v1", null, Map.of("rules[0]", "a")),
            BillingProblems.needsSecondPerson(),
            BillingProblems.samePerson(),
            BillingProblems.unknownDraft(),
            BillingProblems.wrongDraftState("published", "draft"),
            BillingProblems.draftHasChanged(2),
            BillingProblems.unknownTariff(),
            BillingProblems.unknownBudget(),
            BillingProblems.budgetExists(new UUID(1, 2), "Equipe"),
            BillingProblems.notTheNewestBudget(2),
            BillingProblems.tooManyBudgets(100),
            BillingProblems.badBudget().exception(),
            BillingProblems.unknownVelocityRule(),
            BillingProblems.badVelocityRule().exception(),
            BillingProblems.tooManyVelocityRules(20),
            BillingProblems.velocityRuleExists("Exterior"),
            BillingProblems.unknownVelocityBlock(),
            BillingProblems.dayHasBegun(LocalDate.of(2026, 12, 2)),
            BillingProblems.badConditions("discounts[0].percent", "why"),
            BillingProblems.conditionsAreSettled(BillingMonth.of("2026-12")),
            BillingProblems.monthIsNotOver(BillingMonth.of("2026-12")),
            BillingProblems.monthIsClosed(BillingMonth.of("2026-11"), 7, new UUID(0, 1)),
            BillingProblems.nothingToInvoice(BillingMonth.of("2026-11")),
            BillingProblems.unknownInvoice(),
            BillingProblems.unknownNote(),
            BillingProblems.invoiceIsADraft(BillingMonth.of("2026-11")),
            BillingProblems.nothingToCorrect());

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
