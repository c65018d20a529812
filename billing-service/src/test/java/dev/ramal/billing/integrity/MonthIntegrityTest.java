package dev.ramal.billing.integrity;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.fixtures.BillingApi.amount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.InvoicedOrganization;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class MonthIntegrityTest {
  private static final String MONTH = "2025-08";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** What whoever owns the database may change, how it is put right, and where it must show. */
  private record Tampering(String change, String back, String part) {}

  private static final List<Tampering> EACH_TABLE =
      List.of(
          of("ledger_entries", "price = price + 0.01", "price = price - 0.01", "month-sums"),
          of("ledger_entries", "price = price + 0.01", "price = price - 0.01", "accounts"),
          of("ledger_entries", "cost = cost + 0.01", "cost = cost - 0.01", "usage-records"),
          of("ledger_entries", "cost = cost + 0.01", "cost = cost - 0.01", "exports"),
          of("ledger_entries", "month = '2025-09'", "month = '2025-08'", "usage-records"),
          of("month_sums", "price = price + 0.01", "price = price - 0.01", "month-sums"),
          of("month_sums", "taken_back = 1", "taken_back = 0", "month-sums"),
          of("month_spend", "cost = cost + 0.01", "cost = cost - 0.01", "month-spend"),
          of(
              "metered_uses",
              standing("to_jsonb('9.000000'::text)"),
              standing("to_jsonb('0.510000'::text)"),
              "usage-records"),
          of("call_costs", "price = price + 0.01", "price = price - 0.01", "call-costs"),
          of("invoices", line("'9.000000'"), line("'1.020000'"), "invoice"),
          of("invoice_notes", line("'9.000000'"), line("'0.510000'"), "invoice"),
          of("invoice_numbers", "last = last + 1", "last = last - 1", "invoice"),
          of(
              "invoice_files",
              "pdf = pdf || '\\x00'::bytea",
              "pdf = substring(pdf for octet_length(pdf) - 1)",
              "document-files"),
          of(
              "exports",
              "total_price = total_price + 0.01",
              "total_price = total_price - 0.01",
              "exports"),
          of(
              "monthly_exports",
              "manifest = replace(manifest, '\"rows\":', '\"rows\":1')",
              "manifest = replace(manifest, '\"rows\":1', '\"rows\":')",
              "manifests"));

  @Inject CompareWithLedger compare;

  @DisplayName("BILL-390 one row changed in any table of a month is found, and in no other month")
  @Test
  void shouldFindOneChangedRowInEachTable() {
    // Given
    InvoicedOrganization organization = closedMonth("integra-390");
    InvoicedOrganization other = closedMonth("integra-391");
    JsonPath before = integrity(organization);
    Map<String, List<String>> broken = new LinkedHashMap<>();

    // When
    for (Tampering tampering : EACH_TABLE) {
      behindTheTriggers(organization, tampering.change());
      JsonPath changed = integrity(organization);
      broken.put(
          tampering.part() + " by " + tampering.change(),
          changed.getList("parts.findAll { !it.intact }.part"));
      assertThat(changed.getBoolean("intact")).as(tampering.change()).isFalse();
      behindTheTriggers(organization, tampering.back());
    }

    // Then
    assertThat(before.getList("parts.findAll { !it.intact }")).isEmpty();
    assertThat(before.getBoolean("intact")).isTrue();
    assertThat(before.getList("parts.part"))
        .containsExactly(
            "month-sums",
            "month-spend",
            "usage-records",
            "call-costs",
            "accounts",
            "invoice",
            "document-files",
            "exports",
            "manifests");
    assertThat(before.getLong("entries")).isEqualTo(7);
    assertThat(amount(before.getMap("price"))).isEqualByComparingTo("1.53");
    broken.forEach((what, parts) -> assertThat(parts).as(what).contains(what.split(" ")[0]));
    assertThat(integrity(organization).getBoolean("intact")).as("all put right").isTrue();
    assertThat(integrity(other).getBoolean("intact")).isTrue();
    BillingApi.as("ana").get("/api/billing/ledger/integrity").then().statusCode(403);
    BillingApi.as("fabio").get("/api/billing/ledger/integrity?month=x").then().statusCode(400);
  }

  @DisplayName("BILL-391 people are alerted once of a month that differs, and that it does no more")
  @Test
  void shouldAlertOnce() {
    // Given
    InvoicedOrganization organization = closedMonth("integra-392");
    InvoicedOrganization other = InvoicedOrganization.called("integra-393").calling("0.10", "0.30");
    other.call(MONTH + "-10T15:00:00Z", 100);
    String change = of("month_sums", "cost = cost + 0.01", "", "").change();
    String back = of("month_sums", "cost = cost - 0.01", "", "").change();
    String party = of("ledger_entries", "party = party || '1'", "", "").change();
    String partyBack = of("ledger_entries", "party = left(party, -1)", "", "").change();

    try (TopicProbe topics = TopicProbe.on(Topics.ALERTS)) {
      // When
      behindTheTriggers(organization, change);
      behindTheTriggers(organization, party);
      round(other);
      round(organization);
      round(organization);
      behindTheTriggers(organization, back);
      behindTheTriggers(organization, partyBack);
      round(organization);

      // Then
      ReceivedRecord over =
          topics.await(
              "the end",
              r -> r.is(AlertResolved.class) && of(organization, r) && isAbout(r, MONTH));
      topics.await(
          "the end of the chain's",
          r -> r.is(AlertResolved.class) && of(organization, r) && isAbout(r, "ledger"));
      List<ReceivedRecord> raised =
          topics.all().stream()
              .filter(r -> r.is(AlertRaised.class) && of(organization, r))
              .toList();
      assertThat(raised)
          .extracting(r -> r.data(AlertRaised.class).subject())
          .containsExactly(MONTH, "ledger");
      AlertRaised alert = raised.get(0).data(AlertRaised.class);
      assertThat(raised.get(1).data(AlertRaised.class).detail()).contains("na posição");
      assertThat(alert.severity()).isEqualTo("critical");
      assertThat(alert.detail()).contains("month-sums").contains("integrity?month=" + MONTH);
      assertThat(over.data(AlertResolved.class).title()).isEqualTo(alert.title());
      assertThat(topics.all(other.tenant(), AlertRaised.class)).isEmpty();
    }
  }

  /** Two calls, one at the carrier's price, an invoice, its export, and a note for a third call. */
  private static InvoicedOrganization closedMonth(String name) {
    InvoicedOrganization organization = InvoicedOrganization.called(name).calling("0.10", "0.30");
    TenantId tenant = organization.tenant();
    DATABASE.execute(
        "insert into export_schedules values (?, array['csv', 'csv-by-usage', 'csv-pt-br', 'xlsx',"
            + " 'parquet'], 'ivo', now())",
        tenant.value());
    List<CallEvents> calls =
        organization.calls(List.of("2025-08-10T15:00:00Z", "2025-08-11T15:00:00Z"), 100);
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(calls.get(0).costed("0.07", "BRL"));
    }
    BillingApi.awaitEntries(calls.get(0).callId(), "lead", 2);
    String invoice = organization.close(MONTH).then().statusCode(201).extract().path("id");
    BillingApi.awaitCount(
        "monthly_exports where tenant = ? and state = 'ready'", 1, tenant.value());
    organization.call("2025-08-12T15:00:00Z", 100);
    organization.correct(invoice).then().statusCode(201);
    BillingApi.operator(tenant)
        .get(InvoicedOrganization.INVOICES + "/" + invoice + "/pdf")
        .then()
        .statusCode(200);
    BillingApi.awaitSealed(tenant);
    return organization;
  }

  private static Tampering of(String table, String change, String back, String part) {
    String one =
        "update %s set %s where ctid = (select ctid from %s where tenant = '{tenant}' and %s"
            + " order by %s limit 1)";
    String row =
        switch (table) {
          case "ledger_entries" -> "leg = 'lead' and number = 1";
          case "month_sums" -> "leg = 'lead'";
          case "metered_uses" -> "leg = 'lead'";
          default -> "true";
        };
    String order =
        switch (table) {
          case "ledger_entries", "metered_uses" -> "occurred_at";
          case "month_sums" -> "hour";
          case "month_spend" -> "scope, subject";
          case "call_costs" -> "call_id";
          case "invoice_numbers" -> "series";
          case "invoice_files" -> "document_id";
          default -> "id";
        };
    return new Tampering(
        one.formatted(table, change, table, row, order),
        one.formatted(table, back, table, row, order),
        part);
  }

  private static String standing(String price) {
    return "state = jsonb_set(state, '{standing,price,amount}', %s)".formatted(price);
  }

  private static String line(String amount) {
    return "document = jsonb_set(document, '{lines,0,amount,amount}', to_jsonb(%s::text))"
        .formatted(amount);
  }

  private static void behindTheTriggers(InvoicedOrganization organization, String change) {
    DATABASE.execute(
        "set session_replication_role = replica; "
            + change.replace("{tenant}", organization.tenant().value())
            + "; reset session_replication_role");
  }

  private static JsonPath integrity(InvoicedOrganization organization) {
    return organization.get("/api/billing/ledger/integrity?month=" + MONTH);
  }

  private void round(InvoicedOrganization organization) {
    for (String subject : List.of(MONTH, CompareWithLedger.LEDGER)) {
      assertThat(compare.compare(organization.tenant(), subject).await().atMost(LIMIT)).isEmpty();
    }
  }

  private static boolean isAbout(ReceivedRecord record, String subject) {
    return record.data(AlertResolved.class).subject().equals(subject);
  }

  private static boolean of(InvoicedOrganization organization, ReceivedRecord record) {
    return record.tenant().equals(organization.tenant()) && record.json().contains("não batem");
  }
}
