package dev.ramal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillingMonthTest {
  @DisplayName("BILL-12 months are cut at midnight of São Paulo")
  @Test
  void shouldCutMonthsInSaoPaulo() {
    // Given
    Instant lateOnTheLastOfJanuary = Instant.parse("2026-02-01T02:30:00Z");

    // When
    BillingMonth month = BillingMonth.at(lateOnTheLastOfJanuary);

    // Then
    assertThat(month).isEqualTo(BillingMonth.of("2026-01"));
    assertThat(BillingMonth.at(Instant.parse("2026-02-01T03:00:00Z")))
        .isEqualTo(BillingMonth.of("2026-02"));
    assertThat(BillingMonth.of("2026-02").start()).isEqualTo(Instant.parse("2026-02-01T03:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-13", "2026-00", "2026-1", "26-01", "2026/01", ""})
  void shouldRefuseWhatIsNoMonth(String text) {
    // Given
    String written = text;

    // When, Then
    assertThatIllegalArgumentException().isThrownBy(() -> BillingMonth.of(written));
  }

  @Test
  void shouldFollowEachOther() {
    // Given
    BillingMonth december = BillingMonth.of("2026-12");

    // Then
    assertThat(december.next()).isEqualTo(BillingMonth.of("2027-01"));
    assertThat(december).isLessThan(december.next()).hasToString("2026-12");
    assertThat(december.next()).isGreaterThan(december);
  }
}
