package dev.ramal.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.numbering.CheckHours.Fault;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckHoursTest {
  private static final LocalDate DAY = LocalDate.parse("2027-01-25");

  private record Hours(
      String state,
      String weekdays,
      String saturday,
      String sunday,
      boolean notOnHolidays,
      LocalDate from,
      LocalDate until)
      implements OpenHours {}

  private record DayOff(LocalDate date, String areaCode, String name) implements FreeDay {}

  @Test
  void shouldFindNothingWhereNothingOrGoodThingsAreWritten() {
    // Given
    Hours good = new Hours("SP", "09:00-24:00", null, "10:00-13:00", true, DAY, DAY);

    // Then
    assertThat(CheckHours.of(null, null)).isEmpty();
    assertThat(CheckHours.of(List.of(good), List.of(new DayOff(DAY, "11", null)))).isEmpty();
  }

  @Test
  void shouldNameEachFieldAndWhatIsAllowedThere() {
    // Given
    Hours bad = new Hours("XX", "21:00-09:00", "9-12", "25:00-26:00", true, DAY, DAY.minusDays(1));

    // When
    List<Fault> faults =
        CheckHours.of(
            Arrays.asList(null, bad),
            Arrays.asList(
                null, new DayOff(DAY, "20", null), new DayOff(DAY, null, "n".repeat(101))));

    // Then
    assertThat(faults)
        .extracting(Fault::field)
        .containsExactly(
            "hours[0]",
            "hours[1].state",
            "hours[1].weekdays",
            "hours[1].saturday",
            "hours[1].sunday",
            "hours[1].until",
            "daysOff[0].date",
            "daysOff[1].areaCode",
            "daysOff[2].name");
    assertThat(faults).extracting(Fault::wanted).doesNotContain("", (String) null);
  }

  @Test
  void shouldReadNoneOfTooMany() {
    // Given
    List<Hours> hours = Collections.nCopies(101, null);
    List<DayOff> days = Collections.nCopies(201, null);

    // Then
    assertThat(CheckHours.of(hours, days))
        .containsExactly(
            new Fault("hours", "has at most 100 entries"),
            new Fault("daysOff", "has at most 200 entries"));
  }
}
