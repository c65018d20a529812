package dev.ramal.billing.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
  @DisplayName("BILL-70 what a spreadsheet would run is disarmed, numbers stay numbers")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "+5511987654321        | \"+5511987654321\"",
        "-0.033500             | -0.033500",
        "=1+1                  | '=1+1",
        "@SUM(A1)              | '@SUM(A1)",
        "+55 11 cmd            | \"'+55 11 cmd\"",
        "-2+3                  | '-2+3",
        "client:ana            | client:ana"
      })
  void shouldDisarmFormulas(String field, String written) {
    // Given
    List<String> fields = List.of(field);

    // When
    Csv csv = new Csv();
    fields.forEach(csv::field);
    csv.endLine();
    String line = new String(csv.take(), UTF_8);

    // Then
    assertThat(line).isEqualTo(written + "\r\n");
  }

  @DisplayName("BILL-71 fields are quoted as RFC 4180 says")
  @Test
  void shouldQuote() {
    // Given
    List<String> fields = Arrays.asList("a,b", "say \"oi\"", null, "two\r\nlines", "ação");

    // When
    Csv csv = new Csv();
    fields.forEach(csv::field);
    csv.endLine();
    String line = new String(csv.take(), UTF_8);

    // Then
    assertThat(line).isEqualTo("\"a,b\",\"say \"\"oi\"\"\",,\"two\r\nlines\",ação\r\n");
  }
}
