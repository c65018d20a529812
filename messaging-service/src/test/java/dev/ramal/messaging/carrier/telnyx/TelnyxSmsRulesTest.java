package dev.ramal.messaging.carrier.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Channel;
import dev.ramal.messaging.fixtures.SegmentCorpus;
import dev.ramal.messaging.message.Segments;
import dev.ramal.simulators.telnyx.messages.TelnyxParts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-242 parts through Telnyx are counted as its documentation says")
class TelnyxSmsRulesTest {
  @Test
  void shouldCountAsTheStandInDoes() {
    // When // Then
    assertThat(SegmentCorpus.read())
        .allSatisfy(
            text -> assertThat(count(text.text())).isEqualTo(TelnyxParts.count(text.text())));
  }

  @ParameterizedTest
  @CsvSource({
    "CABEÇA, 12, 2, 1",
    "CABEÇA, 11, 1, 1",
    "Σ, 71, 2, 1",
    "é, 160, 1, 1",
    "€, 153, 2, 3"
  })
  void shouldDifferFromTheStandardWhereTelnyxDoes(
      String text, int times, int telnyx, int standard) {
    // Given
    String body = text.repeat(times);
    // When
    int counted = count(body);
    // Then
    assertThat(counted).isEqualTo(telnyx);
    assertThat(Segments.of(Channel.SMS, body).count()).isEqualTo(standard);
  }

  private static int count(String text) {
    return Segments.of(Channel.SMS, text, TelnyxMessageCarrier.SMS).count();
  }
}
