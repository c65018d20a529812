package dev.ramal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ramal.billing.rating.TariffBook.Match;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TariffBookTest {
  private static final Instant JANUARY = Instant.parse("2026-01-01T03:00:00Z");
  private static final Instant JUNE = Instant.parse("2026-06-01T03:00:00Z");

  @DisplayName("BILL-08 longest prefix, then longest class, then leg, carrier, direction")
  @Test
  void shouldPreferTheMostSpecificRuleHoweverTheyAreListed() {
    // Given
    List<Rule> rules =
        new ArrayList<>(
            List.of(
                rule("any", null, null, null, null, null),
                rule("outbound", null, null, Direction.OUTBOUND, null, null),
                rule("twilio", null, Carrier.TWILIO, null, null, null),
                rule("lead", "lead", null, null, null, null),
                rule("mobile", null, null, null, "mobile", null),
                rule("mobile-sp-rj", null, null, null, "mobile-sp-rj", null),
                rule("brazil", null, null, null, null, "+55"),
                rule("sao-paulo", null, null, null, null, "+5511")));
    List<String> found = new ArrayList<>();

    // When
    while (!rules.isEmpty()) {
      Collections.shuffle(rules, new Random(rules.size()));
      TariffBook book = Samples.book(Samples.tariff("t", JANUARY, rules.toArray(Rule[]::new)));
      String best = book.find(Samples.leadCall("mobile-sp-rj", 1)).orElseThrow().rule().id();
      found.add(best);
      rules.removeIf(rule -> rule.id().equals(best));
    }

    // Then
    assertThat(found)
        .containsExactly(
            "sao-paulo", "brazil", "mobile-sp-rj", "mobile", "lead", "twilio", "outbound", "any");
  }

  @Test
  void shouldMatchClassesOnlyAtADash() {
    // Given
    TariffBook book = Samples.book(Samples.tariff("t", JANUARY, ofClass("mob"), ofClass("toll")));

    // When
    var match = book.find(Samples.leadCall("mobile", 1));

    // Then
    assertThat(match).isEmpty();
    assertThat(book.find(Samples.leadCall("toll-free", 1))).isPresent();
  }

  @DisplayName("BILL-09 a usage is rated by the version of its day, the first instant included")
  @Test
  void shouldChooseTheVersionOfTheDay() {
    // Given
    TariffBook book =
        Samples.book(
            Samples.tariff("january", JANUARY, ofClass("mobile")),
            Samples.tariff("june", JUNE, ofClass("mobile")));

    // When
    Match atJune = book.find(at(JUNE)).orElseThrow();

    // Then
    assertThat(atJune.tariff().version()).isEqualTo("june");
    assertThat(book.find(at(JUNE.minusNanos(1))).orElseThrow().tariff().version())
        .isEqualTo("january");
    assertThat(book.find(at(JANUARY.minusNanos(1)))).isEmpty();
  }

  @DisplayName("BILL-10 an organization's agreement goes before the reference and may be partial")
  @Test
  void shouldFallThroughToTheReference() {
    // Given
    Tariff reference = Samples.tariff("reference", JANUARY, ofClass("mobile"), ofClass("landline"));
    Tariff agreed = Samples.tariff("agreed", JANUARY, ofClass("mobile"));
    TariffBook book = new TariffBook(List.of(agreed), List.of(reference));

    // When
    Match mobile = book.find(Samples.leadCall("mobile", 1)).orElseThrow();

    // Then
    assertThat(mobile.tariff().version()).isEqualTo("agreed");
    assertThat(book.find(Samples.leadCall("landline", 1)).orElseThrow().tariff().version())
        .isEqualTo("reference");
  }

  @Test
  void shouldNeverRateByATariffKeptForComparison() {
    // Given
    TariffBook book = Samples.book(Samples.seeded("referencia-usd-2024.1"));

    // When
    var match = book.find(Samples.sms(1));

    // Then
    assertThat(match).isEmpty();
  }

  @DisplayName("BILL-11 rules that could not be told apart are refused")
  @Test
  void shouldRefuseAmbiguousRules() {
    // Given
    Rule one = Samples.rule("one", Meter.VOICE_MINUTE, "mobile");
    Rule two = Samples.rule("two", Meter.VOICE_MINUTE, "mobile");

    // When, Then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.tariff("t", JANUARY, one, two))
        .withMessageContaining("one")
        .withMessageContaining("two");
  }

  private static Usage at(Instant instant) {
    return new Usage(
        Meter.VOICE_MINUTE, null, null, null, DestinationClass.MOBILE, null, 1, instant);
  }

  private static Rule ofClass(String destinationClass) {
    return Samples.rule(destinationClass, Meter.VOICE_MINUTE, destinationClass);
  }

  private static Rule rule(
      String id, String leg, Carrier carrier, Direction direction, String cls, String prefix) {
    return new Rule(
        id,
        Meter.VOICE_MINUTE,
        leg,
        carrier,
        direction,
        DestinationClass.ofNullable(cls),
        prefix,
        null,
        Rate.brl("1"),
        Rate.brl("2"));
  }
}
