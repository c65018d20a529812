package dev.ramal.calls.dispositions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTimesTest {
  /** 2026-11-20 is a national holiday and a Friday; 2026-07-09 is one of São Paulo alone. */
  @ParameterizedTest
  @DisplayName("CALL-329 business days are counted where the lead is at home")
  @CsvSource({
    "+5511987654321, 4, hours, 2026-11-06T22:00:00Z, 2026-11-07T02:00:00Z",
    "+5511987654321, 1, business-days, 2026-11-05T14:05:00Z, 2026-11-06T14:05:00Z",
    "+5511987654321, 1, business-days, 2026-11-06T14:05:00Z, 2026-11-09T14:05:00Z",
    "+5511987654321, 2, business-days, 2026-11-19T14:05:00Z, 2026-11-24T14:05:00Z",
    "+5511987654321, 1, business-days, 2026-07-08T14:05:00Z, 2026-07-10T14:05:00Z",
    "+5521987654321, 1, business-days, 2026-07-08T14:05:00Z, 2026-07-09T14:05:00Z",
    "+5511987654321, 1, business-days, 2026-11-07T01:30:00Z, 2026-11-10T01:30:00Z",
    "withheld, 1, business-days, 2026-07-08T14:05:00Z, 2026-07-09T14:05:00Z",
    "+14155552671, 1, business-days, 2026-11-06T14:05:00Z, 2026-11-09T14:05:00Z",
    "+5511987654321, 1, business-days, 2018-11-02T14:00:00Z, 2018-11-05T13:00:00Z"
  })
  void shouldCountWhereTheLeadIsAtHome(
      String lead, int after, String unit, Instant now, Instant due) {
    // Given
    FollowUpRule rule = new FollowUpRule(after, FollowUpRule.Unit.find(unit), "Ligar");

    // When / Then
    assertThat(DueTimes.after(rule, lead, now)).isEqualTo(due);
  }
}
