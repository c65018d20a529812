package dev.ramal.billing.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.plans.Allowance;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Coverage;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.tariffs.VolumeDiscount;
import dev.ramal.billing.tariffs.VolumeDiscount.Tier;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementCalculatorTest {
  private static final BillingMonth NOVEMBER = BillingMonth.at(Samples.NOVEMBER);
  private final RateUsage rates = Samples.seededRates();

  @DisplayName("BILL-32 minutes are included until the plan is used up, then overage is due")
  @ParameterizedTest(name = "{0}: {1} minutes")
  @CsvSource({
    "essencial, 300, 149.00",
    "essencial, 301, 149.30",
    "profissional, 1500, 399.00",
    "profissional, 1600, 424.00",
    "enterprise, 5000, 999.00",
    "enterprise, 5010, 1001.00"
  })
  void shouldChargeOverageOnlyBeyondTheAllowance(String plan, int minutes, String total) {
    // Given
    StatementCalculator month = on(SeededPlans.of(plan));

    // When
    for (int call = 0; call < minutes; call++) {
      month.add(call("call-" + call, "mobile", 60));
    }

    // Then
    assertThat(month.statement().total()).isEqualTo(Money.brl(total));
  }

  @DisplayName("BILL-33 the entry that crosses the allowance pays only for what lies beyond")
  @Test
  void shouldSplitTheLineThatCrosses() {
    // Given
    StatementCalculator month = on(SeededPlans.of("essencial"));
    month.add(call("long", "mobile", 300 * 60 - 30));

    // When
    ChargedEntry crossing = month.add(call("crossing", "landline", 60));

    // Then
    assertThat(crossing.includedQuantity()).isEqualTo(30);
    assertThat(crossing.price()).isEqualTo(Money.brl("0.15"));
  }

  @DisplayName("BILL-34 international calls are no part of the allowance and follow the tariff")
  @Test
  void shouldChargeInternationalCallsByTariff() {
    // Given
    StatementCalculator month = on(SeededPlans.of("enterprise"));

    // When
    ChargedEntry abroad = month.add(call("abroad", "international-US", 60));

    // Then
    assertThat(abroad.includedQuantity()).isZero();
    assertThat(abroad.price()).isEqualTo(Money.brl("1.00"));
  }

  @Test
  void shouldGiveIncludedMinutesBackWhenACallIsCorrected() {
    // Given
    StatementCalculator month = on(SeededPlans.of("essencial"));
    MonthEntry whole = call("whole", "mobile", 301 * 60);
    month.add(whole);

    // When
    ChargedEntry back =
        month.add(RatedEntries.difference(whole, EntryKind.CORRECTION, 2, -120, "-0.30", "-0.60"));

    // Then
    assertThat(back.price()).isEqualTo(Money.brl("-0.30"));
    assertThat(back.includedQuantity()).isEqualTo(-60);
    assertThat(month.statement().total()).isEqualTo(Money.brl("149.00"));
  }

  @DisplayName(
      "BILL-157 a correction of the price alone follows the share of the use that is beyond")
  @ParameterizedTest(name = "{0} s of 60 included: {1}")
  @CsvSource({"60, 0", "120, 0.20", "240, 0.75"})
  void shouldCorrectAPriceByItsShare(int seconds, String price) {
    // Given
    Allowance withoutOverage =
        new Allowance(new Coverage(Meter.VOICE_MINUTE, "lead", List.of()), 60L, null);
    StatementCalculator month =
        on(
            new Plan(
                UUID.randomUUID(),
                "p",
                "1",
                "P",
                LocalDate.EPOCH,
                null,
                "teste",
                Money.brl("10"),
                List.of(withoutOverage),
                List.of()));
    MonthEntry call = call("corrected", "mobile", seconds);
    month.add(call);

    // When
    month.add(RatedEntries.difference(call, EntryKind.CORRECTION, 2, 0, "0", "-0.20"));

    // Then
    assertThat(month.statement().usageTotal()).isEqualTo(Money.brl(price));
  }

  @DisplayName("BILL-35 the carrier's volume discount is an estimate that its real price replaces")
  @Test
  void shouldTakeTheDiscountBackWhenTheRealPriceIsKnown() {
    // Given
    StatementCalculator month =
        new StatementCalculator(new Terms(NOVEMBER, null, tenPercentFromTheSecond()));
    month.add(call("first", "mobile", 60));
    MonthEntry second = call("second", "mobile", 60);
    Money discount = month.add(second).carrierDiscount();

    // When
    ChargedEntry real =
        month.add(RatedEntries.difference(second, EntryKind.REAL_COST, 2, 0, "-0.02", "0"));

    // Then
    assertThat(discount).isEqualTo(Money.brl("0.015"));
    assertThat(real.carrierDiscount()).isEqualTo(discount.negated());
    assertThat(month.statement().lines().get(0).exactCost()).isEqualTo(Money.brl("0.28"));
  }

  @Property(tries = 300)
  @Label("BILL-36 whatever was used, the rows and their rounding add up to the statement")
  void shouldAddUpToTheCent(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 40_000) Integer> seconds,
      @ForAll @IntRange(min = 0, max = 3) int plan) {
    // Given
    StatementCalculator month =
        on(
            plan == 0
                ? null
                : SeededPlans.of(List.of("essencial", "profissional", "enterprise").get(plan - 1)));
    List<String> classes = List.of("mobile", "landline", "mobile-sp-rj", "international-US");

    // When
    Money rows = Money.zero("BRL");
    Money costs = Money.zero("BRL");
    for (int i = 0; i < seconds.size(); i++) {
      ChargedEntry row = month.add(call("call-" + i, classes.get(i % 4), seconds.get(i)));
      rows = rows.plus(row.price());
      costs = costs.plus(row.cost());
    }

    // Then
    Statement statement = month.statement();
    assertThat(Stream.of(rows, sum(statement, true)).reduce(Money::plus).orElseThrow())
        .isEqualTo(statement.usageTotal());
    assertThat(costs.plus(sum(statement, false))).isEqualTo(statement.cost());
    assertThat(statement.usageTotal().amount().stripTrailingZeros().scale()).isLessThanOrEqualTo(2);
  }

  @Property(tries = 200)
  @Label("BILL-37 the entries of a plan's overage add up to exactly the overage of the month")
  void shouldTelescope(
      @ForAll @Size(min = 1, max = 80) List<@IntRange(min = 1, max = 4_000) Integer> seconds) {
    // Given
    StatementCalculator month = on(SeededPlans.of("essencial"));

    // When
    Money rows = Money.zero("BRL");
    long billed = 0;
    for (int i = 0; i < seconds.size(); i++) {
      ChargedEntry row = month.add(call("call-" + i, "mobile", seconds.get(i)));
      rows = rows.plus(row.price());
      billed += row.entry().billedQuantity();
    }

    // Then
    BigDecimal beyond = BigDecimal.valueOf(Math.max(0, billed - 300 * 60));
    assertThat(rows).isEqualTo(new Money(beyond.multiply(new BigDecimal("0.005")), "BRL"));
  }

  private MonthEntry call(String id, String destinationClass, long seconds) {
    return RatedEntries.rated(id, Samples.leadCall(destinationClass, seconds), rates);
  }

  private static StatementCalculator on(Plan plan) {
    return new StatementCalculator(new Terms(NOVEMBER, plan, null));
  }

  private static Money sum(Statement statement, boolean price) {
    return statement.lines().stream()
        .map(line -> price ? line.priceRounding() : line.costRounding())
        .reduce(Money.zero("BRL"), Money::plus);
  }

  private static VolumeDiscount tenPercentFromTheSecond() {
    return new VolumeDiscount(
        "teste",
        LocalDate.EPOCH,
        null,
        "teste",
        new Coverage(Meter.VOICE_MINUTE, null, List.of()),
        List.of(new Tier(0, BigDecimal.ZERO), new Tier(60, BigDecimal.TEN)));
  }
}
