package dev.ramal.billing.exports;

import static dev.ramal.billing.fixtures.BillingApi.amount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.StoredLines;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class ExportTest {
  private static final String MONTH = "2031-09";

  @DisplayName("BILL-60 the columns of the file add up to the summary, to the last decimal")
  @Test
  void shouldAddUpToTheSummary() throws Exception {
    // Given
    for (int i = 0; i < 5; i++) {
      callInMonth("2031-09-1" + i + "T15:00:00Z", 31 + 7 * i);
    }
    StoredLines.messages(Tenants.AURORA, MONTH, 3_000);
    JsonPath summary = BillingApi.get("davi", "/api/billing/summary?month=" + MONTH);

    // When
    JsonPath export = export();

    // Then
    byte[] file = file(export);
    List<String[]> rows = rows(file);
    assertThat(sum(rows, "price")).isEqualByComparingTo(amount(summary.getMap("total")));
    assertThat(sum(rows, "cost")).isEqualByComparingTo(amount(summary.getMap("cost")));
    assertThat(amount(export.getMap("total")))
        .isEqualByComparingTo(amount(summary.getMap("total")));
    assertThat(export.getInt("rows")).isEqualTo(rows.size() - 1).isGreaterThan(3_000);
    assertThat(export.getInt("bytes")).isEqualTo(file.length);
    assertThat(export.getString("sha256")).isEqualTo(sha256(file));
  }

  @DisplayName("BILL-61 the same export is the same bytes, whatever is written afterwards")
  @Test
  void shouldStayTheSame() throws Exception {
    // Given
    callInMonth("2031-09-20T15:00:00Z", 37);
    JsonPath export = export();
    byte[] before = file(export);
    CallEvents late = callInMonth("2031-09-01T15:00:00Z", 37);

    // When
    byte[] after = file(export);

    // Then
    assertThat(after).isEqualTo(before);
    assertThat(new String(file(export()), "UTF-8")).contains(late.callId());
  }

  @DisplayName("BILL-62 the file is offered as CSV in UTF-8 under the month's name")
  @Test
  void shouldBeOfferedAsCsv() {
    // Given
    String id = export().getString("id");

    // When
    var answer = BillingApi.as("davi").get("/api/billing/exports/" + id + "/file");

    // Then
    assertThat(answer.contentType()).isEqualToIgnoringCase("text/csv;charset=UTF-8");
    assertThat(answer.header("Content-Disposition")).contains("ramal-aurora-2031-09.csv");
    assertThat(answer.asString()).startsWith("kind,month,occurred_at,usage_id,line,");
  }

  private static CallEvents callInMonth(String at, int seconds) {
    CallEvents call = CallEvents.of(Tenants.AURORA, at);
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "mobile-sp-rj", seconds));
    }
    BillingApi.awaitEntries(call.callId(), "lead", 1);
    return call;
  }

  private static JsonPath export() {
    return BillingApi.post("davi", "/api/billing/exports", Map.of("month", MONTH, "format", "csv"))
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  private static byte[] file(JsonPath export) {
    return BillingApi.as("davi")
        .get(export.getString("file"))
        .then()
        .statusCode(200)
        .extract()
        .asByteArray();
  }

  private static List<String[]> rows(byte[] file) throws Exception {
    return Arrays.stream(new String(file, "UTF-8").split("\r\n"))
        .map(line -> line.split(",", -1))
        .toList();
  }

  private static BigDecimal sum(List<String[]> rows, String column) {
    int index = Arrays.asList(rows.get(0)).indexOf(column);
    return rows.stream()
        .skip(1)
        .map(row -> new BigDecimal(row[index]))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String sha256(byte[] file) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
  }
}
