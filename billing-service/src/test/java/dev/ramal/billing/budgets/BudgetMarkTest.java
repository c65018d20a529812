package dev.ramal.billing.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.LedgerEntries;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.BudgetMeasure;
import dev.ramal.events.BudgetScope;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BudgetMarkTest {
  private static final Instant NOW = Instant.parse("2026-11-10T15:00:00Z");
  private static final String AT = "2026-11-10T14:00:00Z";

  @DisplayName("BILL-227 of a set the entry with which the sum got there first reached a threshold")
  @Test
  void shouldNameTheEntryThatReachedIt() {
    // Given
    List<LedgerEntry> set =
        List.of(
            entry(Tenants.BOREAL, "ana", AT, "50.00"),
            entry(Tenants.AURORA, "ana", AT, "3.00"),
            entry(Tenants.AURORA, "bia", AT, "90.00"),
            entry(Tenants.AURORA, "ana", "2026-11-01T02:00:00Z", "90.00"),
            entry(Tenants.AURORA, "ana", AT, "2.00"),
            entry(Tenants.AURORA, "ana", AT, "-1.00"),
            entry(Tenants.AURORA, "ana", AT, "4.00"));

    // When
    List<BudgetMark> marks = BudgetMark.of(found(agents(50, 80), "9.00", List.of()), set, NOW);

    // Then
    assertThat(marks).extracting(BudgetMark::percent).containsExactly(50, 80);
    assertThat(marks)
        .extracting(BudgetMark::entryId)
        .containsExactly(set.get(4).id(), set.get(6).id());
    assertThat(marks).extracting(BudgetMark::spent).containsOnly(Money.brl("9.00"));
  }

  @DisplayName("BILL-227 of a set the entry with which the sum got there first reached a threshold")
  @Test
  void shouldReachNothingThatASetTakesBackItself() {
    // Given
    List<LedgerEntry> set =
        List.of(
            entry(Tenants.AURORA, "ana", AT, "5.00"), entry(Tenants.AURORA, "ana", AT, "-1.00"));

    // When
    List<BudgetMark> marks = BudgetMark.of(found(agents(50), "4.99", List.of()), set, NOW);

    // Then
    assertThat(marks).isEmpty();
  }

  @DisplayName("BILL-228 what was told is not told again, and what no entry reached names none")
  @Test
  void shouldTellWhatIsNewOnly() {
    // Given
    Budget budget = agents(50, 80, 120);
    List<BudgetMark> before = new ArrayList<>();

    // When
    for (String spent : List.of("4.00", "5.00", "8.50", "3.00", "9.00", "12.00", "1.00", "12.00")) {
      before.addAll(BudgetMark.of(found(budget, spent, before), List.of(), NOW));
    }

    // Then
    assertThat(before).extracting(BudgetMark::percent).containsExactly(50, 80, 100, 120);
    assertThat(before).extracting(BudgetMark::entryId).containsOnlyNulls();
    BudgetMonth now = found(budget, "1.00", before);
    assertThat(now.stops()).as("it stays spent until somebody changes it").isTrue();
    assertThat(now.prefers()).contains("telnyx");
    assertThat(now.percent()).isEqualTo(10);
    assertThat(now.remaining()).isEqualTo(Money.brl("9.00"));
    assertThat(found(budget, "-0.01", List.of()).percent()).isEqualTo(-1);
    assertThat(found(budget, "8.00", List.of()).prefers()).isEmpty();
  }

  private static Budget agents(Integer... thresholds) {
    return new Budget(
        new UUID(0, 1),
        1,
        BillingMonth.of("2026-10"),
        false,
        "Ana",
        BudgetScope.AGENTS,
        List.of("ana"),
        BudgetMeasure.PRICE,
        Money.brl("10.00"),
        List.of(thresholds),
        true,
        new Budget.CarrierSwitch(thresholds[thresholds.length - 1], "telnyx"),
        "davi",
        NOW);
  }

  private static BudgetMonth found(Budget budget, String spent, List<BudgetMark> marks) {
    return new BudgetMonth(
        Tenants.AURORA,
        budget,
        BillingMonth.of("2026-11"),
        Money.brl(spent),
        Money.brl("0"),
        marks);
  }

  private static LedgerEntry entry(TenantId tenant, String agent, String at, String price) {
    return LedgerEntries.call(tenant, agent, "+5511987654321", at, 60, price);
  }
}
