package dev.ramal.billing.exports;

import static dev.ramal.billing.fixtures.BillingApi.amount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.StoredLines;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    CallEvents other = callInMonth(Tenants.BOREAL, "2031-09-12T15:00:00Z", 600);
    StoredLines.messages(Tenants.BOREAL, MONTH, 70);
    JsonPath summary = BillingApi.get("davi", "/api/billing/summary?month=" + MONTH);
    JsonPath ofOther = BillingApi.get("fabio", "/api/billing/summary?month=" + MONTH);

    // When
    JsonPath export = export();
    JsonPath otherExport = export("fabio", "csv");

    // Then
    List<String[]> otherRows = rows(file("fabio", otherExport));
    assertThat(sum(otherRows, "price")).isEqualByComparingTo(amount(ofOther.getMap("total")));
    assertThat(sum(otherRows, "cost")).isEqualByComparingTo(amount(ofOther.getMap("cost")));
    assertThat(sum(otherRows, "margin")).isEqualByComparingTo(amount(ofOther.getMap("margin")));
    assertThat(amount(ofOther.getMap("total")))
        .isNotEqualByComparingTo(amount(summary.getMap("total")));
    assertThat(otherRows).anyMatch(row -> List.of(row).contains(other.callId()));
    assertThat(rows(file(export))).noneMatch(row -> List.of(row).contains(other.callId()));
    assertThat(export.getString("sha256")).isNotEqualTo(otherExport.getString("sha256"));
    byte[] file = file(export);
    List<String[]> rows = rows(file);
    assertThat(sum(rows, "price")).isEqualByComparingTo(amount(summary.getMap("total")));
    assertThat(sum(rows, "cost")).isEqualByComparingTo(amount(summary.getMap("cost")));
    assertThat(sum(rows, "margin")).isEqualByComparingTo(amount(summary.getMap("margin")));
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
    JsonPath otherExport = export("fabio", "csv");
    byte[] before = file(export);
    byte[] othersBefore = file("fabio", otherExport);
    CallEvents late = callInMonth("2031-09-01T15:00:00Z", 37);
    CallEvents othersLate = callInMonth(Tenants.BOREAL, "2031-09-02T15:00:00Z", 37);

    // When
    byte[] after = file(export);
    byte[] othersAfter = file("fabio", otherExport);

    // Then
    assertThat(after).isEqualTo(before);
    assertThat(othersAfter).isEqualTo(othersBefore);
    assertThat(new String(file("fabio", export("fabio", "csv")), "UTF-8"))
        .contains(othersLate.callId())
        .doesNotContain(late.callId());
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
    var ofOther = BillingApi.as("fabio").get(export("fabio", "csv").getString("file"));
    assertThat(ofOther.header("Content-Disposition")).contains("ramal-boreal-2031-09.csv");
    BillingApi.as("fabio").get("/api/billing/exports/" + id + "/file").then().statusCode(404);
  }

  @DisplayName("BILL-149 for people the month comes as workbook or as CSV of Brazil, and adds up")
  @Test
  void shouldBeReadableByPeople() throws Exception {
    // Given
    callInMonth("2031-09-21T15:00:00Z", 61);

    // When
    JsonPath book = export("xlsx");
    JsonPath csv = export("csv-pt-br");
    JsonPath othersBook = export("fabio", "xlsx");

    // Then
    assertThat(amount(othersBook.getMap("total")))
        .isEqualByComparingTo(
            amount(BillingApi.get("fabio", "/api/billing/summary?month=" + MONTH).getMap("total")));
    BillingApi.as("fabio").get(book.getString("file")).then().statusCode(404);
    var answer = BillingApi.as("davi").get(book.getString("file"));
    assertThat(answer.contentType())
        .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assertThat(answer.header("Content-Disposition")).contains("ramal-aurora-2031-09.xlsx");
    assertThat(sha256(answer.asByteArray())).isEqualTo(book.getString("sha256"));
    assertThat(book.getInt("rows")).isEqualTo(csv.getInt("rows"));
    List<String> lines = new String(file(csv), "UTF-8").lines().toList();
    assertThat(lines.get(0)).startsWith("\uFEFFLançamento;Mês;");
    int price = Arrays.asList(lines.get(0).split(";", -1)).indexOf("Preço");
    BigDecimal sum =
        lines.stream()
            .skip(1)
            .map(
                line ->
                    new BigDecimal(line.split(";", -1)[price].replace("\"", "").replace(',', '.')))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo(amount(csv.getMap("total")));
    assertThat(lines).anyMatch(line -> line.contains(";'+5511987654321;"));
    assertThat(lines)
        .anyMatch(
            line -> line.endsWith(";21/09/2031 12:00:00 (UTC-03:00);agent-1;Ana;;;;\"0,090000\""));
  }

  @DisplayName("BILL-160 exports are listed newest first, page by page, with their headings")
  @Test
  void shouldListWhatWasExported() throws Exception {
    // Given
    String month = "2031-06";
    List<String> made = new ArrayList<>();
    for (String headings : List.of("en", "pt-BR", "en")) {
      Map<String, String> wish = Map.of("month", month, "format", "csv", "headings", headings);
      made.add(0, BillingApi.post("davi", "/api/billing/exports", wish).path("id"));
    }

    // When
    JsonPath first = BillingApi.get("davi", "/api/billing/exports?limit=2&month=" + month);
    JsonPath rest =
        BillingApi.get(
            "davi",
            "/api/billing/exports?limit=2&month=" + month + "&cursor=" + first.getString("next"));

    // Then
    assertThat(first.getList("items.id")).isEqualTo(made.subList(0, 2));
    assertThat(
            BillingApi.get("fabio", "/api/billing/exports?month=" + month)
                .<String>getList("items.id"))
        .doesNotContainAnyElementsOf(made);
    assertThat(rest.getList("items.id").get(0)).isEqualTo(made.get(2));
    assertThat(first.getList("items.headings")).isEqualTo(List.of("en", "pt-BR"));
    String portuguese = BillingApi.as("davi").get(first.getString("items[1].file")).asString();
    assertThat(portuguese).startsWith("Lançamento,Mês,");
    JsonPath columns = BillingApi.get("davi", first.getString("items[0].columns"));
    assertThat(columns.getList("items.name")).startsWith("kind", "month").hasSize(35);
    assertThat(columns.getList("items.meaning", String.class)).allMatch(text -> text.length() > 9);
  }

  @DisplayName("BILL-150 an export that would come out otherwise is gone before its first byte")
  @Test
  void shouldSayThatAnOldExportIsGone() throws Exception {
    // Given
    callInMonth("2031-09-22T15:00:00Z", 37);
    JsonPath old = export();
    JsonPath changed = export();
    JsonPath ofOther = export("fabio", "csv");
    byte[] othersBefore = file("fabio", ofOther);
    byte[] before = firstColumns(file(old), 28);
    BillingApi.DATABASE.execute(
        "update exports set made_with = null, sha256 = ?, bytes = ? where id = cast(? as uuid)",
        sha256(before),
        (long) before.length,
        old.getString("id"));
    BillingApi.DATABASE.execute(
        "update exports set made_with = '1/17/0', sha256 = 'x' where id = cast(? as uuid)",
        changed.getString("id"));

    // When
    var gone = BillingApi.as("davi").get(changed.getString("file"));

    // Then
    gone.then().statusCode(410);
    assertThat(gone.jsonPath().getString("code")).isEqualTo("BILLING-0014");
    assertThat(file(old)).isEqualTo(before);
    assertThat(file("fabio", ofOther)).isEqualTo(othersBefore);
    BillingApi.as("fabio").get(changed.getString("file")).then().statusCode(404);
  }

  private static CallEvents callInMonth(String at, int seconds) {
    return callInMonth(Tenants.AURORA, at, seconds);
  }

  private static CallEvents callInMonth(TenantId tenant, String at, int seconds) {
    CallEvents call = CallEvents.of(tenant, at);
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "mobile-sp-rj", seconds));
    }
    BillingApi.awaitEntries(call.callId(), "lead", 1);
    return call;
  }

  private static JsonPath export() {
    return export("csv");
  }

  private static JsonPath export(String format) {
    return export("davi", format);
  }

  private static JsonPath export(String user, String format) {
    return BillingApi.post(user, "/api/billing/exports", Map.of("month", MONTH, "format", format))
        .then()
        .statusCode(201)
        .header("Location", org.hamcrest.Matchers.startsWith("/api/billing/exports/"))
        .extract()
        .jsonPath();
  }

  private static byte[] file(JsonPath export) {
    return file("davi", export);
  }

  private static byte[] file(String user, JsonPath export) {
    return BillingApi.as(user)
        .get(export.getString("file"))
        .then()
        .statusCode(200)
        .extract()
        .asByteArray();
  }

  /** The file as it was before people were named in it. */
  private static byte[] firstColumns(byte[] file, int columns) throws Exception {
    return rows(file).stream()
        .map(row -> String.join(",", Arrays.copyOf(row, columns)) + "\r\n")
        .collect(Collectors.joining())
        .getBytes("UTF-8");
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
