package dev.ramal.billing.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.rating.BillingMonth;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("BILL-241 months end, and grace does, also on days without a midnight")
class ClosingCalendarTest {

  @ParameterizedTest(name = "{0} and {1} days: {2}")
  @CsvSource({
    // Clocks went from 0:00 to 1:00 on that day.
    "2018-10, 3, 2018-11-04T03:00:00Z",
    "2017-09, 14, 2017-10-15T03:00:00Z",
    "1967-10, 0, 1967-11-01T03:00:00Z",
    "1949-11, 0, 1949-12-01T03:00:00Z",
    // Clocks went back at the end of that day's eve: it has one midnight, the second.
    "2018-01, 17, 2018-02-18T03:00:00Z",
    "1968-02, 0, 1968-03-01T03:00:00Z",
    // Summer time, and none since 2019.
    "2018-11, 5, 2018-12-06T02:00:00Z",
    "2026-11, 5, 2026-12-06T03:00:00Z",
    "2024-01, 31, 2024-03-03T03:00:00Z"
  })
  void shouldIssueAtTheFirstInstantOfTheDay(String month, int graceDays, String issueAt) {
    // When
    Instant due = ClosingCalendar.issueAt(BillingMonth.of(month), graceDays);

    // Then
    assertThat(due).isEqualTo(issueAt);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "1967-11-01T02:59:59Z, 1967-09",
    "1967-11-01T03:00:00Z, 1967-10",
    // The hour that was lived twice belongs to the day before.
    "1968-03-01T02:30:00Z, 1968-01",
    "1968-03-01T03:00:00Z, 1968-02",
    "2018-12-01T01:59:59Z, 2018-10",
    "2018-12-01T02:00:00Z, 2018-11",
    "2026-12-01T02:59:59Z, 2026-10",
    "2027-01-01T03:00:00Z, 2026-12"
  })
  void shouldEndMonthsAtMidnightOfSaoPaulo(String now, String lastEnded) {
    // When
    BillingMonth last = ClosingCalendar.lastEnded(Instant.parse(now));

    // Then
    assertThat(last).isEqualTo(BillingMonth.of(lastEnded));
  }

  @Test
  void shouldCatchUpEachMonthSinceTheFirst() {
    // Given
    BillingMonth first = BillingMonth.of("2018-11");

    // When, Then
    assertThat(ClosingCalendar.between(first, BillingMonth.of("2019-02")))
        .extracting(BillingMonth::toString)
        .containsExactly("2018-11", "2018-12", "2019-01", "2019-02");
    assertThat(ClosingCalendar.between(first, BillingMonth.of("2018-10"))).isEmpty();
  }
}
