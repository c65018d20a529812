package dev.ramal.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidaysTest {

  @ParameterizedTest(name = "{0} in {1}: {2}")
  @CsvSource({
    // national since 2024 only; before, of some states
    "2022-11-20, SP, false",
    "2022-11-20, RJ, true",
    "2023-11-20, MG, false",
    "2023-11-20, SP, true",
    "2023-11-20, RJ, true",
    "2024-11-20, MG, true",
    "2024-11-20, RJ, true",
    "2025-11-20, RS, true",
    "1979-10-12, SP, false",
    "1980-10-12, SP, true",
    // carnival: Tuesday in Rio de Janeiro by law, Monday nowhere
    "2027-02-08, RJ, false",
    "2027-02-09, RJ, true",
    "2027-02-09, SP, false",
    "2008-02-05, RJ, false",
    // good Friday, Corpus Christi, the Monday of Penha
    "2027-03-26, SP, true",
    "2027-05-27, SP, false",
    "2027-04-05, ES, true",
    "2019-04-29, ES, false",
    // followed: holidays 0.105 with the law; date-holidays 3.37.0 says otherwise
    "2017-03-05, PE, true",
    "2017-03-06, PE, false",
    "2018-03-06, PE, true",
    "2018-03-04, PE, false",
    "2013-12-19, PR, true",
    "2014-12-19, PR, false",
    "2027-07-26, PB, false",
    "2026-01-23, AC, true",
    "2026-01-12, AC, false",
    // moved days: Acre from midweek to Friday since 2009, Santa Catarina to Sunday
    "2025-01-23, AC, false",
    "2025-01-24, AC, true",
    "2008-01-23, AC, true",
    "2026-08-11, SC, false",
    "2026-08-16, SC, true"
  })
  void shouldGoByTheLawOfTheYear(LocalDate day, String state, boolean holiday) {
    assertThat(!Holidays.on(day, List.of(state)).isEmpty()).isEqualTo(holiday);
  }

  @ParameterizedTest
  @CsvSource({"1961-04-02", "2000-04-23", "2024-03-31", "2026-04-05", "2027-03-28", "2038-04-25"})
  void shouldKnowEaster(LocalDate easter) {
    assertThat(Holidays.easter(easter.getYear())).isEqualTo(easter);
  }

  @Test
  void shouldSayWhoseTheyAreAndByWhichLaw() {
    // When
    List<Holiday> found = Holidays.on(LocalDate.of(2026, 7, 9), List.of("SP", "PR"));

    // Then
    assertThat(found)
        .containsExactly(
            new Holiday("SP", "Revolução Constitucionalista", "lei estadual 9.497/1997"));
    assertThat(Holidays.on(LocalDate.of(2026, 7, 9), List.of())).isEmpty();
  }

  @Test
  void shouldKnowTheDaysThatNobodyHasToKeep() {
    assertThat(Holidays.OptionalDay.CARNIVAL_MONDAY.isOn(LocalDate.of(2026, 2, 16))).isTrue();
    assertThat(Holidays.OptionalDay.CARNIVAL_TUESDAY.isOn(LocalDate.of(2026, 2, 17))).isTrue();
    assertThat(Holidays.OptionalDay.ASH_WEDNESDAY.isOn(LocalDate.of(2026, 2, 18))).isTrue();
    assertThat(Holidays.OptionalDay.CORPUS_CHRISTI.isOn(LocalDate.of(2026, 6, 4))).isTrue();
    assertThat(Holidays.OptionalDay.CARNIVAL_MONDAY.isOn(LocalDate.of(2026, 2, 17))).isFalse();
  }
}
