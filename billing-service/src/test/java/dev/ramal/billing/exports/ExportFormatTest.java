package dev.ramal.billing.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExportFormatTest {
  @Test
  void shouldNameEachFormatOfAMonthDifferently() {
    // Given
    TenantId aurora = TenantId.of("aurora");
    BillingMonth month = BillingMonth.of("2031-09");

    // When
    Stream<String> names =
        Stream.of(ExportFormat.values()).map(format -> format.fileName(aurora, month));

    // Then
    assertThat(names)
        .containsExactly(
            "ramal-aurora-2031-09.csv",
            "ramal-aurora-2031-09-by-usage.csv",
            "ramal-aurora-2031-09-pt-br.csv",
            "ramal-aurora-2031-09.xlsx",
            "ramal-aurora-2031-09.parquet",
            "ramal-aurora-2031-09-by-usage.parquet");
  }
}
