package dev.ramal.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.E164;
import dev.ramal.numbering.LocalRules.Plan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalRulesTest {
  private record Weekend(String saturday, String sunday) implements OpenHours {
    @Override
    public String state() {
      return null;
    }

    @Override
    public String weekdays() {
      return null;
    }

    @Override
    public boolean notOnHolidays() {
      return false;
    }

    @Override
    public LocalDate from() {
      return null;
    }

    @Override
    public LocalDate until() {
      return null;
    }
  }

  /** In São Paulo 2018-11-04 began at one, and 2019-02-16 ended an hour later. */
  @ParameterizedTest
  @CsvSource({
    // begins in the skipped hour: with the first minute that there is
    "2018-11-04T02:30:00Z, , 00:30-12:00, 2018-11-04T03:00:00Z",
    // lies in the skipped hour: not on that day
    "2018-11-04T02:30:00Z, , 00:00-00:45, 2018-11-11T02:00:00Z",
    // the repeated hour begins once for who asks before, and again for who asks in between
    "2019-02-16T22:00:00Z, 23:30-24:00, , 2019-02-17T01:30:00Z",
    "2019-02-17T02:10:00Z, 23:30-24:00, , 2019-02-17T02:30:00Z",
    // closed at half past, and open again as the clock is put back
    "2019-02-17T01:40:00Z, 22:30-23:30, , 2019-02-17T02:00:00Z",
    // what is over is not open again
    "2019-02-17T01:40:00Z, 21:00-22:00, , 2019-02-24T00:00:00Z",
  })
  void shouldOpenAsTheClockIsChanged(
      Instant asked, String saturday, String sunday, Instant opening) {
    // Given
    Plan plan =
        new Plan(
            "v1", "calls", List.of(new Weekend(saturday, sunday)), List.of(), List.of(), List.of());

    // When
    LocalRules rules = LocalRules.of(E164.of("+5511987650024"), plan);

    // Then
    assertThat(rules.opening(asked)).contains(opening);
  }
}
