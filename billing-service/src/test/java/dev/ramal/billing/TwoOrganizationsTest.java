package dev.ramal.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.events.Topics;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class TwoOrganizationsTest {
  @Inject SqlTransactions transactions;

  private CallEvents ofAurora;

  @BeforeEach
  void auroraCalls() {
    ofAurora = CallEvents.of(Tenants.AURORA, "2031-07-10T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(ofAurora.ended(0, "mobile", 37));
    }
    BillingApi.awaitEntries(ofAurora.callId(), "lead", 1);
  }

  @DisplayName("BILL-52 usage of one organization does not exist for another")
  @Test
  void shouldHideUsage() {
    // Given
    Object id = BillingApi.usage("davi", ofAurora.callId(), "lead").get("id");

    // When
    int found =
        BillingApi.get("fabio", "/api/billing/usage?subjectId=" + ofAurora.callId())
            .getList("items")
            .size();

    // Then
    assertThat(found).isZero();
    BillingApi.as("fabio").get("/api/billing/usage/" + id).then().statusCode(404);
    BillingApi.as("fabio").get("/api/billing/usage/" + id + "/explain").then().statusCode(404);
    BillingApi.as("davi").get("/api/billing/usage/" + id).then().statusCode(200);
    BillingApi.as("davi")
        .header("X-Org-Id", "boreal")
        .get("/api/billing/usage")
        .then()
        .statusCode(403);
  }

  @DisplayName("BILL-53 summaries hold only one's own")
  @Test
  void shouldKeepSummariesApart() {
    // Given
    String month = "/api/billing/summary?month=2031-07";

    // When
    int lines = BillingApi.get("fabio", month).getList("lines").size();

    // Then
    assertThat(lines).isZero();
    assertThat(BillingApi.get("davi", month).getList("lines")).isNotEmpty();
  }

  @DisplayName("BILL-54 exports hold only one's own and do not exist for another")
  @Test
  void shouldHideExports() {
    // Given
    Map<String, String> july = Map.of("month", "2031-07");
    String id =
        BillingApi.post("davi", "/api/billing/exports", july)
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    // When
    int rows =
        BillingApi.post("fabio", "/api/billing/exports", july)
            .then()
            .statusCode(201)
            .extract()
            .path("rows");

    // Then
    assertThat(rows).isZero();
    BillingApi.as("fabio").get("/api/billing/exports/" + id).then().statusCode(404);
    BillingApi.as("fabio").get("/api/billing/exports/" + id + "/file").then().statusCode(404);
    assertThat(BillingApi.get("davi", "/api/billing/exports?month=2031-07").getList("items.id"))
        .contains(id);
    assertThat(BillingApi.get("fabio", "/api/billing/exports?month=2031-07").getList("items.id"))
        .isNotEmpty()
        .doesNotContain(id);
  }

  @DisplayName("BILL-368 nobody exports a month of an organization that is not in the token")
  @Test
  void shouldExportNoOther() {
    // Given
    long kept = ofBoreal("exports");
    long monthly = ofBoreal("monthly_exports");

    // When
    Response once =
        inBoreal().body(Map.of("month", "2031-07", "format", "csv")).post("/api/billing/exports");
    Response files =
        inBoreal()
            .body(Map.of("month", "2031-07", "formats", List.of("csv")))
            .post("/api/billing/monthly-exports");

    // Then
    for (Response refused : List.of(once, files)) {
      refused
          .then()
          .statusCode(403)
          .contentType("application/problem+json")
          .body("code", equalTo("RAMAL-0441"))
          .body("errors[0].field", equalTo("X-Org-Id"));
    }
    assertThat(ofBoreal("exports")).isEqualTo(kept);
    assertThat(ofBoreal("monthly_exports")).isEqualTo(monthly);
  }

  /** One of aurora's people, who names another organization. */
  private static RequestSpecification inBoreal() {
    return ApiUser.as("davi", "boreal").request();
  }

  private static long ofBoreal(String table) {
    return BillingApi.DATABASE.count(table + " where tenant = 'boreal'");
  }

  @DisplayName(
      "BILL-450 no table shows an organization's rows to another, whatever a statement asks")
  @Test
  void shouldHideEachTable() {
    // Given: all that have a tenant
    List<String> tables =
        BillingApi.DATABASE
            .rows(
                """
                select c.relname as name from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant'
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                order by 1
                """)
            .stream()
            .map(row -> (String) row.get("name"))
            .toList();
    String foreign =
        tables.stream()
            .map(
                table ->
                    "select '%1$s' where exists (select from %1$s where tenant not in ('boreal', '*'))"
                        .formatted(table))
            .collect(Collectors.joining(" union all "));

    // When
    List<String> seen =
        transactions
            .inTenant(Tenants.BOREAL, sql -> sql.query(foreign))
            .map(rows -> rows.stream().map(row -> row.text(0)).toList())
            .await()
            .atMost(Duration.ofSeconds(10));

    // Then
    assertThat(tables).contains("ledger_entries", "invoices", "reconciliations", "monthly_exports");
    assertThat(seen).isEmpty();
    assertThat(BillingApi.DATABASE.rows(foreign)).isNotEmpty();
  }

  @DisplayName("BILL-55 one organization's plan is no other's")
  @Test
  void shouldKeepPlansApart() {
    // Given
    Map<String, String> choice = Map.of("plan", "enterprise", "fromMonth", "2097-01");

    // When
    BillingApi.as("fabio").body(choice).put("/api/billing/plan").then().statusCode(200);

    // Then
    assertThat(BillingApi.get("fabio", "/api/billing/plan?month=2097-02").getString("plan.code"))
        .isEqualTo("enterprise");
    assertThat(BillingApi.get("davi", "/api/billing/plan?month=2097-02").getString("model"))
        .isEqualTo("consumption");
  }
}
