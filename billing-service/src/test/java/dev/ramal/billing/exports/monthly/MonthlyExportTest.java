package dev.ramal.billing.exports.monthly;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.fixtures.BillingApi.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.InvoicedOrganization;
import dev.ramal.billing.fixtures.StoredLines;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.billing.ExportReady;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class MonthlyExportTest {
  private static final String PATH = "/api/billing/monthly-exports";
  private static final String MONTH = "2037-04";
  private static final List<String> ALL =
      List.of("csv", "csv-by-usage", "csv-pt-br", "xlsx", "parquet", "parquet-by-usage");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Path STORE = Path.of("target/exports");

  @Inject MonthlyExportRepository exports;
  @Inject ProduceExport produceExport;
  @Inject SqlTransactions transactions;

  @DisplayName(
      "BILL-342 a month comes in six formats whose control totals are the summary's and the"
          + " ledger's")
  @Test
  void shouldAddUpToSummaryAndLedger() throws Exception {
    // Given
    StoredLines.messages(Tenants.AURORA, MONTH, 1_200);
    StoredLines.messages(Tenants.BOREAL, MONTH, 7);
    CallEvents call = CallEvents.of(Tenants.AURORA, "2037-04-10T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "mobile-sp-rj", 61));
      topics.send(call.costed("0.0140", "USD"));
      BillingApi.awaitEntries(call.callId(), "lead", 2);

      // When
      JsonPath made = ready("davi", requested("davi", MONTH, ALL));

      // Then
      JsonPath manifest = manifest(made);
      JsonPath summary = BillingApi.get("davi", "/api/billing/summary?month=" + MONTH);
      JsonPath head = BillingApi.get("davi", "/api/billing/ledger");
      String ofMonth = "from ledger_entries where tenant = 'aurora' and month = '" + MONTH + "'";
      assertThat(manifest.getList("files.format")).isEqualTo(ALL);
      assertThat(manifest.getLong("ledger.entries"))
          .isEqualTo(DATABASE.value("select count(*) " + ofMonth));
      assertThat(amount(manifest.getMap("ledger.cost")))
          .isEqualByComparingTo((BigDecimal) DATABASE.value("select sum(cost) " + ofMonth));
      assertThat(amount(manifest.getMap("ledger.listPrice")))
          .isEqualByComparingTo((BigDecimal) DATABASE.value("select sum(price) " + ofMonth));
      assertThat(manifest.getString("ledger.carrierPrices[0].currency")).isEqualTo("USD");
      assertThat(manifest.getLong("ledger.position")).isEqualTo(head.getLong("position"));
      assertThat(manifest.getString("ledger.hash")).isEqualTo(head.getString("hash"));
      for (int i = 0; i < ALL.size(); i++) {
        String file = "files[" + i + "]";
        byte[] bytes =
            BillingApi.as("davi")
                .get(made.getString(file + ".file"))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(manifest.getString(file + ".sha256")).as(ALL.get(i)).isEqualTo(sha256(bytes));
        assertThat(manifest.getInt(file + ".bytes")).isEqualTo(bytes.length);
        assertThat(total(manifest, file, "cost"))
            .isEqualByComparingTo(amount(summary.getMap("cost")));
        assertThat(total(manifest, file, "price"))
            .isEqualByComparingTo(amount(summary.getMap("total")));
        assertThat(total(manifest, file, "margin"))
            .isEqualByComparingTo(amount(summary.getMap("margin")));
        assertThat(total(manifest, file, "carrier_price"))
            .isEqualByComparingTo(amount(manifest.getMap("ledger.carrierPrices[0]")));
        assertThat(stored(manifest.getString(file + ".name"), made.getString("id")))
            .hasBinaryContent(bytes);
      }
      assertThat(manifest.getInt("files[0].rows")).isGreaterThan(1_200);
      ExportReady told =
          topics
              .await("the files", r -> r.is(ExportReady.class) && r.json().contains(id(made)))
              .data(ExportReady.class);
      assertThat(told.manifestSha256()).isEqualTo(made.getString("manifestSha256"));
      assertThat(told.total().amount()).isEqualByComparingTo(amount(summary.getMap("total")));
      assertThat(told.formats()).isEqualTo(ALL);
    }
  }

  @DisplayName(
      "BILL-343 the same month of the same ledger is the same manifest and files, byte by byte")
  @Test
  void shouldBeTheSameAgain() {
    // Given
    StoredLines.calls(Tenants.AURORA, "2037-05", 90, 600);
    JsonPath first = ready("davi", requested("davi", "2037-05", ALL));

    // When
    StoredLines.messages(Tenants.BOREAL, "2037-05", 3);
    JsonPath again = ready("davi", requested("davi", "2037-05", ALL));
    StoredLines.messages(Tenants.AURORA, "2037-05", 3);
    JsonPath later = ready("davi", requested("davi", "2037-05", ALL));

    // Then
    assertThat(again.getString("id")).isNotEqualTo(first.getString("id"));
    assertThat(document(again)).isEqualTo(document(first));
    assertThat(again.getList("files.sha256")).isEqualTo(first.getList("files.sha256"));
    assertThat(later.getList("files.sha256"))
        .doesNotContainAnyElementsOf(first.getList("files.sha256"));
    JsonPath since =
        BillingApi.get(
            "davi",
            "/api/billing/ledger/verification?after=" + manifest(first).getLong("ledger.position"));
    assertThat(since.getBoolean("intact")).isTrue();
    assertThat(BillingApi.get("davi", PATH + "?month=2037-05&limit=2").getList("items.id"))
        .isEqualTo(List.of(later.getString("id"), again.getString("id")));
  }

  @DisplayName(
      "BILL-344 a closed month is exported once in the chosen formats, by two replicas too, and for"
          + " nobody else")
  @Test
  void shouldExportAClosedMonthOnce() {
    // Given
    InvoicedOrganization organization = InvoicedOrganization.called("exporta-344");
    TenantId tenant = organization.tenant();
    StoredLines.messages(tenant, "2024-02", 5);
    StoredLines.messages(tenant, "2024-03", 5);
    organization.close("2024-02").then().statusCode(201);
    DATABASE.execute(
        "insert into export_schedules values (?, array['csv', 'parquet'], 'ivo', now())",
        tenant.value());
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {

      // When
      List<Integer> answers =
          Uni.join()
              .all(List.of(closing(organization, "2024-03"), closing(organization, "2024-03")))
              .andFailFast()
              .await()
              .atMost(LIMIT);
      UUID id = awaitReady(tenant);
      MonthlyExport export = find(tenant, id);
      produceTwice(export);

      // Then
      assertThat(answers).containsExactlyInAnyOrder(201, 409);
      assertThat(DATABASE.count("monthly_exports where tenant = ?", tenant.value())).isOne();
      assertThat(export.month()).isEqualTo(BillingMonth.of("2024-03"));
      assertThat(export.scheduled()).isTrue();
      assertThat(export.requestedBy()).isEqualTo("closing");
      assertThat(DATABASE.count("exports where monthly_export_id = ?", id)).isEqualTo(2);
      BillingApi.awaitCount("outbox where tenant = ?", 0, tenant.value());
      assertThat(topics.all(tenant, ExportReady.class))
          .extracting(record -> record.data(ExportReady.class).exportId())
          .containsExactly(id.toString());
      BillingApi.as("davi").get(PATH + "/" + id).then().statusCode(404);
      BillingApi.as("davi").get(PATH + "/" + id + "/manifest").then().statusCode(404);
      assertThat(BillingApi.as("davi").get(PATH + "/" + id).jsonPath().getString("code"))
          .isEqualTo("BILLING-0190");
    }
  }

  @DisplayName(
      "BILL-345 an export whose process died is completed by another, told once, and people hear"
          + " of delays")
  @Test
  void shouldCompleteWhatADeadProcessLeft() throws Exception {
    // Given
    UUID id = UUID.randomUUID();
    TenantId tenant = TenantId.of("exporta-345-" + id.toString().substring(0, 8));
    UUID otherId = UUID.randomUUID();
    TenantId other = TenantId.of("exporta-345-" + otherId.toString().substring(0, 8));
    StoredLines.messages(tenant, "2024-05", 4);
    StoredLines.messages(other, "2024-05", 7);
    pending(tenant, id);
    pending(other, otherId);
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING, Topics.ALERTS)) {

      Path inTheWay = Files.createFile(Files.createDirectories(STORE).resolve(tenant.value()));

      // When: its lease has ended, and nobody has said what became of it; and it was told twice
      for (String key : Arrays.asList(id.toString(), null)) {
        leftBehind(tenant, id, key);
        leftBehind(other, otherId, key == null ? null : otherId.toString());
      }
      awaitReady(other);
      assertThat(find(tenant, id).state())
          .as("another organization's files wait for nobody's")
          .isEqualTo(MonthlyExportState.PENDING);
      BillingApi.awaitCount(
          "monthly_exports where tenant = ? and alerted_at is not null"
              + " and last_error like '%Exception'",
          1, tenant.value());
      MonthlyExport late = find(tenant, id);
      Files.delete(inTheWay);
      awaitReady(tenant);
      BillingApi.awaitCount("jobs where tenant = ? and finished_at is null", 0, tenant.value());
      BillingApi.awaitCount("outbox where tenant = ?", 0, tenant.value());

      // Then
      MonthlyExport made = find(tenant, id);
      assertThat(late.lastError()).endsWith("Exception");
      assertThat(made.lastError()).isNull();
      assertThat(made.manifest()).contains("\"entries\":4");
      assertThat(topics.all(tenant, ExportReady.class)).hasSize(1);
      assertThat(topics.all(tenant, AlertRaised.class)).hasSize(1);
      assertThat(topics.all(tenant, AlertResolved.class)).hasSize(1);
      assertThat(find(other, otherId).manifest()).contains("\"entries\":7");
      assertThat(topics.all(other, ExportReady.class)).hasSize(1);
      BillingApi.awaitCount("outbox where tenant = ?", 0, other.value());
      assertThat(topics.all(other, AlertRaised.class))
          .as("of its own delay at most, and over")
          .hasSameSizeAs(topics.all(other, AlertResolved.class))
          .allMatch(told -> told.json().contains(otherId.toString()));
    }
  }

  private static void pending(TenantId tenant, UUID id) {
    DATABASE.execute(
        """
        insert into monthly_exports (tenant, id, month, formats, scheduled, state, requested_by,
          requested_at)
        values (?, ?, '2024-05', array['csv'], true, 'pending', 'closing', now())
        """,
        tenant.value(),
        id);
  }

  @DisplayName(
      "BILL-346 formats that cannot be are refused by their field, and what is not ready has no"
          + " manifest")
  @Test
  void shouldRefuseWhatCannotBe() {
    // Given
    UUID pending = UUID.randomUUID();
    DATABASE.execute(
        """
        insert into monthly_exports (tenant, id, month, formats, scheduled, state, requested_by,
          requested_at)
        values ('aurora', ?, '2037-06', array['csv'], false, 'pending', 'davi', now())
        """,
        pending);

    // When
    Response unknown = post(Map.of("month", "2037-06", "formats", List.of("pdf")));
    Response twice = post(Map.of("month", "2037-06", "formats", List.of("csv", "csv")));
    Response none = post(Map.of("month", "2037-06", "formats", List.of()));
    Response field = post(Map.of("month", "2037-06", "format", "csv"));
    Response unready = BillingApi.as("davi").get(PATH + "/" + pending + "/manifest");
    JsonPath chosen =
        BillingApi.as("davi")
            .body(Map.of("formats", List.of("xlsx", "csv")))
            .put(PATH + "/schedule")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    int ended =
        BillingApi.as("davi")
            .body(Map.of("formats", List.of()))
            .put(PATH + "/schedule")
            .statusCode();

    // Then
    assertThat(List.of(unknown, twice, none, field))
        .extracting(Response::statusCode)
        .containsOnly(400);
    assertThat(unknown.<List<String>>path("errors.field").get(0)).startsWith("formats");
    assertThat(twice.<String>path("code")).isEqualTo("BILLING-0192");
    assertThat(unready.statusCode()).isEqualTo(409);
    assertThat(unready.<String>path("code")).isEqualTo("BILLING-0191");
    assertThat(chosen.getList("formats")).isEqualTo(List.of("xlsx", "csv"));
    assertThat(chosen.getString("changedBy")).isEqualTo("davi");
    assertThat(ended).isEqualTo(200);
    assertThat(BillingApi.get("davi", PATH + "/schedule").getList("formats")).isEmpty();
    assertThat(BillingApi.get("fabio", PATH + "/schedule").<Object>get("changedBy")).isNull();
  }

  @DisplayName(
      "BILL-347 a file that is gone from the store is written again; one that was changed breaks"
          + " off")
  @Test
  void shouldNeverOfferAnotherFile() throws Exception {
    // Given
    StoredLines.messages(Tenants.AURORA, "2037-07", 40);
    JsonPath made = ready("davi", requested("davi", "2037-07", List.of("csv")));
    Path file = path("ramal-aurora-2037-07.csv", id(made));
    byte[] before = Files.readAllBytes(file);

    // When
    Files.delete(file);
    byte[] again = BillingApi.as("davi").get(made.getString("files[0].file")).asByteArray();
    byte[] forged = before.clone();
    forged[before.length - 3] ^= 1;
    Files.write(file, forged);
    Throwable brokenOff =
        catchThrowable(
            () -> BillingApi.as("davi").get(made.getString("files[0].file")).asByteArray());

    // Then
    assertThat(again).isEqualTo(before);
    assertThat(brokenOff).isNotNull();
    BillingApi.as("fabio").get(made.getString("files[0].file")).then().statusCode(404);
  }

  private static Uni<Integer> closing(InvoicedOrganization organization, String month) {
    return Uni.createFrom()
        .item(() -> organization.close(month).statusCode())
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  /** As a process leaves it that dies while it writes. */
  private static void leftBehind(TenantId tenant, UUID export, String key) {
    DATABASE.execute(
        """
        insert into jobs (id, tenant, queue, kind, subject, unique_key, priority, payload, state,
          due_at, attempt, leased_by, sent_at)
        values (?, ?, 'monthly-exports', 'PRODUCE', ?, ?, 2, '{}', 'RUNNING',
          now() - interval '1 second', 1, 'a process that died', now() - interval '1 hour')
        """,
        UUID.randomUUID().toString(),
        tenant.value(),
        export.toString(),
        key);
  }

  private void produceTwice(MonthlyExport export) {
    Uni.join()
        .all(produceExport.produce(export), produceExport.produce(export))
        .andFailFast()
        .await()
        .atMost(LIMIT);
  }

  private MonthlyExport find(TenantId tenant, UUID id) {
    return transactions
        .inTenant(tenant, sql -> exports.find(sql, tenant, id))
        .await()
        .atMost(LIMIT)
        .orElseThrow();
  }

  private static UUID awaitReady(TenantId tenant) {
    BillingApi.awaitCount(
        "monthly_exports where tenant = ? and state = 'ready'", 1, tenant.value());
    return (UUID) DATABASE.value("select id from monthly_exports where tenant = ?", tenant.value());
  }

  private static Response post(Map<String, ?> body) {
    return BillingApi.post("davi", PATH, body);
  }

  private static String requested(String user, String month, List<String> formats) {
    return BillingApi.post(user, PATH, Map.of("month", month, "formats", formats))
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static JsonPath ready(String user, String id) {
    return await("the files are ready")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> BillingApi.get(user, PATH + "/" + id),
            made -> made.getString("state").equals("ready"));
  }

  private static JsonPath manifest(JsonPath made) {
    return JsonPath.from(document(made));
  }

  private static String document(JsonPath made) {
    Response answer = BillingApi.as("davi").get(made.getString("manifest"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo('"' + made.getString("manifestSha256") + '"');
    return answer.asString();
  }

  private static BigDecimal total(JsonPath manifest, String file, String column) {
    return amount(
        manifest.getMap(file + ".controlTotals.find { it.column == '" + column + "' }.sum"));
  }

  private static String id(JsonPath made) {
    return made.getString("id");
  }

  private static File stored(String name, String export) throws Exception {
    return path(name, export).toFile();
  }

  private static Path path(String name, String export) throws Exception {
    try (Stream<Path> files = Files.walk(STORE)) {
      return files
          .filter(file -> file.toString().contains(export))
          .filter(file -> file.getFileName().toString().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String sha256(byte[] file) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
  }
}
