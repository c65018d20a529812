package dev.ramal.billing.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Increments;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Rate;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.billing.rating.TariffBook;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The worked months of the price list, to the cent. */
class WorkedMonthTest {
  private static final BillingMonth NOVEMBER = BillingMonth.at(Samples.NOVEMBER);

  @DisplayName("BILL-30 Profissional: cost 125.50, revenue 399.00, margin 273.50 or 68.5 %")
  @Test
  void shouldComeToTheCentOnProfissional() {
    // Given
    RateUsage rates = meanCostOfTenCents();
    StatementCalculator month =
        new StatementCalculator(new Terms(NOVEMBER, SeededPlans.of("profissional"), null));

    // When
    for (int call = 0; call < 500; call++) {
      month.add(RatedEntries.rated("call-" + call, Samples.leadCall("mobile", 120), rates));
    }
    month.add(RatedEntries.rated("number-1", of(Meter.NUMBER_MONTH, "local", 30), rates));
    month.add(RatedEntries.rated("number-2", of(Meter.NUMBER_MONTH, "local", 30), rates));
    month.add(RatedEntries.rated("recordings", of(Meter.RECORDING_GB_MONTH, null, 2000), rates));
    month.add(RatedEntries.rated("infrastructure", of(Meter.INFRASTRUCTURE_MONTH, null, 1), rates));

    // Then
    Statement statement = month.statement();
    assertThat(statement.cost()).isEqualTo(Money.brl("125.50"));
    assertThat(statement.total()).isEqualTo(Money.brl("399.00"));
    assertThat(statement.usageTotal()).isEqualTo(Money.zero("BRL"));
    assertThat(statement.margin()).isEqualTo(Money.brl("273.50"));
    assertThat(statement.marginPercent()).isEqualByComparingTo("68.5");
  }

  @DisplayName(
      "BILL-31 the second reference: 17.80 dollars, although single entries are below a cent")
  @Test
  void shouldComeToTheCentInDollars() {
    // Given
    Tariff seeded = Samples.seeded("referencia-usd-2024.1");
    RateUsage rates = inForce(seeded, twoCentsAMinute());
    Money dollars = Money.zero("USD");

    // When
    for (int i = 0; i < 200; i++) {
      dollars = dollars.plus(dollars(Samples.sms(1), rates));
    }
    for (int i = 0; i < 150; i++) {
      dollars = dollars.plus(dollars(of(Meter.MESSAGE_SEGMENT, "whatsapp", 1), rates));
    }
    for (int i = 0; i < 100; i++) {
      dollars = dollars.plus(dollars(Samples.leadCall("mobile", 120), rates));
      dollars = dollars.plus(dollars(of(Meter.RECORDING_MINUTE, null, 120), rates));
    }

    // Then
    assertThat(dollars).isEqualTo(Money.of("17.80", "USD"));
  }

  private static Money dollars(Usage usage, RateUsage rates) {
    return RatedEntries.rated("x", usage, rates).carrierPrice().original();
  }

  private static Usage of(Meter meter, String destinationClass, long quantity) {
    return new Usage(
        meter,
        null,
        null,
        null,
        DestinationClass.ofNullable(destinationClass),
        null,
        quantity,
        Samples.NOVEMBER);
  }

  private static RateUsage meanCostOfTenCents() {
    Rule mean =
        new Rule(
            "custo-medio",
            Meter.VOICE_MINUTE,
            null,
            null,
            null,
            null,
            null,
            Increments.of(30, 6),
            Rate.brl("0.10"),
            Rate.brl("0.30"));
    TariffBook book =
        new TariffBook(
            List.of(Samples.tariff("media", Instant.EPOCH, mean)),
            List.of(Samples.seeded("referencia-2024.1")));
    return new RateUsage(book, Samples.EXCHANGE);
  }

  private static Rule twoCentsAMinute() {
    return new Rule(
        "dois-centavos",
        Meter.VOICE_MINUTE,
        null,
        null,
        null,
        DestinationClass.MOBILE,
        null,
        Increments.of(60, 60),
        Rate.usd("0.02"),
        new Rate(BigDecimal.ZERO, null, "BRL"));
  }

  private static RateUsage inForce(Tariff comparison, Rule agreed) {
    Tariff used =
        new Tariff(
            UUID.randomUUID(),
            comparison.version(),
            comparison.validFrom(),
            null,
            true,
            comparison.rules());
    return new RateUsage(
        new TariffBook(List.of(Samples.tariff("minuto", Instant.EPOCH, agreed)), List.of(used)),
        Samples.EXCHANGE);
  }
}
