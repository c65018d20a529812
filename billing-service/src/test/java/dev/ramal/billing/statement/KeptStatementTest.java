package dev.ramal.billing.statement;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.StoredLines;
import dev.ramal.billing.fixtures.SumsOfTheLedger;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.ledger.MonthRepository;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class KeptStatementTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String MONTH = "2033-05";

  @Inject BuildStatement buildStatement;
  @Inject FindTerms findTerms;
  @Inject ReadTransactions reads;
  @Inject MonthRepository months;

  @DisplayName("BILL-39 the kept month is the recomputed one, with corrections, real costs, a plan")
  @Test
  void shouldKeepWhatItWouldRecompute() {
    // Given
    plan("profissional", MONTH);
    plan(null, "2033-06");
    // Only the first calls enough for a discount of the carrier.
    StoredLines.calls(Tenants.AURORA, MONTH, 20_000, 60);
    StoredLines.calls(Tenants.BOREAL, MONTH, 2_000, 60);
    StoredLines.messages(Tenants.AURORA, MONTH, 2_000);
    StoredLines.messages(Tenants.BOREAL, MONTH, 1_500);
    CallEvents call = CallEvents.of(Tenants.AURORA, "2033-05-03T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "mobile", 37));
      topics.send(call.ended(1, "landline", 61));
    }
    BillingApi.awaitEntries(call.callId(), "lead", 3);

    // When
    Statement ofAurora = kept(Tenants.AURORA);
    Statement ofBoreal = kept(Tenants.BOREAL);

    // Then
    assertThat(ofAurora).isEqualTo(recomputed(Tenants.AURORA));
    assertThat(ofBoreal).isEqualTo(recomputed(Tenants.BOREAL)).isNotEqualTo(ofAurora);
    assertThat(ofAurora.lines()).anyMatch(line -> line.includedQuantity() > 0);
    assertThat(ofAurora.lines()).anyMatch(line -> line.carrierDiscount().amount().signum() > 0);
    assertThat(DATABASE.rows(SumsOfTheLedger.THAT_ARE_WRONG)).isEmpty();
  }

  private static void plan(String code, String fromMonth) {
    Map<String, String> choice = new HashMap<>();
    choice.put("plan", code);
    choice.put("fromMonth", fromMonth);
    BillingApi.as("davi").body(choice).put("/api/billing/plan").then().statusCode(200);
  }

  private Statement kept(TenantId tenant) {
    return buildStatement.build(tenant, BillingMonth.of(MONTH)).await().atMost(LIMIT);
  }

  private Statement recomputed(TenantId tenant) {
    BillingMonth month = BillingMonth.of(MONTH);
    Terms terms = findTerms.of(tenant, month).await().atMost(LIMIT);
    return reads
        .<MonthEntry>pages(tenant, (sql, last) -> months.page(sql, tenant, month, null, last))
        .collect()
        .in(
            () -> new StatementCalculator(terms),
            (calculator, page) -> page.forEach(calculator::add))
        .await()
        .atMost(LIMIT)
        .statement();
  }
}
