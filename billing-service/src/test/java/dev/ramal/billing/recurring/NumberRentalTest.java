package dev.ramal.billing.recurring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberRentalTest {
  @DisplayName("BILL-320 days of a commercial month, cut at midnight of São Paulo")
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2026-11-01T03:00:00Z, -, 2026-11, 30",
        "2026-11-01T02:59:59Z, -, 2026-11, 30",
        "2026-11-16T12:00:00Z, -, 2026-11, 15",
        "2026-11-30T12:00:00Z, -, 2026-11, 1",
        "2026-10-02T12:00:00Z, -, 2026-10, 30",
        "2026-10-03T12:00:00Z, -, 2026-10, 29",
        "2026-01-10T12:00:00Z, -, 2026-02, 30",
        "2026-01-10T12:00:00Z, 2026-02-14T12:00:00Z, 2026-02, 14",
        "2026-02-10T12:00:00Z, 2026-02-10T13:00:00Z, 2026-02, 1",
        "2026-01-10T12:00:00Z, 2026-01-31T12:00:00Z, 2026-02, 0"
      })
  void shouldCountDays(String acquired, String released, String month, int days) {
    assertThat(NumberRental.days(held(acquired, released, null), BillingMonth.of(month)))
        .isEqualTo(days);
  }

  @DisplayName("BILL-321 each month once, in advance, also those that were missed")
  @Test
  void shouldChargeEachMonthOnce() {
    BillingMonth november = BillingMonth.of("2026-11");
    assertThat(due(held("2026-08-20T12:00:00Z", null, null), november))
        .containsExactly(
            "n1/2026-08 0 12", "n1/2026-09 0 30", "n1/2026-10 0 30", "n1/2026-11 0 30");
    assertThat(due(held("2026-08-20T12:00:00Z", null, "2026-10"), november))
        .containsExactly("n1/2026-11 0 30");
    assertThat(due(held("2026-08-20T12:00:00Z", null, "2026-11"), november)).isEmpty();
  }

  @DisplayName(
      "BILL-322 what was charged beyond the day of release is taken back, months later too")
  @Test
  void shouldTakeBackWhatLiesBeyond() {
    BillingMonth november = BillingMonth.of("2026-11");
    assertThat(due(held("2026-08-20T12:00:00Z", "2026-09-10T12:00:00Z", "2026-11"), november))
        .containsExactly("n1/2026-09 1 10", "n1/2026-10 1 0", "n1/2026-11 1 0");
    assertThat(due(held("2026-08-20T12:00:00Z", "2026-09-10T12:00:00Z", null), november))
        .containsExactly("n1/2026-08 1 12", "n1/2026-09 1 10");
  }

  private static List<String> due(HeldNumber number, BillingMonth current) {
    return NumberRental.due(number, current).stream().map(NumberRentalTest::told).toList();
  }

  private static String told(Used used) {
    return used.key().subjectId() + " " + used.revision() + " " + used.usage().quantity();
  }

  private static HeldNumber held(String acquired, String released, String through) {
    return new HeldNumber(
        TenantId.of("aurora"),
        "n1",
        E164.of("+551130001000"),
        Carrier.TWILIO,
        new DestinationClass(NumberClass.LOCAL),
        Instant.parse(acquired),
        released == null ? null : Instant.parse(released),
        through == null ? null : BillingMonth.of(through));
  }
}
