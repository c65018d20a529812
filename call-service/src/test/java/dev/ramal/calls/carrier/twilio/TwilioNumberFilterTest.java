package dev.ramal.calls.carrier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.carrier.NumberOffer;
import dev.ramal.calls.carrier.NumberQuery;
import dev.ramal.calls.carrier.NumberType;
import dev.ramal.events.E164;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioNumberFilterTest {
  @ParameterizedTest
  @DisplayName("CALL-500 Twilio is asked for area codes as it takes them, and others are left out")
  @CsvSource({
    "BR, LOCAL,     11,  ,     ,    +5511, 5",
    "BR, MOBILE,    11,  9999, ,    +5511, 1000",
    "PT, LOCAL,     21,  ,     ,    +35121, 5",
    "BR, LOCAL,     ,    9999, ,    9999,  5",
    "BR, TOLL_FREE, 11,  ,     ,    ,      5",
    "US, LOCAL,     415, 9999, 415, 9999,  5",
    "CA, LOCAL,     416, ,     416, ,      5"
  })
  void shouldAskByAreaCode(
      String country,
      NumberType type,
      String area,
      String contains,
      Integer areaCode,
      String pattern,
      long page) {
    // When
    TwilioNumberFilter filter =
        TwilioNumberFilter.of(new NumberQuery(country, type, area, contains, 5));

    // Then
    assertThat(filter.areaCode()).isEqualTo(areaCode);
    assertThat(filter.contains()).isEqualTo(pattern);
    assertThat(filter.page()).isEqualTo(page);
  }

  @Test
  @DisplayName("CALL-500 Twilio is asked for area codes as it takes them, and others are left out")
  void shouldKeepThoseOfTheArea() {
    // Given
    TwilioNumberFilter filter =
        TwilioNumberFilter.of(new NumberQuery("BR", NumberType.LOCAL, "11", "77", 1));

    // When
    List<NumberOffer> kept =
        filter.kept(
            Stream.of("+552130001177", "+551130001100", "+551130001177", "+551130001277")
                .map(of -> new NumberOffer(E164.of(of), NumberType.LOCAL, List.of(), null, null))
                .toList());

    // Then
    assertThat(kept).extracting(offer -> offer.number().value()).containsExactly("+551130001177");
  }
}
