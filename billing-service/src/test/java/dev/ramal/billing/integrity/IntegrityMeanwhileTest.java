package dev.ramal.billing.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingTest;
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
import dev.ramal.kit.tenancy.SqlTransactions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nobody tampers: months that are posted to while they are compared. */
@BillingTest
class IntegrityMeanwhileTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final BillingMonth MONTH = BillingMonth.of("2025-08");
  private static final int LOOKS = 25;

  @Inject VerifyMonth verifyMonth;
  @Inject PostUsage postUsage;
  @Inject SqlTransactions transactions;

  @DisplayName("BILL-435 a month that is posted to without a pause is intact whenever it is asked")
  @Test
  void shouldBeIntactWhileEntriesArePosted() {
    // Given
    TenantId busy = InvoicedOrganization.called("integra-435").calling("0.10", "0.30").tenant();
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> posting =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                post(busy);
              }
            });

    // When
    List<MonthIntegrity> looks = new ArrayList<>();
    for (int i = 0; i < LOOKS; i++) {
      looks.add(verifyMonth.verify(busy, MONTH).await().atMost(LIMIT));
    }
    over.set(true);
    posting.join();

    // Then
    assertThat(looks.get(LOOKS - 1).entries()).isGreaterThan(looks.get(0).entries() + LOOKS);
    assertThat(looks)
        .flatExtracting(MonthIntegrity::parts)
        .filteredOn(part -> !part.intact())
        .extracting(PartIntegrity::part)
        .isEmpty();
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
