package dev.ramal.billing.invoicing;

import static dev.ramal.billing.fixtures.InvoicedOrganization.brl;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.InvoicedOrganization;
import dev.ramal.billing.fixtures.StoredLines;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.BuildStatement;
import dev.ramal.billing.statement.Statement;
import dev.ramal.events.Money;
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
    InvoicedOrganization organization = InvoicedOrganization.called("fatura-240").withMeanCosts();
    clock.stopAt(Instant.parse("2025-03-02T12:00:00Z"));
    organization.choose(Map.of("plan", "profissional")).then().statusCode(200);
    organization.agree("{\"fromMonth\": \"2025-03\", " + TAXES + "}").then().statusCode(200);
    List<String> calls =
        IntStream.range(0, 50).mapToObj(i -> "2025-03-10T15:%02d:00Z".formatted(i)).toList();
    organization.calls(calls, 1200);
    StoredLines.uses(
        organization.tenant(), "2025-03", "number-month", "local", 2, 1, "5.00", "15.00");
    StoredLines.uses(
        organization.tenant(), "2025-03", "recording-gb-month", null, 1, 2000, "0.50", "1.00");
    StoredLines.uses(
        organization.tenant(), "2025-03", "infrastructure-month", null, 1, 1, "15.00", "0");
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
  }
}
