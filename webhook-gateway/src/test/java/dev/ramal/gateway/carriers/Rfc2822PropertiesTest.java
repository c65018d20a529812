package dev.ramal.gateway.carriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc2822PropertiesTest {
  private static final DateTimeFormatter TWILIO =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  @Property(tries = 500)
  void shouldReadEveryTimeThatTwilioCanWrite(
      @ForAll @LongRange(min = 0, max = 4_102_444_799L) long seconds) {
    // Given
    Instant time = Instant.ofEpochSecond(seconds);
    String written = ZonedDateTime.ofInstant(time, ZoneOffset.UTC).format(TWILIO);

    // When
    Instant read = Rfc2822.parse(written);

    // Then
    assertThat(read).isEqualTo(time);
  }

  @Property(tries = 500)
  void shouldReadAnythingElseOrSayThatItIsNoTime(@ForAll String text) {
    // Given
    String written = text;

    // When Then
    assertThatThrownBy(() -> Rfc2822.parse(written)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sat, 21 Nov 2026 12:00:09 GMT", "Sat, 21 Nov 2026 14:00:09 +0200"})
  void shouldLeaveOtherZonesToTheFormatter(String text) {
    // Given
    String written = text;

    // When
    Instant read = Rfc2822.parse(written);

    // Then
    assertThat(read).isEqualTo(Instant.parse("2026-11-21T12:00:09Z"));
  }
}
