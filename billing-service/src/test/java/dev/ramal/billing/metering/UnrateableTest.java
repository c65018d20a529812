package dev.ramal.billing.metering;

import static dev.ramal.billing.fixtures.BillingApi.amount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.billing.UsageUnrateable;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class UnrateableTest {
  @Inject RerateUnrateable rerateUnrateable;

  @DisplayName("BILL-49 without a tariff a usage is told and listed, and rated once there is one")
  @Test
  void shouldRateOnceATariffIsThere() {
    // Given
    BillingApi.DATABASE.execute("delete from unrateable_alerts where tenant = 'aurora'");
    CallEvents call = CallEvents.of(Tenants.AURORA, "2031-05-10T15:00:00Z");
    UsageUnrateable told;
    AlertRaised alert;
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING, Topics.ALERTS)) {
      topics.send(call.ended(0, "satellite", 37));
      told =
          topics
              .await(
                  "UsageUnrateable",
                  r -> r.is(UsageUnrateable.class) && r.json().contains(call.callId()))
              .data(UsageUnrateable.class);
      alert =
          topics
              .await("an alert", r -> r.is(AlertRaised.class) && r.json().contains("sem tarifa"))
              .data(AlertRaised.class);
    }
    List<String> listed = listed("olga");
    CallEvents other = CallEvents.of(Tenants.BOREAL, "2031-05-10T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(other.ended(0, "satellite", 37));
    }
    BillingApi.awaitCount(
        "metered_uses where subject_id = ? and status = 'UNRATEABLE'", 1, other.callId());

    // When
    BillingApi.publish(Tenants.AURORA, satellite("satelite-1", "2031")).then().statusCode(201);
    int rated =
        BillingApi.post("olga", "/api/billing/unrateable/rerate", "")
            .then()
            .statusCode(200)
            .extract()
            .path("rated");

    // Then
    assertThat(told.destinationClass().word()).isEqualTo("satellite");
    assertThat(alert.service()).isEqualTo("billing-service");
    assertThat(alert.severity()).isEqualTo("warning");
    assertThat(alert.subject()).isEqualTo("+5511");
    assertThat(listed).contains(call.callId());
    assertThat(rated).isPositive();
    assertThat(listed("olga")).doesNotContain(call.callId());
    assertThat(listed("bia")).as("of another organization").contains(other.callId());
    Map<String, Object> usage = BillingApi.usage("davi", call.callId(), "lead");
    assertThat(usage.get("tariffVersion")).isEqualTo("satelite-1");
    assertThat(amount(usage.get("price"))).isEqualByComparingTo("10.00");
    JsonPath why = BillingApi.get("davi", "/api/billing/usage/" + usage.get("id") + "/explain");
    assertThat(why.getString("lines[0].origin.cause")).isEqualTo("rerating");
    assertThat(why.getString("lines[0].origin.carrierReference"))
        .isEqualTo(call.reference("lead").value());
    BillingApi.post("olga", "/api/billing/unrateable/rerate", "").then().statusCode(200);
    assertThat(
            BillingApi.DATABASE.count(
                "ledger_entries where subject_id = ? and leg = 'lead'", call.callId()))
        .isEqualTo(1);
  }

  @DisplayName("BILL-49 without a tariff a usage is told and listed, and rated once there is one")
  @Test
  void shouldNotEndWhatIsToldWhileItIsRatedAgain() {
    // Given
    TenantId tenant = TenantId.of("nothing-open-" + UUID.randomUUID());
    try (TopicProbe topics = TopicProbe.on(Topics.ALERTS)) {
      Uni<RerateUnrateable.Rerated> again = rerateUnrateable.rerate(tenant);
      Instant meanwhile = Instant.now();

      // When
      again.await().atMost(Duration.ofSeconds(10));

      // Then
      assertThat(topics.await(AlertResolved.class, tenant.value()).resolvedAt())
          .isBeforeOrEqualTo(meanwhile);
    }
  }

  @DisplayName("BILL-50 one organization's tariff rates no usage of another")
  @Test
  void shouldNotRateAnotherOrganization() {
    // Given
    CallEvents call = CallEvents.of(Tenants.BOREAL, "2032-05-11T15:00:00Z");
    BillingApi.publish(Tenants.AURORA, satellite("satelite-2", "2032")).then().statusCode(201);

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "satellite", 37));
      topics.await(
          "UsageUnrateable", r -> r.is(UsageUnrateable.class) && r.json().contains(call.callId()));
    }

    // Then
    assertThat(listed("bia")).contains(call.callId());
    assertThat(listed("davi")).doesNotContain(call.callId());
    var summary = BillingApi.get("fabio", "/api/billing/summary?month=2032-05");
    assertThat(summary.getInt("unrated")).isPositive();
    assertThat(summary.getString("advice")).contains("/api/billing/unrateable");
    assertThat(BillingApi.get("fabio", "/api/billing/summary?month=2032-06").getInt("unrated"))
        .isZero();
    assertThat(BillingApi.get("bia", "/api/billing/tariffs").getList("items.tariff.version"))
        .contains("referencia-2024.1")
        .doesNotContain("satelite-2");
  }

  @DisplayName("BILL-143 a usage that cannot even be tried holds up none of its set")
  @Test
  void shouldRateTheOthersOfASet() {
    // Given
    List<String> calls = new ArrayList<>();
    CallEvents other = CallEvents.of(Tenants.AURORA, "2035-05-10T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(other.ended(0, "satellite", 37));
      for (int i = 0; i < 5; i++) {
        CallEvents call = CallEvents.of(Tenants.BOREAL, "2035-05-1" + i + "T15:00:00Z");
        calls.add(call.callId());
        topics.send(call.ended(0, "satellite", 37));
      }
    }
    for (String call : calls) {
      BillingApi.awaitCount("metered_uses where subject_id = ? and status = 'UNRATEABLE'", 1, call);
    }
    BillingApi.awaitCount(
        "metered_uses where subject_id = ? and status = 'UNRATEABLE'", 1, other.callId());
    String spoilt = calls.remove(2);
    BillingApi.DATABASE.execute(
        "update metered_uses set state = state - 'standing' where subject_id = ?", spoilt);
    BillingApi.publish(Tenants.BOREAL, satellite("satelite-3", "2035")).then().statusCode(201);

    // When
    BillingApi.post("bia", "/api/billing/unrateable/rerate", "").then().statusCode(200);

    // Then
    for (String call : calls) {
      BillingApi.awaitEntries(call, "lead", 1);
    }
    assertThat(listed("bia")).contains(spoilt).doesNotContainAnyElementsOf(calls);
    assertThat(listed("olga")).contains(other.callId()).doesNotContain(spoilt);
    BillingApi.DATABASE.execute("delete from metered_uses where subject_id = ?", spoilt);
  }

  @DisplayName("BILL-69 pages of unrateable usage and of tariffs leave nothing out, newest first")
  @Test
  void shouldPageThroughUnrateableUsesAndTariffs() {
    // Given
    List<String> calls = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      for (int i = 0; i < 3; i++) {
        CallEvents call = CallEvents.of(Tenants.AURORA, "2034-05-1" + i + "T15:00:00Z");
        CallEvents other = CallEvents.of(Tenants.BOREAL, "2034-05-1" + i + "T15:00:00Z");
        calls.add(0, call.callId());
        others.add(0, other.callId());
        topics.send(call.ended(0, "satellite", 37));
        topics.send(other.ended(0, "satellite", 37));
      }
    }
    for (String call : Stream.of(calls, others).flatMap(List::stream).toList()) {
      BillingApi.awaitCount("metered_uses where subject_id = ? and status = 'UNRATEABLE'", 1, call);
    }
    List<String> years = List.of("2043", "2042", "2041");
    for (String year : years) {
      BillingApi.publish(Tenants.AURORA, satellite("pagina-" + year, year)).then().statusCode(201);
    }

    // When
    List<String> waiting = paged("davi", "/api/billing/unrateable", "subjectId");
    List<String> ofOther = paged("fabio", "/api/billing/unrateable", "subjectId");
    List<String> tariffs = paged("davi", "/api/billing/tariffs", "tariff.version");

    // Then
    assertThat(waiting).doesNotHaveDuplicates().containsSubsequence(calls);
    assertThat(ofOther).doesNotHaveDuplicates().containsSubsequence(others);
    assertThat(waiting).doesNotContainAnyElementsOf(ofOther);
    assertThat(tariffs)
        .doesNotHaveDuplicates()
        .containsSubsequence("pagina-2043", "pagina-2042", "pagina-2041");
    assertThat(tariffs).contains("referencia-2024.1");
  }

  private static List<String> paged(String user, String path, String field) {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonPath page = BillingApi.get(user, path + "?limit=2&cursor=" + cursor);
      seen.addAll(page.getList("items." + field));
      cursor = page.getString("next");
    } while (cursor != null);
    return seen;
  }

  private static List<String> listed(String user) {
    return BillingApi.get(user, "/api/billing/unrateable?limit=200").getList("items.subjectId");
  }

  private static Map<String, Object> satellite(String version, String year) {
    return Map.of(
        "version",
        version,
        "validFrom",
        year + "-05-01T03:00:00Z",
        "validTo",
        year + "-06-01T03:00:00Z",
        "source",
        "acordo de teste",
        "rules",
        List.of(
            Map.of(
                "id",
                "satelite",
                "meter",
                "voice-minute",
                "destinationClass",
                "satellite",
                "increments",
                Map.of("minimum", 60, "increment", 60),
                "cost",
                Map.of("perUnit", "4.00"),
                "price",
                Map.of("perUnit", "10.00"))));
  }
}
