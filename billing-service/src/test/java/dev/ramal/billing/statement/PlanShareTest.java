package dev.ramal.billing.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.ledger.UsageUnderPlan;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.plans.PlanMonth;
import dev.ramal.billing.plans.PlanPeriod;
import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.Money;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlanShareTest {
  private final Plan plan = SeededPlans.of("essencial");
  private final PlanPeriod all = PlanMonth.whole(BillingMonth.at(Samples.NOVEMBER), plan).last();
  private final StatementCalculator month =
      new StatementCalculator(new Terms(BillingMonth.at(Samples.NOVEMBER), plan, null));

  @DisplayName("BILL-163 what the plan includes is paid by its fee")
  @Test
  void shouldPayWithTheFee() {
    // When
    UsageUnderPlan share = PlanShare.of(all, List.of(add("a", "mobile", 37)));

    // Then
    assertThat(share.due()).isEqualTo(Money.zero("BRL"));
    assertThat(share.includedQuantity()).isEqualTo(42);
    assertThat(share.step())
        .isEqualTo(
            "Franquia do plano Essencial (2024.1): 42 segundos cobrados, 42 na franquia; preço"
                + " devido R$ 0,00.");
  }

  @DisplayName(
      "BILL-163 what crosses the allowance pays for what lies beyond, corrections included")
  @Test
  void shouldPayForWhatLiesBeyond() {
    // Given
    add("long", "mobile", 300 * 60 - 30);
    ChargedEntry crossing = add("crossing", "landline", 60);
    MonthEntry shorter =
        RatedEntries.difference(crossing.entry(), EntryKind.CORRECTION, 2, -18, "0", "-0.045");

    // When
    UsageUnderPlan share = PlanShare.of(all, List.of(crossing, month.add(shorter)));

    // Then
    assertThat(share.includedQuantity()).isEqualTo(30);
    assertThat(share.overageQuantity()).isEqualTo(12);
    assertThat(share.due()).isEqualTo(Money.brl("0.06"));
    assertThat(share.step())
        .endsWith(
            "42 segundos cobrados, 30 na franquia, 12 além dela a R$ 0,30 por minuto; preço"
                + " devido R$ 0,06.");
  }

  @DisplayName("BILL-163 what the plan does not include follows the tariff")
  @Test
  void shouldFollowTheTariff() {
    // When
    UsageUnderPlan share = PlanShare.of(all, List.of(add("abroad", "international-US", 60)));

    // Then
    assertThat(share.covered()).isFalse();
    assertThat(share.due()).isEqualTo(Money.brl("1.00"));
    assertThat(share.step())
        .endsWith("não inclui este uso, vale o preço da tarifa; preço devido R$ 1,00.");
  }

  private ChargedEntry add(String id, String destinationClass, long seconds) {
    return month.add(
        RatedEntries.rated(id, Samples.leadCall(destinationClass, seconds), Samples.seededRates()));
  }
}
