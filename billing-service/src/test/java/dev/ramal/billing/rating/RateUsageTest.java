package dev.ramal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateUsageTest {
  private final RateUsage rates = Samples.seededRates();

  @DisplayName("BILL-03 37 seconds to a mobile in São Paulo are 42 billed, with every step shown")
  @Test
  void shouldRateAndExplainAShortCall() {
    // Given
    Usage usage = Samples.leadCall("mobile-sp-rj", 37);

    // When
    Rating rating = rates.rate(usage);

    // Then
    assertThat(rating)
        .isInstanceOfSatisfying(
            Rating.Rated.class,
            rated -> {
              assertThat(rated.billedQuantity()).isEqualTo(42);
              assertThat(rated.cost().brl()).isEqualTo(Money.brl("0.084"));
              assertThat(rated.price()).isEqualTo(Money.brl("0.21"));
              assertThat(rated.tariffVersion()).isEqualTo("referencia-2024.1");
              assertThat(rated.ruleId()).isEqualTo("saida-celular-sp-rj");
              assertThat(rated.explanation())
                  .containsExactly(
                      "Tarifa referencia-2024.1, vigente desde 01/01/2024; regra"
                          + " saida-celular-sp-rj.",
                      "Destino: classe mobile-sp-rj, operadora twilio, perna lead.",
                      "Uso: 37 segundos. Cobrança 30/6 (mínimo 30, incremento 6): 42 segundos"
                          + " cobrados.",
                      "Custo estimado: 42 × R$ 0,12 por minuto ÷ 60 = R$ 0,084.",
                      "Preço: 42 × R$ 0,30 por minuto ÷ 60 = R$ 0,21.");
            });
  }

  @DisplayName("BILL-04 a call that was not answered makes no entry")
  @Test
  void shouldNotChargeWhatWasNotAnswered() {
    // Given
    Usage unanswered = Samples.leadCall("mobile", 0);

    // When
    Rating rating = rates.rate(unanswered);

    // Then
    assertThat(rating).isInstanceOf(Rating.NotCharged.class);
  }

  @DisplayName(
      "BILL-05 the seeded figures of the price list, one minute, segment, month or gigabyte each")
  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource({
    "voice-minute, lead, twilio, outbound, landline, 0.06, 0.15",
    "voice-minute, lead, twilio, outbound, mobile, 0.15, 0.30",
    "voice-minute, lead, twilio, outbound, mobile-sp-rj, 0.12, 0.30",
    "voice-minute, lead, twilio, outbound, international-US, 0.50, 1.00",
    "voice-minute, lead, telnyx, outbound, mobile-sp-rj, 0.06, 0.30",
    "voice-minute, lead, twilio, inbound, landline, 0.03, 0.075",
    "voice-minute, lead, twilio, inbound, mobile-sp-rj, 0.08, 0.16",
    "voice-minute, lead, twilio, inbound, toll-free, 0.05, 0.10",
    "voice-minute, lead, twilio, inbound, withheld, 0.08, 0.16",
    "voice-minute, lead, twilio, inbound, international-US, 0.08, 0.16",
    "voice-minute, lead, twilio, inbound, international-ZZ, 0.08, 0.16",
    "voice-minute, lead, twilio, inbound, landline-shared-cost, 0.03, 0.075",
    "voice-minute, lead, twilio, outbound, toll-free, 0.06, 0.15",
    "voice-minute, lead, telnyx, outbound, landline-shared-cost, 0.03, 0.15",
    "voice-minute, agent, twilio, outbound, mobile, 0.15, 0",
    "voice-minute, agent, twilio, outbound, softphone, 0, 0",
    "message-segment, , twilio, outbound, sms-national, 0.15, 0.30",
    "message-segment, , telnyx, outbound, whatsapp, 0.30, 0.60",
    "message-segment, , , outbound, whatsapp-US, 0.30, 0.60",
    "number-month, , , , local, 5.00, 15.00",
    "number-month, , , , toll-free, 10.00, 30.00",
    "number-month, , , , international, 20.00, 60.00",
    "number-month, , , , premium, 75.00, 225.00",
    "recording-gb-month, , , , , 0.25, 0.50",
    "transcription-minute, lead, twilio, , , 0.50, 1.00",
    "sentiment-minute, lead, twilio, , , 0.75, 1.50",
    "machine-detection, lead, twilio, , , 0.04125, 0",
    "infrastructure-month, , , , , 15.00, 0"
  })
  void shouldFindSeededRates(
      String meter,
      String leg,
      String carrier,
      String direction,
      String destinationClass,
      String cost,
      String price) {
    // Given
    Meter counted = Meter.of(meter);
    Usage usage =
        new Usage(
            counted,
            leg,
            carrier == null ? null : Carrier.of(carrier),
            direction == null ? null : Direction.of(direction),
            DestinationClass.ofNullable(destinationClass),
            null,
            counted.unitsPerRate(),
            Samples.NOVEMBER);

    // When
    Rating rating = rates.rate(usage);

    // Then
    assertThat(rating)
        .isInstanceOfSatisfying(
            Rating.Rated.class,
            rated -> {
              assertThat(rated.cost().brl()).isEqualTo(Money.brl(cost));
              assertThat(rated.price()).isEqualTo(Money.brl(price));
            });
  }

  @DisplayName("BILL-06 what no tariff covers is unrateable and says why")
  @Test
  void shouldNameWhatNoTariffCovers() {
    // Given
    Usage usage = Samples.leadCall("satellite", 61);

    // When
    Rating rating = rates.rate(usage);

    // Then
    assertThat(rating)
        .isEqualTo(
            new Rating.Unrateable(
                "no tariff covers voice-minute to class satellite on 2026-11-10T15:00:00Z"));
  }

  @DisplayName(
      "BILL-374 a rule for messages that names no direction covers what is sent and nothing that is"
          + " received")
  @Test
  void shouldPriceWhatIsReceivedOnlyWhereATariffSaysSo() {
    // Given
    Rule any = Samples.rule("any", Meter.MESSAGE_SEGMENT, null);
    Rule received =
        new Rule(
            "received",
            Meter.MESSAGE_SEGMENT,
            null,
            null,
            Direction.INBOUND,
            null,
            null,
            null,
            Rate.brl("0.01"),
            Rate.brl("0"));
    Usage in = message(Direction.INBOUND);
    Usage out = message(Direction.OUTBOUND);

    // When
    Tariff silent = Samples.tariff("silent", Instant.EPOCH, any);
    Tariff explicit = Samples.tariff("explicit", Instant.EPOCH, any, received);

    // Then
    assertThat(silent.ruleFor(out)).contains(any);
    assertThat(silent.ruleFor(message(null))).contains(any);
    assertThat(silent.ruleFor(in)).isEmpty();
    assertThat(explicit.ruleFor(in)).contains(received);
    assertThat(explicit.ruleFor(out)).contains(any);
    Usage call =
        new Usage(
            Meter.VOICE_MINUTE,
            "lead",
            Carrier.TWILIO,
            Direction.INBOUND,
            DestinationClass.MOBILE,
            null,
            1,
            Samples.NOVEMBER);
    Tariff calls =
        Samples.tariff("calls", Instant.EPOCH, Samples.rule("c", Meter.VOICE_MINUTE, null));
    assertThat(calls.ruleFor(call)).as("of calls both directions").isPresent();
  }

  private static Usage message(Direction direction) {
    return new Usage(
        Meter.MESSAGE_SEGMENT,
        null,
        Carrier.TWILIO,
        direction,
        DestinationClass.SMS_NATIONAL,
        "+5521987654321",
        1,
        Samples.NOVEMBER);
  }

  @DisplayName("BILL-07 a cost in dollars is converted with the rate of the day of the usage")
  @Test
  void shouldConvertWithTheRateOfTheDay() {
    // Given
    Rule inDollars =
        new Rule(
            "r",
            Meter.MESSAGE_SEGMENT,
            null,
            null,
            null,
            null,
            null,
            null,
            Rate.usd("0.029"),
            Rate.brl("0.30"));
    RateUsage dollars =
        new RateUsage(
            Samples.book(Samples.tariff("usd", Instant.EPOCH, inDollars)), Samples.EXCHANGE);

    // When
    Rating rating = dollars.rate(Samples.sms(2));

    // Then
    assertThat(rating)
        .isInstanceOfSatisfying(
            Rating.Rated.class,
            rated -> {
              assertThat(rated.cost().original()).isEqualTo(Money.of("0.058", "USD"));
              assertThat(rated.cost().brl()).isEqualTo(Money.brl("0.319"));
              assertThat(rated.explanation())
                  .contains(
                      "Custo em reais: US$ 0,058 × câmbio 5,50 (01/01/2026, teste) = R$ 0,319.");
            });
  }

  @DisplayName("BILL-130 without an exchange rate the cost is open, and the price stands")
  @Test
  void shouldChargeWithoutAnExchangeRate() {
    // Given
    Rule inEuros =
        new Rule(
            "r",
            Meter.MESSAGE_SEGMENT,
            null,
            null,
            null,
            null,
            null,
            null,
            new Rate(java.math.BigDecimal.ONE, null, "EUR"),
            Rate.brl("0.30"));
    RateUsage euros =
        new RateUsage(
            Samples.book(Samples.tariff("eur", Instant.EPOCH, inEuros)), Samples.EXCHANGE);

    // When
    Rating rating = euros.rate(Samples.sms(1));

    // Then
    assertThat(rating)
        .isInstanceOfSatisfying(
            Rating.Rated.class,
            rated -> {
              assertThat(rated.cost()).isNull();
              assertThat(rated.price()).isEqualTo(Money.brl("0.30"));
              assertThat(rated.explanation())
                  .contains(
                      "Sem câmbio de EUR em 10/11/2026: o custo fica em aberto, o preço não muda.");
            });
  }

  @DisplayName("BILL-131 the carrier's own increments make the cost, ours the price")
  @ParameterizedTest(name = "{0} s: {1} billed, cost {2}")
  @CsvSource({"1, 30, 0.12", "37, 42, 0.12", "60, 60, 0.12", "61, 66, 0.24", "121, 126, 0.36"})
  void shouldRoundTheCostAsTheCarrierDoes(long seconds, long billed, String cost) {
    // Given
    Rule minutes =
        new Rule(
            "r",
            Meter.VOICE_MINUTE,
            null,
            null,
            null,
            null,
            null,
            Increments.of(30, 6),
            Rate.brl("0.12"),
            Rate.brl("0.30"),
            Increments.of(60, 60),
            0);
    RateUsage byTheMinute =
        new RateUsage(Samples.book(Samples.tariff("m", Instant.EPOCH, minutes)), Samples.EXCHANGE);

    // When
    Rating rating = byTheMinute.rate(Samples.leadCall("mobile", seconds));

    // Then
    assertThat(rating)
        .isInstanceOfSatisfying(
            Rating.Rated.class,
            rated -> {
              assertThat(rated.billedQuantity()).isEqualTo(billed);
              assertThat(rated.cost().brl()).isEqualTo(Money.brl(cost));
              assertThat(rated.explanation())
                  .anyMatch(step -> step.startsWith("Custo estimado (a operadora cobra 60/60): "));
            });
  }

  @DisplayName(
      "BILL-142 the reference of 2026 costs what the carriers take: minutes, seconds, SIP legs")
  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource({
    "lead,  twilio, mobile-sp-rj, 0.12,     0.21",
    "lead,  telnyx, mobile-sp-rj, 0.037,    0.21",
    "agent, twilio, softphone,    0.022,    0",
    "agent, telnyx, softphone,    0.006782, 0",
    "agent, twilio, mobile,       0.15,     0"
  })
  void shouldCostWhatTheCarrierTakes(
      String leg, String carrier, String destinationClass, String cost, String price) {
    // Given
    Usage december =
        new Usage(
            Meter.VOICE_MINUTE,
            leg,
            Carrier.of(carrier),
            Direction.OUTBOUND,
            new DestinationClass(destinationClass),
            null,
            37,
            Instant.parse("2026-12-10T15:00:00Z"));
    RateUsage reference =
        new RateUsage(
            Samples.book(Samples.seeded("referencia-2024.1"), Samples.seeded("referencia-2026.1")),
            Samples.EXCHANGE);

    // When
    Rating rating = reference.rate(december);

    // Then
    assertThat(rating)
        .isInstanceOfSatisfying(
            Rating.Rated.class,
            rated -> {
              assertThat(rated.cost().brl()).isEqualTo(Money.brl(cost));
              assertThat(rated.price()).isEqualTo(Money.brl(price));
            });
  }

  @DisplayName("BILL-213 machine detection is sold from December 2026 on, and was free before")
  @ParameterizedTest
  @CsvSource({
    "2026-12-01T02:59:59Z, 0, referencia-2024.1",
    "2026-12-01T03:00:00Z, 0.09, referencia-adicionais-2026.1"
  })
  void shouldSellMachineDetection(Instant at, String price, String version) {
    // Given
    RateUsage reference =
        new RateUsage(
            Samples.book(
                Samples.seeded("referencia-2024.1"),
                Samples.seeded("referencia-2026.1"),
                Samples.seeded("referencia-adicionais-2026.1")),
            Samples.EXCHANGE);
    Usage detected =
        new Usage(
            Meter.MACHINE_DETECTION,
            "lead",
            Carrier.TELNYX,
            Direction.OUTBOUND,
            DestinationClass.MOBILE,
            "+5511987654321",
            1,
            at);

    // When
    Rating.Rated rated = (Rating.Rated) reference.rate(detected);

    // Then
    assertThat(rated.costInItsCurrency()).isEqualTo(Money.of("0.0075", "USD"));
    assertThat(rated.price()).isEqualTo(Money.brl(price));
    assertThat(rated.match().tariff().version()).isEqualTo(version);
  }

  @DisplayName("BILL-132 a rate beyond all measure makes an unrateable usage, and quickly")
  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e13", "99999999999999", "1e-999999999"})
  void shouldNotComputeWithAbsurdRates(String perUnit) {
    // Given
    Rule absurd =
        new Rule(
            "r",
            Meter.VOICE_MINUTE,
            null,
            null,
            null,
            null,
            null,
            null,
            Rate.brl("0.1"),
            new Rate(new java.math.BigDecimal(perUnit), null, "BRL"));
    RateUsage rates =
        new RateUsage(Samples.book(Samples.tariff("x", Instant.EPOCH, absurd)), Samples.EXCHANGE);

    // When
    Rating rating = rates.rate(Samples.leadCall("mobile", 60));

    // Then
    assertThat(rating)
        .isEqualTo(new Rating.Unrateable("rule r of tariff x cannot be computed with"));
  }

  @DisplayName("BILL-133 what is corrected stays with the tariff that it was rated by")
  @Test
  void shouldPreferTheTariffOfWhatStands() {
    // Given
    Tariff old =
        Samples.tariff("old", Instant.EPOCH, Samples.rule("r", Meter.VOICE_MINUTE, "mobile"));
    Tariff since =
        Samples.tariff(
            "since",
            Samples.NOVEMBER.minusSeconds(60),
            Samples.rule("r", Meter.VOICE_MINUTE, "mobile"),
            Samples.rule("l", Meter.VOICE_MINUTE, "landline"));
    RateUsage rates = new RateUsage(Samples.book(old, since), Samples.EXCHANGE);

    // When
    Rating again = rates.rate(Samples.leadCall("mobile", 61), old.id());

    // Then
    assertThat(((Rating.Rated) again).tariffVersion()).isEqualTo("old");
    Rating anew = rates.rate(Samples.leadCall("mobile", 61), null);
    assertThat(((Rating.Rated) anew).tariffVersion()).isEqualTo("since");
    Rating uncovered = rates.rate(Samples.leadCall("landline", 61), old.id());
    assertThat(((Rating.Rated) uncovered).tariffVersion()).isEqualTo("since");
  }

  @Test
  void shouldChargeTheConnectionOnce() {
    // Given
    Rate withFee =
        new Rate(new java.math.BigDecimal("0.30"), new java.math.BigDecimal("0.05"), "BRL");

    // When
    Money price = withFee.of(Meter.VOICE_MINUTE, 42);

    // Then
    assertThat(price).isEqualTo(Money.brl("0.26"));
    assertThat(withFee.of(Meter.VOICE_MINUTE, 0)).isEqualTo(Money.zero("BRL"));
  }

  @Property
  void shouldGiveTheSameAnswerAgainAndNeverChargeLessForMore(
      @ForAll @LongRange(min = 1, max = 20_000) long seconds,
      @ForAll @LongRange(min = 0, max = 600) long more) {
    // Given
    Usage shorter = Samples.leadCall("mobile", seconds);

    // When
    Rating.Rated rated = (Rating.Rated) rates.rate(shorter);

    // Then
    assertThat(rates.rate(shorter)).isEqualTo(rated);
    Rating.Rated longer = (Rating.Rated) rates.rate(Samples.leadCall("mobile", seconds + more));
    assertThat(longer.price().amount()).isGreaterThanOrEqualTo(rated.price().amount());
    assertThat(rated.price().amount().scale()).isEqualTo(6);
    assertThat(List.of(rated.cost().brl().amount().scale())).containsExactly(6);
  }
}
