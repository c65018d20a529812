package dev.ramal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonthRangeTest {
  private final MonthRange range =
      new MonthRange(
          Clock.fixed(Instant.parse("2026-12-01T02:30:00Z"), ZoneOffset.UTC),
          new MonthConfig() {
            @Override
            public YearMonth first() {
              return YearMonth.of(2024, 1);
            }

            @Override
            public int ahead() {
              return 24;
            }
          });

  @DisplayName("BILL-162 a month lies between the first tariff and two years ahead")
  @ParameterizedTest
  @ValueSource(strings = {"2024-01", "2026-11", "2028-11"})
  void shouldReadAMonth(String text) {
    // When
    BillingMonth month = range.requested(text, "month");

    // Then
    assertThat(month).hasToString(text);
  }

  @DisplayName("BILL-162 a month outside is refused and the range named")
  @ParameterizedTest
  @ValueSource(strings = {"0000-01", "1999-01", "2023-12", "2028-12", "2030-01", "9999-12"})
  void shouldRefuseAMonthOutside(String text) {
    // Then
    assertThatThrownBy(() -> range.requested(text, "fromMonth"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("BILLING-0016");
              assertThat(e.problem().detail()).contains("2024-01", "2028-11");
              assertThat(e.problem().errors().get(0).field()).isEqualTo("fromMonth");
            });
  }

  @DisplayName("BILL-162 the current month is that of São Paulo")
  @Test
  void shouldKnowTheCurrentMonth() {
    // Then
    assertThat(range.requestedOrCurrent(null, "month")).hasToString("2026-11");
  }
}
