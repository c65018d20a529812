package dev.ramal.billing.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.rating.BillingMonth;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CsvTimesTest {
  @DisplayName("BILL-358 times of an export are letter for letter what the JDK writes")
  @Test
  void shouldWriteTimesAsTheJdkDoes() {
    // Given
    Random random = new Random(358);
    int[] steps = {1_000_000_000, 1_000_000, 100_000, 1_000, 1};

    // Then
    for (int i = 0; i < 20_000; i++) {
      int step = steps[i % steps.length];
      Instant at =
          Instant.ofEpochSecond(
              random.nextLong(-4_000_000_000L, 253_000_000_000L),
              random.nextInt(1_000_000_000) / step * (long) step);
      OffsetDateTime local =
          i % 7 == 0
              ? at.atOffset(ZoneOffset.UTC)
              : at.atZone(BillingMonth.ZONE).toOffsetDateTime();
      assertThat(line(at, local))
          .isEqualTo(at + "," + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local) + "\r\n");
    }
  }

  private static String line(Instant at, OffsetDateTime local) {
    Csv csv = new Csv();
    csv.field(at).field(local).endLine();
    return new String(csv.take(), UTF_8);
  }
}
