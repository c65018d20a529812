package dev.ramal.messaging.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Channel;
import dev.ramal.messaging.fixtures.SegmentCorpus;
import dev.ramal.messaging.fixtures.SegmentCorpus.Counted;
import dev.ramal.simulators.twilio.messages.TwilioParts;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-240 parts are counted as Twilio's own calculator counts them")
class SegmentCorpusTest {
  private static final List<Counted> CORPUS = SegmentCorpus.read();

  @Test
  void shouldCountAsTwiliosCalculatorDoes() {
    // Given
    assertThat(CORPUS).hasSizeGreaterThan(300);
    SoftAssertions all = new SoftAssertions();
    // When
    CORPUS.forEach(
        expected -> {
          Segments segments = Segments.of(Channel.SMS, expected.text());
          // Then
          all.assertThat(
                  "%s %d %d"
                      .formatted(
                          segments.encoding().wire().toUpperCase(),
                          segments.count(),
                          segments.units()))
              .as(expected.text())
              .isEqualTo(
                  "%s %d %d".formatted(expected.encoding(), expected.segments(), expected.units()));
          all.assertThat(segments.parts())
              .as(expected.text())
              .allMatch(units -> units <= segments.roomPerPart());
        });
    all.assertAll();
  }

  @Test
  @DisplayName("MSG-241 the stand-in of Twilio, which shares no code with us, counts the same")
  void shouldCountAsTheStandInDoes() {
    // When // Then
    assertThat(CORPUS)
        .allSatisfy(text -> assertThat(TwilioParts.count(text.text())).isEqualTo(text.segments()));
  }
}
