package dev.ramal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What decides between two answers that are close to each other. */
class RatingEdgesTest {
  private static final Rule JOINING =
      new Rule(
          "joining",
          Meter.VOICE_MINUTE,
          null,
          null,
          null,
          null,
          null,
          Increments.of(30, 6),
          Rate.brl("1"),
          Rate.brl("2"),
          null,
          120);
  private static final Rule JOINING_NONE = Samples.rule("sms", Meter.MESSAGE_SEGMENT, null);

  @Test
  void shouldHoldWhatTheLedgerHoldsAndNoMore() {
    // Given
    BigDecimal most = new BigDecimal("999999999999.9");

    // Then
    assertThat(Amounts.requireMeasure(most)).isEqualTo(most);
    assertThat(Amounts.requireMeasure(BigDecimal.ZERO.setScale(100))).isZero();
    assertThat(Amounts.requireMeasure(new BigDecimal("0e99"))).isZero();
    for (BigDecimal tooMuch :
        List.of(new BigDecimal("1000000000000"), BigDecimal.ONE.setScale(101))) {
      assertThatExceptionOfType(ArithmeticException.class)
          .isThrownBy(() -> Amounts.requireMeasure(tooMuch));
    }
  }

  @Test
  void shouldConvertByTheRateOfTheDayInSaoPaulo() {
    // Given
    ExchangeRates rates =
        new ExchangeRates(
            List.of(
                new ExchangeRate("USD", LocalDate.of(2026, 1, 2), new BigDecimal("6"), "teste"),
                new ExchangeRate("USD", LocalDate.of(2026, 1, 1), new BigDecimal("5"), "teste")));
    Money dollar = Money.of("1", "USD");

    // Then
    assertThat(rates.toBrl(dollar, Instant.parse("2026-01-02T02:59:59Z")).orElseThrow().brl())
        .isEqualTo(Money.brl("5"));
    assertThat(rates.toBrl(dollar, Instant.parse("2026-01-02T03:00:00Z")).orElseThrow().brl())
        .isEqualTo(Money.brl("6"));
    assertThat(rates.toBrl(dollar, Instant.parse("2026-01-01T02:59:59Z"))).isEmpty();
    assertThat(rates.toBrl(Money.of("1", "EUR"), Samples.NOVEMBER)).isEmpty();
  }

  @Test
  void shouldPreferThatPublishedLastOfTwoThatBeginTogether() {
    // Given
    Tariff first = tariff("00000000-0000-4000-8000-000000000001", "first");
    Tariff last = tariff("f0000000-0000-4000-8000-000000000000", "last");

    // Then
    for (List<Tariff> listed : List.of(List.of(first, last), List.of(last, first))) {
      assertThat(new TariffBook(listed, List.of()).agreed()).containsExactly(last, first);
    }
  }

  @Test
  void shouldPreferTheLongerPrefix() {
    // Given
    Rule brazil = withPrefix("+55");
    Rule saoPaulo = withPrefix("+5511");

    // Then
    assertThat(Rule.BY_SPECIFICITY.compare(saoPaulo, brazil)).isPositive();
    assertThat(Rule.BY_SPECIFICITY.compare(withPrefix(null), brazil)).isNegative();
  }

  @Test
  void shouldJoinOnlyWhereARuleDoes() {
    // Given
    Usage call = Samples.leadCall("mobile", 10);
    RateUsage joining = rates(Samples.tariff("t", Instant.EPOCH, JOINING, JOINING_NONE));
    RateUsage none = rates(Samples.tariff("n", Instant.EPOCH, JOINING_NONE));
    RateUsage ofTheOrganization =
        new RateUsage(
            new TariffBook(List.of(Samples.tariff("t", Instant.EPOCH, JOINING)), List.of()),
            Samples.EXCHANGE);

    // Then
    assertThat(joining.mayJoin(call)).isTrue();
    assertThat(ofTheOrganization.mayJoin(call)).isTrue();
    assertThat(none.mayJoin(call)).isFalse();
    assertThat(joining.mayJoin(Samples.sms(1))).as("another rule answers").isFalse();
    assertThat(joining.mayJoin(withoutParty())).isFalse();
    assertThat(joining.joinWithin(call, null)).isEqualTo(Duration.ofSeconds(120));
    assertThat(none.joinWithin(call, null)).isZero();
    assertThat(Samples.tariff("t", Instant.EPOCH, JOINING).joinsCalls()).isTrue();
    assertThat(Samples.tariff("n", Instant.EPOCH, JOINING_NONE).joinsCalls()).isFalse();
    assertThat(Samples.book(Samples.tariff("n", Instant.EPOCH, JOINING_NONE)).joinsCalls())
        .isFalse();
  }

  @Test
  void shouldFindARuleByItsName() {
    // Given
    Tariff tariff = Samples.tariff("t", Instant.EPOCH, JOINING_NONE, JOINING);

    // Then
    assertThat(tariff.rule("joining")).contains(JOINING);
    assertThat(tariff.rule("sms")).contains(JOINING_NONE);
    assertThat(tariff.rule("none")).isEmpty();
    assertThat(tariff.validTo()).isNull();
    Instant end = Samples.NOVEMBER;
    assertThat(new Tariff(tariff.id(), "t", Instant.EPOCH, end, true, tariff.rules()).validTo())
        .isEqualTo(end);
  }

  @Test
  void shouldWriteQuantitiesAsPeopleDo() {
    // Given
    RateUsage rates =
        rates(
            Samples.tariff(
                "t",
                Instant.EPOCH,
                Samples.rule("m", Meter.INFRASTRUCTURE_MONTH, null),
                JOINING_NONE));

    // Then
    assertThat(steps(rates, Samples.sms(2))).contains("Quantidade: 2 segmentos.");
    assertThat(steps(rates, Samples.sms(1))).contains("Quantidade: 1 segmento.");
    assertThat(steps(rates, months(2))).contains("Quantidade: 2 meses.");
    assertThat(steps(rates, months(1))).contains("Quantidade: 1 mês.");
  }

  private static List<String> steps(RateUsage rates, Usage usage) {
    return ((Rating.Rated) rates.rate(usage)).explanation();
  }

  private static Usage months(long count) {
    return new Usage(
        Meter.INFRASTRUCTURE_MONTH, null, null, null, null, null, count, Samples.NOVEMBER);
  }

  private static Usage withoutParty() {
    return new Usage(Meter.VOICE_MINUTE, "lead", null, null, null, null, 1, Samples.NOVEMBER);
  }

  private static RateUsage rates(Tariff... tariffs) {
    return new RateUsage(Samples.book(tariffs), Samples.EXCHANGE);
  }

  private static Tariff tariff(String id, String version) {
    return new Tariff(
        UUID.fromString(id), version, Instant.EPOCH, null, true, List.of(JOINING_NONE));
  }

  private static Rule withPrefix(String prefix) {
    return new Rule(
        "r",
        Meter.VOICE_MINUTE,
        null,
        null,
        null,
        null,
        prefix,
        null,
        Rate.brl("1"),
        Rate.brl("1"));
  }
}
