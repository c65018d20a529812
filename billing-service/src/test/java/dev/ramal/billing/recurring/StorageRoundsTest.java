package dev.ramal.billing.recurring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.recurring.RecordingStorage.Round;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StorageRoundsTest {
  @DisplayName(
      "BILL-323 days are caught up month by month; a month is looked at again for five days")
  @Test
  void shouldCatchUp() {
    assertThat(due("2026-11-20", round("2026-11", "2026-11-20"))).isEmpty();
    assertThat(due("2026-11-21", round("2026-11", "2026-11-20")))
        .containsExactly(round("2026-11", "2026-11-21"));
    assertThat(due("2026-12-02", round("2026-11", "2026-11-30")))
        .containsExactly(round("2026-11", "2026-12-02"), round("2026-12", "2026-12-02"));
    assertThat(due("2027-02-03", round("2026-11", "2026-11-20")))
        .containsExactly(
            round("2026-11", "2026-12-06"),
            round("2026-12", "2027-01-06"),
            round("2027-01", "2027-02-03"),
            round("2027-02", "2027-02-03"));
    assertThat(due("2026-12-20", round("2026-11", "2026-12-06"), round("2026-12", "2026-12-19")))
        .containsExactly(round("2026-12", "2026-12-20"));
    assertThat(due("2026-12-20"))
        .containsExactly(round("2026-11", "2026-12-06"), round("2026-12", "2026-12-20"));
    assertThat(due("2026-12-01", round("2026-11", "2026-12-01"))).isEmpty();
  }

  private static List<Round> due(String today, Round... known) {
    return StorageRounds.due(List.of(known), LocalDate.parse(today), 5);
  }

  private static Round round(String month, String through) {
    return new Round(YearMonth.parse(month), LocalDate.parse(through));
  }
}
