package dev.ramal.billing.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.conditions.Agreed;
import dev.ramal.billing.conditions.Conditions;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.plans.PlanMonth;
import dev.ramal.billing.plans.PlanMonth.PlanFrom;
import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DividedMonthTest {
  private static final BillingMonth NOVEMBER = BillingMonth.of("2026-11");
  private static final BillingMonth DECEMBER = BillingMonth.of("2026-12");
  private final RateUsage rates = Samples.seededRates();

  @DisplayName("BILL-249 each part of a month uses up its own share and pays its own overage")
  @Test
  void shouldCountEachPartByItself() {
    // Given
    PlanMonth plans =
        PlanMonth.of(
            NOVEMBER,
            List.of(
                new PlanFrom(NOVEMBER.firstDay(), SeededPlans.of("essencial")),
                new PlanFrom(LocalDate.parse("2026-11-16"), SeededPlans.of("profissional"))));
    StatementCalculator month = new StatementCalculator(new Terms(plans, null, Conditions.NONE));

    // When
    month.add(call("a", "2026-11-10T15:00:00Z", 160 * 60));
    month.add(call("b", "2026-11-16T02:59:59Z", 10 * 60));
    month.add(call("c", "2026-11-16T03:00:00Z", 700 * 60));
    month.add(call("d", "2026-11-20T15:00:00Z", 60 * 60));

    // Then
    Statement statement = month.statement();
    assertThat(statement.lines())
        .extracting(
            line ->
                line.since() + " " + line.includedQuantity() / 60 + " " + line.price().toCents())
        .containsExactly("2026-11-01 150 6.00", "2026-11-16 750 2.50");
    assertThat(statement.planFee()).isEqualTo(Money.brl("274.00"));
    assertThat(statement.total()).isEqualTo(Money.brl("282.50"));
  }

  @DisplayName("BILL-249 a call over the edge of the month is all of the month in which it began")
  @Test
  void shouldNotDivideACall() {
    // Given
    StatementCalculator november = on(NOVEMBER);
    StatementCalculator december = on(DECEMBER);
    MonthEntry over = call("over", "2026-12-01T02:59:00Z", 20 * 60);
    MonthEntry next = call("next", "2026-12-01T03:00:00Z", 300 * 60);

    // When
    november.add(call("before", "2026-11-30T15:00:00Z", 290 * 60));
    november.add(over);
    december.add(next);

    // Then
    assertThat(BillingMonth.at(over.occurredAt())).isEqualTo(NOVEMBER);
    assertThat(BillingMonth.at(next.occurredAt())).isEqualTo(DECEMBER);
    assertThat(november.statement().total()).isEqualTo(Money.brl("152.00"));
    assertThat(december.statement().total()).isEqualTo(Money.brl("149.00"));
  }

  @DisplayName("BILL-260 included numbers and storage are used up, beyond them the tariff holds")
  @Test
  void shouldIncludeNumbersAndStorage() {
    // Given
    StatementCalculator month = on(NOVEMBER);

    // When
    for (int number = 0; number < 3; number++) {
      month.add(of("n" + number, Meter.NUMBER_MONTH, "local", 30));
    }
    month.add(of("r", Meter.RECORDING_GB_MONTH, null, 2500));

    // Then
    Statement statement = month.statement();
    PlanUsage plan = PlanUsage.of(statement.feePeriods().get(0), statement);
    assertThat(plan.allowances())
        .extracting(
            use ->
                use.meter().wire() + " " + use.included() + " " + use.used() + " " + use.overage())
        .containsExactly(
            "voice-minute 18000 0 0", "number-month 30 30 60", "recording-gb-month 1000 1000 1500");
    assertThat(statement.usageTotal()).isEqualTo(Money.brl("30.75"));
  }

  @DisplayName("BILL-259 a month without usage comes to the agreed minimum")
  @Test
  void shouldComeToTheMinimum() {
    // Given
    Agreed agreed = EventJson.read("{\"minimumBrl\": \"500.00\"}", Agreed.class);
    PlanMonth plans = PlanMonth.whole(NOVEMBER, SeededPlans.of("essencial"));
    Conditions conditions = new Conditions(UUID.randomUUID(), agreed);

    // When
    Statement statement = new StatementCalculator(new Terms(plans, null, conditions)).statement();

    // Then
    assertThat(statement.total()).isEqualTo(Money.brl("500.00"));
    assertThat(statement.adjustments())
        .extracting(made -> made.description() + " " + made.amount().toCents())
        .containsExactly("Complemento do mínimo mensal de R$ 500,00 351.00");
  }

  private static StatementCalculator on(BillingMonth month) {
    return new StatementCalculator(new Terms(month, SeededPlans.of("essencial"), null));
  }

  private MonthEntry call(String id, String at, long seconds) {
    return RatedEntries.rated(
        id,
        new Usage(
            Meter.VOICE_MINUTE,
            "lead",
            Carrier.TWILIO,
            Direction.OUTBOUND,
            DestinationClass.MOBILE,
            "+5531987654321",
            seconds,
            Instant.parse(at)),
        rates);
  }

  private MonthEntry of(String id, Meter meter, String destinationClass, long quantity) {
    return RatedEntries.rated(
        id,
        new Usage(
            meter,
            null,
            null,
            null,
            DestinationClass.ofNullable(destinationClass),
            null,
            quantity,
            Samples.NOVEMBER),
        rates);
  }
}
