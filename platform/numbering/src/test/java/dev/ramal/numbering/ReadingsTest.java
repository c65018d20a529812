package dev.ramal.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.DestinationClass;
import dev.ramal.events.E164;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What each text is read as, in one table: {@code readings.csv}. */
class ReadingsTest {
  @ParameterizedTest
  @CsvFileSource(
      resources = "readings.csv",
      delimiter = '|',
      useHeadersInDisplayName = true,
      nullValues = "-")
  void shouldReadAsTheTableSays(
      String text,
      boolean dialable,
      String current,
      String call,
      String sms,
      String whatsapp,
      String meant,
      String spellings) {
    // Given
    Optional<E164> number = Optional.of(text).filter(E164::isValid).map(E164::of);

    // When
    Readings readings =
        new Readings(
            DialableNumber.of(text).isPresent(),
            number.map(Spellings::current).orElse(null),
            Destinations.ofCall(text),
            Destinations.ofSms(text),
            Destinations.ofWhatsApp(text),
            MeantNumber.of(text).orElse(null),
            number.map(Spellings::of).orElse(null));

    // Then
    assertThat(readings)
        .isEqualTo(
            new Readings(
                dialable,
                current == null ? null : E164.of(current),
                new DestinationClass(call),
                new DestinationClass(sms),
                new DestinationClass(whatsapp),
                meant == null ? null : E164.of(meant),
                spellings == null ? null : List.of(spellings.split(" / "))));
  }

  private record Readings(
      boolean dialable,
      E164 current,
      DestinationClass call,
      DestinationClass sms,
      DestinationClass whatsapp,
      E164 meant,
      List<String> spellings) {}
}
