package dev.ramal.billing.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.rating.BillingMonth;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrazilianCsvTest {
  @DisplayName("BILL-144 what a spreadsheet would make a number or a day of is marked as text")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "+5511987654321  | '+5511987654321",
        "5511987654321   | '5511987654321",
        "27182           | '27182",
        "0800            | '0800",
        "08001234567     | '08001234567",
        "1e5             | '1e5",
        "2024.1          | '2024.1",
        "1-2             | '1-2",
        "03/04           | '03/04",
        "12:30           | '12:30",
        "1 mar           | '1 mar",
        "dez-24          | 'dez-24",
        "50%             | '50%",
        "=1+1            | '=1+1",
        "@SUM(A1)        | '@SUM(A1)",
        "-2+3            | '-2+3",
        "sip:rita@x.com  | sip:rita@x.com",
        "client:ana      | client:ana",
        "saída-móvel     | saída-móvel",
        "mobile-sp-rj    | mobile-sp-rj",
        "referencia-2026.1 | referencia-2026.1",
        "a;b             | \"a;b\"",
        "diz \"oi\"    | \"diz \"\"oi\"\"\"",
      })
  void shouldKeepTextText(String text, String written) {
    // Given
    BrazilianCsv csv = new BrazilianCsv(true);

    // When
    csv.field(text);

    // Then
    assertThat(new String(csv.take(), UTF_8)).isEqualTo(written);
  }

  @DisplayName(
      "BILL-145 amounts have a decimal comma, times are those of São Paulo, marked as UTF-8")
  @Test
  void shouldWriteAsBrazilReads() {
    // Given
    BrazilianCsv csv = new BrazilianCsv(true);
    List<Object> fields =
        Arrays.asList(
            new BigDecimal("-0.033500"),
            42L,
            null,
            Instant.parse("2026-12-01T02:30:00Z"),
            LocalDate.of(2026, 1, 31),
            BillingMonth.of("2026-11"),
            "ação");

    // When
    csv.header(List.of("Lançamento", "Mês", "Preço"));
    fields.forEach(csv::field);
    csv.endLine();
    csv.end();

    // Then
    assertThat(new String(csv.take(), UTF_8))
        .isEqualTo(
            "\uFEFFLançamento;Mês;Preço\r\n"
                + "\"-0,033500\";42;;30/11/2026 23:30:00;31/01/2026;11/2026;ação\r\n");
  }
}
