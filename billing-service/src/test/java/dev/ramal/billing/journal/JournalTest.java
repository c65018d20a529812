package dev.ramal.billing.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.conditions.Agreed;
import dev.ramal.billing.conditions.Conditions;
import dev.ramal.billing.plans.PlanMonth;
import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.statement.LineKey;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementLine;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final BillingMonth NOVEMBER = BillingMonth.of("2026-11");

  @DisplayName("BILL-318 usage, fee and cost go to their accounts, and both sides come to the same")
  @Test
  void shouldPostAMonth() {
    // When
    Journal journal =
        Journal.of(
            Statement.of(
                agreed("profissional"), List.of(line("12.345678", "6.005"), line("-2.50", "0"))));

    // Then
    assertThat(journal.postings())
        .extracting(p -> p.debit().wire() + " " + p.credit().wire() + " " + p.amount().amount())
        .containsExactly(
            "accounts-receivable usage-revenue 12.350000",
            "carrier-cost carrier-payable 6.000000",
            "usage-revenue accounts-receivable 2.500000",
            "accounts-receivable plan-revenue 399.000000",
            "discounts accounts-receivable 0.980000",
            "accounts-receivable minimum-revenue 92.130000");
    assertThat(journal.balances())
        .extracting(b -> b.account().wire() + " " + b.balance().amount())
        .containsExactly(
            "accounts-receivable 500.000000",
            "usage-revenue -9.850000",
            "plan-revenue -399.000000",
            "minimum-revenue -92.130000",
            "discounts 0.980000",
            "carrier-cost 6.000000",
            "carrier-payable -6.000000");
    assertThat(journal.balanced()).isTrue();
  }

  @Property(tries = 100)
  void shouldBalance(
      @ForAll @Size(max = 12) List<@IntRange(min = -999_999, max = 999_999) Integer> prices) {
    Statement month =
        Statement.of(
            agreed(null), prices.stream().map(p -> line(p + ".000001", (p / 2) + ".5")).toList());
    Journal journal = Journal.of(month);

    assertThat(journal.balanced()).isTrue();
    assertThat(
            journal.balances().stream()
                .filter(b -> b.account() == Account.RECEIVABLE)
                .map(b -> b.balance().amount())
                .findFirst()
                .orElse(Money.zero("BRL").amount()))
        .isEqualByComparingTo(month.total().amount());
  }

  /** Ten per cent off usage, and five hundred at least. */
  private static Terms agreed(String plan) {
    Agreed agreed =
        EventJson.read(
            """
            {"minimumBrl": "500", "discounts": [
              {"code": "dez", "description": "Dez", "on": "usage", "percent": "10"}]}\
            """,
            Agreed.class);
    return new Terms(
        PlanMonth.whole(NOVEMBER, plan == null ? null : SeededPlans.of(plan)),
        null,
        new Conditions(UUID.randomUUID(), agreed));
  }

  private static StatementLine line(String price, String cost) {
    return new StatementLine(
        new LineKey(Meter.VOICE_MINUTE, new DestinationClass("mobile"), "lead"),
        null,
        1,
        60,
        60,
        0,
        Money.brl(price),
        Money.zero("BRL"),
        Money.brl(cost),
        Money.brl(price));
  }
}
