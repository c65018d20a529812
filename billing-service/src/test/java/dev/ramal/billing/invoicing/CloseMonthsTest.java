package dev.ramal.billing.invoicing;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.fixtures.InvoicedOrganization.INVOICES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.InvoicedOrganization;
import dev.ramal.billing.fixtures.StoredLines;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.InvoiceIssued;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class CloseMonthsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Of one organization at the same time. */
  private static final int MOST_READS = 4;

  private static final TenantId TENANT = TenantId.of("fatura-252");
  private static final TenantId OTHER = TenantId.of("fatura-252-outra");
  private static final BillingMonth OCTOBER = BillingMonth.of("2018-10");

  @Inject CloseMonths closeMonths;
  @Inject IssueInvoice issueInvoice;
  @Inject MovableClock clock;

  @AfterEach
  void goOn() {
    clock.reset();
    DATABASE.execute("drop trigger if exists refuse_invoices on outbox");
    DATABASE.execute("drop function if exists refuse_invoices()");
  }

  @DisplayName("BILL-252 months are closed when they are due, however late and often it is looked")
  @Test
  void shouldCatchUp() {
    // Given
    TopicProbe topics = TopicProbe.on(Topics.BILLING);
    StoredLines.messages(TENANT, "2018-10", 3);
    StoredLines.messages(TENANT, "2018-12", 4);
    StoredLines.messages(OTHER, "2018-11", 2);
    DATABASE.execute(
        """
        insert into conditions (id, tenant, from_month, document, agreed_by, agreed_at)
        values (gen_random_uuid(), ?, '2018-10', '{"graceDays": 3}', 'x', now()),
          (gen_random_uuid(), ?, '2018-11', '{"graceDays": 0, "minimumBrl": "9.00"}', 'x', now())
        """,
        TENANT.value(),
        TENANT.value());

    // When, Then: a month that goes on is none of ours.
    closeAt("2018-11-01T02:59:59Z");
    assertThat(states(TENANT)).isEmpty();
    // It is over: a draft. The fourth of November began at 1:00, which is 3:00 in UTC.
    closeAt("2018-11-01T03:00:00Z");
    closeAt("2018-11-04T02:59:59Z");
    assertThat(states(TENANT)).isEqualTo(Map.of("2018-10", "draft"));
    closeAt("2018-11-04T03:00:00Z");
    assertThat(states(TENANT)).isEqualTo(Map.of("2018-10", "issued 1"));
    // Nobody looked for four months. In November there was nothing but the minimum.
    clock.stopAt(Instant.parse("2019-03-10T12:00:00Z"));
    Uni.join()
        .all(closeMonths.close(OCTOBER), closeMonths.close(OCTOBER))
        .andFailFast()
        .await()
        .atMost(LIMIT);
    closeAt("2019-03-10T12:10:00Z");
    assertThat(states(OTHER)).isEqualTo(Map.of("2018-11", "issued 1"));
    assertThat(states(TENANT))
        .isEqualTo(
            Map.of(
                "2018-10", "issued 1",
                "2018-11", "issued 2",
                "2018-12", "issued 3",
                "2019-01", "issued 4",
                "2019-02", "issued 5"));
    BillingApi.awaitCount("outbox where tenant = ?", 0, TENANT.value());
    assertThat(topics.all(TENANT, InvoiceIssued.class))
        .extracting(record -> record.data(InvoiceIssued.class).number())
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    // Late usage of October: one note at the end of the next month, none at the one after.
    StoredLines.messages(TENANT, "2018-10", 40);
    closeAt("2019-03-31T12:00:00Z");
    assertThat(notes()).isZero();
    closeAt("2019-04-01T03:00:00Z");
    closeAt("2019-05-01T03:00:00Z");
    assertThat(notes()).isEqualTo(1);
    topics.close();
  }

  @DisplayName("BILL-253 numbers have no gap: many at once, twice, or rolled back")
  @Test
  void shouldLeaveNoNumberOut() {
    // Given
    InvoicedOrganization organization = InvoicedOrganization.called("fatura-253");
    List<String> months = IntStream.rangeClosed(1, 6).mapToObj(month -> "2024-0" + month).toList();
    months.forEach(month -> StoredLines.messages(organization.tenant(), month, 2));
    InvoicedOrganization other = InvoicedOrganization.called("fatura-253-outra");
    StoredLines.messages(other.tenant(), "2024-06", 2);
    refuseEventsAbout("2024-01");

    // When
    int refused = organization.close("2024-01").statusCode();
    goOn();
    List<Integer> answers =
        Uni.join()
            .all(
                months.stream()
                    .flatMap(month -> Stream.of(month, month))
                    .map(month -> closed(organization.tenant(), month))
                    .toList())
            .usingConcurrencyOf(MOST_READS)
            .andFailFast()
            .await()
            .atMost(LIMIT)
            .stream()
            .sorted()
            .toList();

    // Then
    assertThat(refused).isEqualTo(500);
    assertThat(answers).containsExactly(201, 201, 201, 201, 201, 201, 409, 409, 409, 409, 409, 409);
    assertThat(
            DATABASE.rows(
                "select number from invoices where tenant = 'fatura-253' order by number"))
        .extracting(row -> row.get("number"))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    other.close("2024-06").then().statusCode(201).body("number", equalTo(1));
  }

  @DisplayName("BILL-254 a month is closed once, when it is over, and only if it holds something")
  @Test
  void shouldRefuseWhatCannotBeClosed() {
    // Given
    InvoicedOrganization organization = InvoicedOrganization.called("fatura-254");
    StoredLines.messages(organization.tenant(), "2024-03", 2);
    StoredLines.messages(TenantId.of("fatura-254-outra"), "2024-02", 2);
    clock.stopAt(Instant.parse("2024-04-02T12:00:00Z"));
    closeMonths.close(BillingMonth.of("2024-03")).await().atMost(LIMIT);
    String draft = organization.get(INVOICES + "?state=draft").getString("items[0].id");

    // When, Then
    organization
        .close("2024-04")
        .then()
        .statusCode(422)
        .body("code", equalTo("BILLING-0043"))
        .body("errors[0].field", equalTo("month"));
    organization.close("2024-02").then().statusCode(422).body("code", equalTo("BILLING-0045"));
    organization.close("2024-13").then().statusCode(400).body("errors[0].field", equalTo("month"));
    refused(BillingApi.operator(organization.tenant()).get(INVOICES + "/" + draft + "/pdf"), 48);
    refused(organization.correct(draft), 48);
    assertThat(organization.get(INVOICES + "/" + draft).getString("state")).isEqualTo("draft");
    String issued = organization.close("2024-03").then().statusCode(201).extract().path("id");
    assertThat(issued).isEqualTo(draft);
    refused(organization.close("2024-03"), 44)
        .then()
        .body("invoiceId", equalTo(issued))
        .body("detail", containsString("Invoice 1 of 2024-03"));
    BillingApi.operator(organization.tenant())
        .get(INVOICES + "?state=paid")
        .then()
        .statusCode(400)
        .body("errors[0].allowed", equalTo(List.of("draft", "issued")));
  }

  @DisplayName("BILL-257 conditions are replaced from a month on, until that month is closed")
  @Test
  void shouldSettleConditionsWithTheInvoice() {
    // Given
    InvoicedOrganization organization = InvoicedOrganization.called("fatura-257");
    String minimum = "{\"fromMonth\": \"%s\", \"minimumBrl\": \"%s\"}";

    // When
    organization.agree(minimum.formatted("2024-05", "70.00")).then().statusCode(200);
    organization.agree(minimum.formatted("2024-05", "80.5")).then().statusCode(200);
    organization.agree(minimum.formatted("2024-07", "90.00")).then().statusCode(200);
    organization
        .close("2024-05")
        .then()
        .statusCode(201)
        .body("total.amount", equalTo("80.500000"))
        .body("lines.kind", equalTo(List.of("minimum")));

    // Then
    organization
        .agree(minimum.formatted("2024-05", "1.00"))
        .then()
        .statusCode(409)
        .body("code", equalTo("BILLING-0042"))
        .body("errors[0].message", containsString("2024-06"));
    assertThat(organization.get("/api/billing/conditions?month=2024-06").getString("minimumBrl"))
        .isEqualTo("80.5");
    assertThat(organization.get("/api/billing/conditions?month=2024-07").getString("fromMonth"))
        .isEqualTo("2024-07");
    assertThat(BillingApi.get("davi", "/api/billing/conditions?month=2024-05").getMap("$"))
        .containsEntry("minimumBrl", null)
        .containsEntry("graceDays", 5)
        .containsEntry("paymentDays", 10);
    organization
        .agree(minimum.formatted("2024-08", "1,00"))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("minimumBrl"));
    organization
        .agree("{\"fromMonth\": \"2024-08\", \"taxes\": {\"lines\": [{\"code\": \"ISS\"}]}}")
        .then()
        .statusCode(400)
        .body("errors.field", hasItems("taxes.lines[0].name", "taxes.lines[0].percent"));
    organization
        .agree("{\"fromMonth\": \"2024-08\", \"billTo\": {\"name\": \"X\", \"taxId\": \"1\"}}")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("billTo.taxId"));
  }

  private void closeAt(String now) {
    clock.stopAt(Instant.parse(now));
    closeMonths.close(OCTOBER).await().atMost(LIMIT);
  }

  private static Map<String, String> states(TenantId tenant) {
    return DATABASE
        .rows(
            "select month, concat_ws(' ', state, number) as state from invoices where tenant = ?",
            tenant.value())
        .stream()
        .collect(
            Collectors.toMap(row -> (String) row.get("month"), row -> (String) row.get("state")));
  }

  private static long notes() {
    return DATABASE.count("invoice_notes where tenant = ?", TENANT.value());
  }

  private Uni<Integer> closed(TenantId tenant, String month) {
    return issueInvoice
        .issue(tenant, BillingMonth.of(month), "x")
        .map(issued -> 201)
        .onFailure(ProblemException.class)
        .recoverWithItem(failure -> ((ProblemException) failure).problem().status());
  }

  private static Response refused(Response answer, int code) {
    answer.then().statusCode(409).body("code", equalTo("BILLING-00" + code));
    return answer;
  }

  private static void refuseEventsAbout(String month) {
    DATABASE.execute(
        """
        create function refuse_invoices() returns trigger language plpgsql as $$
        begin
          if new.tenant = 'fatura-253' and new.payload like '%%"%s"%%' then
            raise exception 'refused by a test';
          end if;
          return new;
        end $$
        """
            .formatted(month));
    DATABASE.execute(
        "create trigger refuse_invoices before insert on outbox"
            + " for each row execute function refuse_invoices()");
  }
}
