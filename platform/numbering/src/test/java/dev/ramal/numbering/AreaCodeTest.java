package dev.ramal.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.E164;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class AreaCodeTest {
  private static final ZoneId BRASILIA = ZoneId.of("America/Sao_Paulo");
  private static final Predicate<LocalDateTime> NINE_TO_NINE =
      time -> time.getHour() >= 9 && time.getHour() < 21;

  @ParameterizedTest
  @CsvFileSource(resources = "area-codes.csv", delimiter = '|', useHeadersInDisplayName = true)
  void shouldKnowTheStatesAndTheClocksOfEveryArea(String digits, String states, String hours) {
    // Given
    Instant summer = Instant.parse("2026-01-15T12:00:00Z");
    Instant winter = Instant.parse("2026-07-15T12:00:00Z");

    // When
    AreaCode area = AreaCode.of(digits).orElseThrow();

    // Then
    assertThat(String.join(" ", area.states())).isEqualTo(states);
    assertThat(offsets(area, summer)).isEqualTo(hours).isEqualTo(offsets(area, winter));
  }

  @Test
  void shouldKnowSixtySevenAreas() {
    // When
    List<String> areas = List.copyOf(AreaCode.all().keySet());

    // Then
    assertThat(areas).hasSize(67).allMatch(area -> area.matches("[1-9]{2}"));
    assertThat(AreaCode.of("20")).isEmpty();
    assertThat(AreaCode.of("23")).isEmpty();
  }

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource({
    // Recife and Noronha: from 9 to 20 in Recife, when it is 21 on the island
    "+5581987654321, 2026-06-01T11:59:00Z, false",
    "+5581987654321, 2026-06-01T12:00:00Z, true",
    "+5581987654321, 2026-06-01T22:59:00Z, true",
    "+5581987654321, 2026-06-01T23:00:00Z, false",
    // Manaus and Eirunepé
    "+5597987654321, 2026-06-01T13:30:00Z, false",
    "+5597987654321, 2026-06-01T14:00:00Z, true",
    "+5597987654321, 2026-06-02T00:59:00Z, true",
    "+5597987654321, 2026-06-02T01:00:00Z, false",
    // Belém, which the library puts on Manaus' clock
    "+5591987654321, 2026-06-01T12:00:00Z, true",
    // No area: the clock of whoever asks
    "+558007654321, 2026-06-01T12:00:00Z, true",
    "+13055550142, 2026-06-01T11:00:00Z, false"
  })
  void shouldLetTheKinderClockCount(String number, Instant at, boolean suits) {
    // When
    boolean answer = LocalTimes.suits(E164.of(number), at, NINE_TO_NINE, BRASILIA);

    // Then
    assertThat(answer).isEqualTo(suits);
  }

  private static String offsets(AreaCode area, Instant at) {
    return String.join(
        " ",
        area.zones().stream()
            .map(zone -> zone.getRules().getOffset(at))
            .map(ZoneOffset::getTotalSeconds)
            .map(seconds -> Integer.toString(seconds / 3600))
            .toList());
  }
}
