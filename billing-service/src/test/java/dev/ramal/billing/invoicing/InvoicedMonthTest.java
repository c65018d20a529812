package dev.ramal.billing.invoicing;

import static dev.ramal.billing.fixtures.InvoicedOrganization.brl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.InvoicedOrganization;
import dev.ramal.billing.fixtures.StoredLines;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.BuildStatement;
import dev.ramal.billing.statement.Statement;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.testkit.MovableClock;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class InvoicedMonthTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String TAXES =
      """
      "taxes": {"lines": [{"code": "ISS", "name": "ISS", "percent": "2.90"},
        {"code": "PIS", "name": "PIS", "percent": "0.65"},
        {"code": "COFINS", "name": "COFINS", "percent": "3.00"}]}\
      """;

  @Inject MovableClock clock;
  @Inject BuildStatement buildStatement;

  @AfterEach
  void goOn() {
    clock.reset();
  }

  @DisplayName("BILL-240 the worked month on Profissional is closed to the cent, taxes on top")
  @Test
  void shouldCloseTheWorkedMonth() {
    // Given
    InvoicedOrganization organization =
        InvoicedOrganization.called("fatura-240").calling("0.10", "0.30");
    clock.stopAt(Instant.parse("2025-03-02T12:00:00Z"));
    organization.choose(Map.of("plan", "profissional")).then().statusCode(200);
    organization.agree("{\"fromMonth\": \"2025-03\", " + TAXES + "}").then().statusCode(200);
    List<String> calls =
        IntStream.range(0, 10).mapToObj(i -> "2025-03-1%dT15:00:00Z".formatted(i)).toList();
    organization.calls(calls, 6000);
    StoredLines.uses(
        organization.tenant(), "2025-03", "number-month", "local", 2, 30, "5.00", "15.00");
    StoredLines.uses(
        organization.tenant(), "2025-03", "recording-gb-month", null, 1, 2000, "0.50", "1.00");
    StoredLines.uses(
        organization.tenant(), "2025-03", "infrastructure-month", null, 1, 1, "15.00", "0");
    InvoicedOrganization other = InvoicedOrganization.called("fatura-240-outra");
    StoredLines.messages(other.tenant(), "2025-03", 9);
    clock.stopAt(Instant.parse("2025-04-01T03:00:00Z"));

    // When
    JsonPath invoice = organization.close("2025-03").then().statusCode(201).extract().jsonPath();

    // Then
    Statement statement =
        buildStatement
            .build(organization.tenant(), BillingMonth.of("2025-03"))
            .await()
            .atMost(LIMIT);
    assertThat(statement.cost()).isEqualTo(Money.brl("125.50"));
    assertThat(statement.margin()).isEqualTo(Money.brl("273.50"));
    assertThat(statement.marginPercent()).isEqualByComparingTo("68.5");
    assertThat(brl(invoice, "statementTotal"))
        .isEqualByComparingTo("399.00")
        .isEqualByComparingTo(statement.total().amount());
    assertThat(invoice.getList("lines.kind"))
        .containsExactly("usage", "usage", "usage", "plan-fee", "tax", "tax", "tax");
    assertThat(brl(invoice, "taxTotal")).isEqualByComparingTo("26.13");
    assertThat(brl(invoice, "total")).isEqualByComparingTo("425.13");
    assertThat(invoice.getString("state")).isEqualTo("issued");
    assertThat(invoice.getLong("number")).isEqualTo(1);
    assertThat(invoice.getString("dueOn")).isEqualTo("2025-04-11");
    assertThat(organization.get("/api/billing/invoices/" + invoice.getString("id")).<Object>get())
        .isEqualTo(invoice.<Object>get());
    other
        .close("2025-03")
        .then()
        .statusCode(201)
        .body("number", equalTo(1))
        .body("lines.kind", equalTo(List.of("usage", "usage")))
        .body("lines.usage.billedQuantity", equalTo(List.of(4, 5)));
  }

  @DisplayName("BILL-250 the second reference is 17.80 on the invoice, each line rounded once")
  @Test
  void shouldRoundEachLineOnce() {
    // Given
    InvoicedOrganization organization =
        InvoicedOrganization.called("fatura-250").calling("0.02", "0.02");
    organization.calls(
        IntStream.range(0, 10).mapToObj(i -> "2025-03-1%dT15:00:00Z".formatted(i)).toList(), 1200);
    TenantId tenant = organization.tenant();
    StoredLines.uses(
        tenant, "2025-03", "message-segment", "sms-national", 200, 1, "0.029", "0.029");
    StoredLines.uses(tenant, "2025-03", "message-segment", "whatsapp", 150, 1, "0.05", "0.05");
    StoredLines.uses(tenant, "2025-03", "recording-minute", null, 100, 120, "0.005", "0.005");
    StoredLines.messages(TenantId.of("fatura-250-outra"), "2025-03", 9);

    // When
    JsonPath invoice = organization.close("2025-03").then().statusCode(201).extract().jsonPath();

    // Then
    assertThat(invoice.getList("lines.description"))
        .containsExactly(
            "Chamadas, celular",
            "Mensagens, SMS nacional",
            "Mensagens, WhatsApp",
            "Minutos gravados");
    assertThat(invoice.getList("lines.amount.amount"))
        .containsExactly("4.000000", "5.800000", "7.500000", "0.500000");
    assertThat(brl(invoice, "total")).isEqualByComparingTo("17.80");
    assertThat(brl(invoice, "taxTotal")).isZero();
  }

  @DisplayName(
      "BILL-258 a plan and conditions that change within a month come to one total everywhere")
  @Test
  void shouldComeToOneTotalEverywhere() {
    // Given
    InvoicedOrganization organization =
        InvoicedOrganization.called("fatura-258").calling("0.10", "0.30");
    clock.stopAt(Instant.parse("2025-04-01T12:00:00Z"));
    organization.choose(Map.of("plan", "essencial")).then().statusCode(200);
    organization
        .choose(Map.of("plan", "profissional", "fromDay", "2025-04-21"))
        .then()
        .statusCode(200)
        .body("periods.plan", equalTo(List.of("essencial", "profissional")))
        .body("plan.code", equalTo("profissional"));
    organization
        .agree(
            """
            {"fromMonth": "2025-04", "minimumBrl": "300.00", "discounts": [
              {"code": "dez", "description": "Dez por cento", "on": "usage", "percent": "10"}]}\
            """)
        .then()
        .statusCode(200);
    organization.calls(
        List.of("2025-04-10T15:00:00Z", "2025-04-21T02:59:00Z", "2025-04-21T03:00:00Z"), 201 * 60);
    StoredLines.messages(TenantId.of("fatura-258-outra"), "2025-04", 9);
    clock.stopAt(Instant.parse("2025-05-02T12:00:00Z"));

    // When
    JsonPath invoice = organization.close("2025-04").then().statusCode(201).extract().jsonPath();

    // Then
    assertThat(invoice.getList("lines.source"))
        .containsExactly(
            "usage/voice-minute/mobile/lead/2025-04-01",
            "usage/voice-minute/mobile/lead/2025-04-21",
            "plan-fee/essencial/2025-04-01",
            "plan-fee/profissional/2025-04-21",
            "discount/dez",
            "minimum/minimum");
    assertThat(invoice.getList("lines.amount.amount"))
        .containsExactly(
            "60.600000", "0.000000", "99.330000", "133.000000", "-6.060000", "13.130000");
    assertThat(brl(invoice, "total")).isEqualByComparingTo("300.00");
  }
}
