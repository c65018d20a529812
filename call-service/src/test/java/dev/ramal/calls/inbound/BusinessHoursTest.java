package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.inbound.BusinessHours.Opening;
import dev.ramal.kit.problem.Problem;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("CALL-304 calls are taken by the hour and the holidays of the organization's place")
class BusinessHoursTest {
  private static final BusinessHours OFFICE =
      new BusinessHours(
          "America/Sao_Paulo",
          "09:00-18:00",
          "09:00-13:00",
          null,
          "SP",
          List.of("carnival-monday"),
          List.of("2026-01-26"));

  private static Opening at(BusinessHours hours, String local) {
    ZoneId zone = ZoneId.of(hours.timeZone());
    return hours.at(LocalDateTime.parse(local).atZone(zone).toInstant());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T08:59:59, CLOSED",
    "2026-03-02T09:00:00, OPEN",
    "2026-03-02T17:59:59, OPEN",
    "2026-03-02T18:00:00, CLOSED",
    "2026-03-07T12:59:59, OPEN",
    "2026-03-07T13:00:00, CLOSED",
    "2026-03-08T12:00:00, CLOSED",
    // 20 November: in São Paulo by a law of its own in 2023, national since 2024
    "2022-11-21T12:00:00, OPEN",
    "2023-11-20T12:00:00, HOLIDAY",
    "2024-11-20T12:00:00, HOLIDAY",
    "2026-07-09T12:00:00, HOLIDAY",
    "2026-02-16T12:00:00, HOLIDAY",
    "2026-02-17T12:00:00, OPEN",
    "2026-01-26T12:00:00, HOLIDAY",
  })
  void shouldOpenByHourAndDay(String local, Opening expected) {
    // When / Then
    assertThat(at(OFFICE, local)).isEqualTo(expected);
  }

  @Test
  void shouldGoByTheClockOfThePlace() {
    // Given
    Instant time = Instant.parse("2026-03-02T12:30:00Z");

    // When / Then
    assertThat(OFFICE.at(time)).isEqualTo(Opening.OPEN);
    assertThat(in("America/Rio_Branco").at(time)).isEqualTo(Opening.CLOSED);
    assertThat(in("America/Noronha").at(time)).isEqualTo(Opening.OPEN);
  }

  @Test
  void shouldKnowTheDayOnWhichAHolidayBecameNational() {
    // Given
    BusinessHours minas =
        new BusinessHours("America/Sao_Paulo", "09:00-18:00", null, null, "MG", null, null);

    // When / Then
    assertThat(at(minas, "2023-11-20T12:00:00")).isEqualTo(Opening.OPEN);
    assertThat(at(minas, "2024-11-20T12:00:00")).isEqualTo(Opening.HOLIDAY);
    assertThat(at(minas, "2026-07-09T12:00:00")).isEqualTo(Opening.OPEN);
  }

  @Test
  void shouldBeOpenInEachOfTwoEqualHoursAndInNoneThatIsSkipped() {
    // Given: 2019-02-16 ended an hour later, 2018-11-04 began at one
    BusinessHours night =
        new BusinessHours(
            "America/Sao_Paulo", null, "23:00-24:00", "00:00-01:00", null, null, null);

    // When / Then
    assertThat(night.at(Instant.parse("2019-02-17T01:30:00Z"))).isEqualTo(Opening.OPEN);
    assertThat(night.at(Instant.parse("2019-02-17T02:30:00Z"))).isEqualTo(Opening.OPEN);
    assertThat(night.at(Instant.parse("2018-11-04T02:59:00Z"))).isEqualTo(Opening.OPEN);
    assertThat(night.at(Instant.parse("2018-11-04T03:00:00Z"))).isEqualTo(Opening.CLOSED);
  }

  static List<Arguments> wrong() {
    return List.of(
        arguments(hours("Mars/Olympus", null, null), "hours.timeZone"),
        arguments(hours("America/Sao_Paulo", "9-18", null), "hours.weekdays"),
        arguments(hours("America/Sao_Paulo", "18:00-09:00", null), "hours.weekdays"),
        arguments(hours("America/Sao_Paulo", "09:00-24:30", null), "hours.weekdays"),
        arguments(hours("America/Sao_Paulo", null, "XX"), "hours.state"),
        arguments(
            new BusinessHours(
                "America/Sao_Paulo", null, null, null, null, List.of("easter"), List.of()),
            "hours.restDays"),
        arguments(
            new BusinessHours(
                "America/Sao_Paulo", null, null, null, null, List.of(), List.of("2026-02-30")),
            "hours.daysOff"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void shouldNameWhatIsWrong(BusinessHours hours, String field) {
    // When
    Problem problem = BusinessHoursFields.check(CallProblems.BAD_INBOUND_SETTINGS, hours);

    // Then
    assertThat(problem.errors()).extracting(error -> error.field()).containsExactly(field);
    assertThat(BusinessHoursFields.check(CallProblems.BAD_INBOUND_SETTINGS, OFFICE).errors())
        .isEmpty();
  }

  private static BusinessHours hours(String zone, String weekdays, String state) {
    return new BusinessHours(zone, weekdays, null, null, state, List.of(), List.of());
  }

  private static BusinessHours in(String zone) {
    return new BusinessHours(zone, OFFICE.weekdays(), null, null, null, List.of(), List.of());
  }
}
