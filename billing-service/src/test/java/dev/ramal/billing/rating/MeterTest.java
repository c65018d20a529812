package dev.ramal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.Golden;
import dev.ramal.events.DestinationClass;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MeterTest {
  @DisplayName("BILL-85 meters keep their words and units")
  @Test
  void shouldKeepWordsAndUnits() {
    // Given
    Stream<Meter> meters = Arrays.stream(Meter.values());

    // When
    String words =
        meters
            .map(m -> m.wire() + " " + m.unit() + " " + m.unitsPerRate())
            .collect(Collectors.joining("\n"));

    // Then
    Golden.assertText("meters.txt", words);
    assertThat(Meter.values()).allMatch(meter -> Meter.of(meter.wire()) == meter);
  }

  @DisplayName("BILL-85 the reference keeps the classes that calls and messages are sent to")
  @Test
  void shouldKeepTheDestinationClassesOfTheReference() {
    // Given
    Tariff reference = Samples.seeded("referencia-2024.1");

    // When
    Stream<String> classes =
        reference.rules().stream()
            .map(Rule::destinationClass)
            .filter(known -> known != null)
            .map(DestinationClass::word)
            .distinct()
            .sorted();

    // Then
    Golden.assertText("destination-classes.txt", classes.collect(Collectors.joining("\n")));
  }
}
