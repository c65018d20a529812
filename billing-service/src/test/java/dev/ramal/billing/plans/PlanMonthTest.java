package dev.ramal.billing.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.plans.PlanMonth.PlanFrom;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlanMonthTest {
  private static final BillingMonth APRIL = BillingMonth.of("2025-04");
  private static final Plan ESSENCIAL = SeededPlans.of("essencial");
  private static final Plan PROFISSIONAL = SeededPlans.of("profissional");
  private static final Plan ENTERPRISE = SeededPlans.of("enterprise");

  @DisplayName("BILL-242 a plan that begins within a month shares fee and allowance by days")
  @Test
  void shouldShareByDays() {
    // When
    PlanMonth month =
        PlanMonth.of(
            APRIL,
            List.of(
                new PlanFrom(LocalDate.parse("2025-01-01"), ESSENCIAL),
                new PlanFrom(LocalDate.parse("2025-04-21"), PROFISSIONAL)));

    // Then
    assertThat(month.periods())
        .extracting(of -> of.from() + " " + of.until() + " " + of.plan().fee().toCents())
        .containsExactly("2025-04-01 2025-04-21 99.33", "2025-04-21 2025-05-01 133.00");
    assertThat(month.periods())
        .extracting(of -> of.plan().allowances().get(0).included())
        .containsExactly(12_000L, 30_000L);
    assertThat(month.periods())
        .extracting(of -> of.plan().allowances().get(1).included())
        .as("numbers are judged whole")
        .containsExactly(30L, 90L);
  }

  @DisplayName("BILL-242 of several choices for one day the last holds, also when it is none")
  @Test
  void shouldTakeTheLastOfADay() {
    // Given
    LocalDate tenth = LocalDate.parse("2025-04-10");

    // When
    PlanMonth month =
        PlanMonth.of(
            APRIL,
            List.of(
                new PlanFrom(tenth, PROFISSIONAL),
                new PlanFrom(tenth, null),
                new PlanFrom(tenth.plusDays(1), null)));

    // Then
    assertThat(month).isEqualTo(PlanMonth.whole(APRIL, null));
    assertThat(PlanMonth.of(APRIL, List.of(new PlanFrom(tenth, ESSENCIAL))).periods())
        .extracting(of -> of.plan() == null ? "none" : of.plan().code())
        .containsExactly("none", "essencial");
  }

  @Property(tries = 500)
  @Label("BILL-242 whatever is chosen when, the periods are the month and cost no more than it")
  void shouldCoverTheMonth(
      @ForAll @IntRange(min = 1, max = 12) int number,
      @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 31) Integer> days,
      @ForAll @Size(min = 6, max = 6) List<@IntRange(min = 0, max = 3) Integer> choices) {
    // Given
    BillingMonth month = BillingMonth.of("2024-%02d".formatted(number));
    List<PlanFrom> chosen = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      int day = Math.min(days.get(i), month.value().lengthOfMonth());
      chosen.add(new PlanFrom(month.value().atDay(day), plan(choices.get(i))));
    }

    // When
    List<PlanPeriod> periods = PlanMonth.of(month, chosen).periods();

    // Then
    LocalDate reached = month.firstDay();
    Money fees = Money.zero("BRL");
    for (PlanPeriod period : periods) {
      assertThat(period.from()).isEqualTo(reached).isBefore(period.until());
      reached = period.until();
      fees = fees.plus(period.plan() == null ? Money.zero("BRL") : period.plan().fee());
    }
    assertThat(reached).isEqualTo(month.endDay());
    assertThat(fees.amount()).isBetween(BigDecimal.ZERO, ENTERPRISE.fee().amount());
  }

  private static Plan plan(int choice) {
    return switch (choice) {
      case 1 -> ESSENCIAL;
      case 2 -> PROFISSIONAL;
      case 3 -> ENTERPRISE;
      default -> null;
    };
  }
}
