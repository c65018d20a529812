package dev.ramal.billing.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.InvoicedOrganization;
import dev.ramal.billing.integrity.MonthIntegrity.PartIntegrity;
import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.PostUsage;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.TopicProbe;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nobody tampers: months that are posted to while they are compared, and before. */
@BillingTest
class IntegrityMeanwhileTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final BillingMonth MONTH = BillingMonth.of("2025-08");
  private static final int LOOKS = 30;

  @Inject VerifyMonth verifyMonth;
  @Inject CheckKeptRows rows;
  @Inject @All List<MonthCheck> checks;
  @Inject PostUsage postUsage;
  @Inject SqlTransactions transactions;

  @DisplayName("BILL-435 a month that is posted to without a pause is intact whenever it is asked")
  @Test
  void shouldBeIntactWhileEntriesArePosted() {
    // Given
    TenantId busy = InvoicedOrganization.called("integra-435").calling("0.10", "0.30").tenant();
    TenantId other = InvoicedOrganization.called("integra-435-b").calling("0.10", "0.30").tenant();
    AtomicBoolean over = new AtomicBoolean();
    List<CompletableFuture<Void>> posting =
        Stream.of(busy, busy, other)
            .map(tenant -> CompletableFuture.runAsync(() -> postUntil(over, tenant)))
            .toList();

    // When: each look by itself, without a second one
    long before = verify(busy, MONTH).entries();
    List<Difference> found = new ArrayList<>();
    for (int i = 0; i < LOOKS; i++) {
      checks.forEach(check -> found.addAll(check.differences(busy, MONTH).await().atMost(LIMIT)));
    }
    rows.checks()
        .forEach(check -> found.addAll(check.differences(busy, MONTH).await().atMost(LIMIT)));
    MonthIntegrity whole = verify(busy, MONTH);
    MonthIntegrity ofOther = verify(other, MONTH);
    over.set(true);
    posting.forEach(CompletableFuture::join);

    // Then
    assertThat(whole.entries()).isGreaterThan(before + LOOKS);
    assertThat(whole.intact()).isTrue();
    assertThat(ofOther.intact()).isTrue();
    assertThat(ofOther.entries()).isPositive();
    assertThat(found).isEmpty();
  }

  @DisplayName(
      "BILL-436 a use that turns out to have been in the month before is whole there alone")
  @Test
  void shouldBeIntactAfterAMoveOverAMonthsEnd() {
    // Given: a price of the carrier that can be converted in September only
    InvoicedOrganization organization = InvoicedOrganization.called("integra-436");
    organization.calling("0.10", "0.30");
    BillingApi.operator(null)
        .body(
            """
            {"currency": "NOK", "from": "2025-09-01", "brl": "0.50", "source": "teste"}\
            """)
        .post("/api/billing/exchange-rates")
        .then()
        .statusCode(201);
    CallEvents plain = CallEvents.of(organization.tenant(), "2025-09-01T03:00:20Z");
    CallEvents costed = CallEvents.of(organization.tenant(), "2025-09-01T03:00:21Z");
    InvoicedOrganization other = InvoicedOrganization.called("integra-436-b");
    CallEvents stays = plain.inAnother(other.calling("0.10", "0.30").tenant());

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(plain.ended(0, "mobile", 37));
      topics.send(stays.ended(0, "mobile", 37));
      topics.send(costed.ended(0, "mobile", 37));
      topics.send(costed.costed("0.14", "NOK"));
      BillingApi.awaitEntries(costed.callId(), "lead", 2);
      topics.send(beganBefore(plain).ended(1, "mobile", 40));
      topics.send(beganBefore(costed).ended(1, "mobile", 40));
      BillingApi.awaitEntries(plain.callId(), "lead", 3 + 1);
      BillingApi.awaitEntries(costed.callId(), "lead", 4);
    }
    MonthIntegrity august = verify(organization.tenant(), MONTH);
    MonthIntegrity september = verify(organization.tenant(), MONTH.next());
    BillingApi.DATABASE.execute("delete from exchange_rates where currency = 'NOK'");

    // Then
    assertThat(august.price().amount()).isEqualByComparingTo("0.42");
    assertThat(september.price().amount()).isZero();
    assertThat(verify(other.tenant(), MONTH.next()).price().amount())
        .as("another organization's call of the same id stays where it is")
        .isEqualByComparingTo("0.21");
    assertThat(verify(other.tenant(), MONTH).entries()).isZero();
    assertThat(List.of(august, september))
        .flatExtracting(MonthIntegrity::parts)
        .flatExtracting(PartIntegrity::differences)
        .isEmpty();
  }

  private static CallEvents beganBefore(CallEvents call) {
    return new CallEvents(
        call.tenant(),
        call.callId(),
        call.startedAt().minusSeconds(40),
        call.agentId(),
        call.campaignId(),
        call.lead());
  }

  private MonthIntegrity verify(TenantId tenant, BillingMonth month) {
    return verifyMonth.verify(tenant, month).await().atMost(LIMIT);
  }

  private void postUntil(AtomicBoolean over, TenantId tenant) {
    while (!over.get()) {
      post(tenant);
    }
  }

  private void post(TenantId tenant) {
    Used used =
        new Used(
            new UsageKey(
                tenant, UsageKey.CALL, UUID.randomUUID().toString(), "lead", Meter.VOICE_MINUTE),
            0,
            Samples.leadCall("mobile", 37).at(Instant.parse("2025-08-10T15:00:00Z")),
            Attribution.UNKNOWN);
    transactions
        .inTenant(tenant, sql -> postUsage.report(sql, List.of(used), "test"))
        .await()
        .atMost(LIMIT);
  }
}
