package dev.ramal.crm.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DueTaskTest {
  private static final String SAO_PAULO = "+5511987654321";
  private static final String MANAUS = "+5592987654321";

  /** A Friday, at 11 in São Paulo; the Monday that follows is no holiday. */
  private static final Instant FRIDAY = Instant.parse("2026-11-06T14:00:00Z");

  @Test
  @DisplayName("CRM-243 a task is due after hours, or after business days where the person is")
  void shouldCountHoursAndBusinessDays() {
    // Then
    assertThat(due(3, "hours", SAO_PAULO, FRIDAY)).isEqualTo("2026-11-06T17:00:00Z");
    assertThat(due(1, "business-days", SAO_PAULO, FRIDAY)).isEqualTo("2026-11-09T14:00:00Z");
    assertThat(due(2, "business-days", "withheld", FRIDAY)).isEqualTo("2026-11-10T14:00:00Z");
  }

  @Test
  @DisplayName("CRM-243 holidays of the country and of the person's state are no business days")
  void shouldLeaveOutHolidays() {
    // Given
    Instant beforeZumbi = Instant.parse("2026-11-19T14:00:00Z");
    Instant beforeTheStates = Instant.parse("2026-09-04T14:00:00Z");

    // Then
    assertThat(due(1, "business-days", SAO_PAULO, beforeZumbi)).isEqualTo("2026-11-23T14:00:00Z");
    assertThat(due(1, "business-days", SAO_PAULO, beforeTheStates))
        .as("behind the 7th of September, a Monday")
        .isEqualTo("2026-09-08T14:00:00Z");
    assertThat(due(1, "business-days", MANAUS, Instant.parse("2025-09-04T14:00:00Z")))
        .as("behind the day of Amazonas, a Friday")
        .isEqualTo("2025-09-08T14:00:00Z");
  }

  private static Instant due(int after, String unit, String person, Instant from) {
    return DueTask.at(new TaskRule("no-answer", null, "Ligar", after, unit, "call"), person, from);
  }
}
