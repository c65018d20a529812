package dev.ramal.billing.journal;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.fixtures.BillingApi.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class JournalOfAMonthTest {
  private static final String PATH = "/api/billing/journal?month=";
  private static final String MONTH = "2033-06";

  @DisplayName("BILL-487 over HTTP the accounts of a month are what its ledger adds up to")
  @Test
  void shouldBeTheLedger() {
    // Given
    CallEvents corrected = CallEvents.of(Tenants.AURORA, MONTH + "-10T15:00:00Z");
    CallEvents fixed = CallEvents.of(Tenants.AURORA, MONTH + "-11T15:00:00Z");
    CallEvents other = CallEvents.of(Tenants.BOREAL, MONTH + "-10T15:00:00Z");

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(corrected.ended(0, "mobile", 37));
      topics.send(corrected.costed("0.0140", "USD"));
      topics.send(corrected.ended(1, "mobile", 91));
      topics.send(fixed.ended(0, "landline", 91));
      topics.send(other.ended(0, "mobile", 600));
    }
    BillingApi.awaitEntries(corrected.callId(), "lead", 3);
    BillingApi.awaitEntries(fixed.callId(), "lead", 1);
    BillingApi.awaitEntries(other.callId(), "lead", 1);

    // Then
    shouldBeTheLedgerOf(Tenants.AURORA, "davi");
    shouldBeTheLedgerOf(Tenants.BOREAL, "fabio");
    assertThat(receivable("davi")).isNotEqualByComparingTo(receivable("fabio"));
    BillingApi.as("bruno").get(PATH + MONTH).then().statusCode(403);
    BillingApi.as("davi")
        .get(PATH + "junho")
        .then()
        .statusCode(400)
        .body("code", equalTo("BILLING-0002"));
  }

  private static void shouldBeTheLedgerOf(TenantId tenant, String user) {
    JsonPath journal = BillingApi.get(user, PATH + MONTH);
    BigDecimal price = ledger(tenant, "price");
    BigDecimal cost = ledger(tenant, "cost");
    assertThat(price).isPositive();
    assertThat(balance(journal, "accounts-receivable")).isEqualByComparingTo(price);
    assertThat(balance(journal, "usage-revenue")).isEqualByComparingTo(price.negate());
    assertThat(balance(journal, "carrier-cost")).isEqualByComparingTo(cost);
    assertThat(balance(journal, "carrier-payable")).isEqualByComparingTo(cost.negate());
    assertThat(amount(journal.getMap("debits")))
        .isEqualByComparingTo(price.add(cost))
        .isEqualByComparingTo(amount(journal.getMap("credits")));
    assertThat(journal.getBoolean("balanced")).isTrue();
    JsonPath summary = BillingApi.get(user, "/api/billing/summary?month=" + MONTH);
    assertThat(amount(summary.getMap("total"))).isEqualByComparingTo(price);
    assertThat(List.of(journal.getString("month"), summary.getString("month"))).containsOnly(MONTH);
  }

  private static BigDecimal receivable(String user) {
    return balance(BillingApi.get(user, PATH + MONTH), "accounts-receivable");
  }

  private static BigDecimal balance(JsonPath journal, String account) {
    return amount(journal.getMap("balances.find { it.account == '" + account + "' }.balance"));
  }

  /** Lines are rounded to cents once, each by itself; none of these lies in the middle. */
  private static BigDecimal ledger(TenantId tenant, String column) {
    return (BigDecimal)
        DATABASE.value(
            ("select sum(line) from (select round(sum(%s), 2) as line from ledger_entries"
                    + " where tenant = '%s' and month = '%s'"
                    + " group by meter, destination_class, leg) lines")
                .formatted(column, tenant.value(), MONTH));
  }
}
