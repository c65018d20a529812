package dev.ramal.calls.carrier.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.carrier.telnyx.DetailRecords.Billed;
import dev.ramal.events.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetailRecordsTest {
  private static final List<Billed> MINUTES = List.of(billed("0.0123", "USD"));
  private static final List<Billed> CONTROL = List.of(billed("0.0020", "USD"));

  @Test
  @DisplayName("CALL-163 a price of Telnyx is that of minutes and control together")
  void shouldWaitForBothParts() {
    assertThat(DetailRecords.sum(MINUTES, CONTROL, false)).contains(Money.of("0.0143", "USD"));
    assertThat(DetailRecords.sum(MINUTES, List.of(), false)).isEmpty();
    assertThat(DetailRecords.sum(MINUTES, List.of(), true)).contains(Money.of("0.0123", "USD"));
  }

  @Test
  void shouldAddUpNothingThatCannotBeRead() {
    assertThat(DetailRecords.sum(MINUTES, List.of(billed("0.0020", "EUR")), true)).isEmpty();
    assertThat(DetailRecords.sum(MINUTES, List.of(billed("1e9", "USD")), true)).isEmpty();
    assertThat(DetailRecords.sum(MINUTES, List.of(billed(null, "USD")), true)).isEmpty();
    assertThat(DetailRecords.sum(MINUTES, List.of(billed("0.0020", "usd")), true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 2",
    "PT23H59M, 2",
    "PT24H, 3",
    "P3DT12H, 5",
    "P27D, 29",
    "P28D, 30",
    "P29D, 30",
    "P400D, 30",
    "-PT1H, 2"
  })
  @DisplayName(
      "CALL-817 records of a leg are sought from the day before it on, thirty days at most")
  void shouldLookThroughTheDaysSinceTheLeg(Duration ago, long days) {
    Instant now = Instant.parse("2026-11-30T12:00:00Z");

    assertThat(DetailRecords.days(now.minus(ago), now)).isEqualTo(days);
    assertThat(DetailRecords.days(null, now)).isEqualTo(2);
  }

  private static Billed billed(String cost, String currency) {
    return new Billed("leg", null, null, cost, currency);
  }
}
