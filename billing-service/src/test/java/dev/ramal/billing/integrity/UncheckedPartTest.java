package dev.ramal.billing.integrity;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.InvoicedOrganization;
import dev.ramal.billing.integrity.MonthIntegrity.PartIntegrity;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.ledger.chain.VerifyChain;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.testkit.TopicProbe;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Comparisons that cannot be done, and who does them. */
@BillingTest
class UncheckedPartTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Nothing else in the database is of this month. */
  private static final BillingMonth MONTH = BillingMonth.of("2019-02");

  @Inject ReadTransactions reads;
  @Inject @All List<MonthCheck> checks;
  @Inject VerifyChain verifyChain;
  @Inject TellIntegrity tell;
  @Inject IntegrityConfig config;
  @Inject WatchIntegrity watch;

  @DisplayName(
      "BILL-437 a part that cannot be compared is named, keeps nothing back and is tried again"
          + " soon")
  @Test
  void shouldTellTheOtherParts() throws Exception {
    // Given: one table differs, another is locked by somebody
    TenantId tenant = calledIn("integra-437");
    VerifyMonth hurried = new VerifyMonth(new CheckKeptRows(reads, new Hurried(config)), checks);
    CompareWithLedger compare = new CompareWithLedger(hurried, verifyChain, tell, config);
    change(tenant, "cost + 0.01");

    // When
    List<PartIntegrity> parts;
    Outcome<String> outcome;
    String unchecked;
    boolean over;
    try (Connection other = DATABASE.connect();
        Statement statement = other.createStatement()) {
      statement.execute("begin; lock table monthly_exports in access exclusive mode");
      parts = hurried.verify(tenant, MONTH).await().atMost(LIMIT).parts();
      outcome = compare.run(job(tenant)).await().atMost(LIMIT);
      change(tenant, "cost - 0.01");
      unchecked = compare.compare(tenant, MONTH.toString()).await().atMost(LIMIT);
      over = alerts(tenant) == 0;
      statement.execute("rollback");
    }

    // Then
    assertThat(parts).hasSize(CheckedPart.values().length);
    assertThat(parts)
        .filteredOn(part -> !part.checked())
        .extracting(PartIntegrity::part)
        .containsExactly(CheckedPart.MANIFESTS);
    assertThat(parts)
        .filteredOn(part -> !part.intact())
        .extracting(PartIntegrity::part)
        .containsExactly(CheckedPart.MONTH_SPEND, CheckedPart.MANIFESTS);
    assertThat(outcome).isEqualTo(new Outcome.NotTaken<>("not checked: manifests"));
    assertThat(compare.queue().attempts()).isEqualTo(Integer.MAX_VALUE);
    assertThat(compare.queue().backoff().after(1_000)).isLessThan(config.every().dividedBy(12));
    assertThat(unchecked).isEqualTo("manifests");
    assertThat(over).as("called over while a part was not compared").isFalse();
    assertThat(compare.run(job(tenant)).await().atMost(LIMIT)).isInstanceOf(Outcome.Done.class);
    assertThat(alerts(tenant)).isZero();
  }

  @DisplayName("BILL-439 a round is compared once, whoever of the replicas goes round how often")
  @Test
  void shouldCompareARoundOnce() {
    // Given
    TenantId tenant = calledIn("integra-439");
    String jobs = "jobs where tenant = ? and queue = 'integrity'";
    change(tenant, "cost + 0.01");

    try (TopicProbe topics = TopicProbe.on(Topics.ALERTS)) {
      // When
      watch.round(List.of(MONTH)).await().atMost(LIMIT);
      watch.round(List.of(MONTH)).await().atMost(LIMIT);
      assertThat(DATABASE.count(jobs + " and due_at > now()", tenant.value()))
          .as("not all at once")
          .isPositive();
      DATABASE.execute(
          "update jobs set due_at = now() where queue = 'integrity' and state = 'WAITING'");
      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> DATABASE.count(jobs + " and state = 'DONE'", tenant.value()) == 2);
      watch.round(List.of(MONTH)).await().atMost(LIMIT);

      // Then
      assertThat(DATABASE.count(jobs, tenant.value())).isEqualTo(2);
      topics.await("the alert", r -> r.is(AlertRaised.class) && r.tenant().equals(tenant));
    }
    DATABASE.execute(
        "update jobs set finished_at = finished_at - interval '23 hours' where tenant = ?"
            + " and queue = 'integrity'",
        tenant.value());
    watch.round(List.of(MONTH)).await().atMost(LIMIT);
    assertThat(DATABASE.count(jobs, tenant.value())).as("the next round").isEqualTo(4);
    change(tenant, "cost - 0.01");
  }

  private static TenantId calledIn(String name) {
    InvoicedOrganization organization = InvoicedOrganization.called(name).calling("0.10", "0.30");
    organization.call("2019-02-10T15:00:00Z", 100);
    return organization.tenant();
  }

  private static void change(TenantId tenant, String cost) {
    DATABASE.execute(
        "update month_spend set cost = %s where tenant = ? and scope = 'organization'"
            .formatted(cost),
        tenant.value());
  }

  private static long alerts(TenantId tenant) {
    return DATABASE.count("integrity_alerts where tenant = ?", tenant.value());
  }

  private static Job job(TenantId tenant) {
    Instant now = Instant.now();
    return new Job(
        1,
        "job",
        tenant,
        CompareWithLedger.QUEUE,
        CompareWithLedger.KIND,
        MONTH.toString(),
        "",
        "{}",
        JobState.RUNNING,
        1,
        0,
        0,
        now,
        now,
        now,
        null,
        now.plus(LIMIT));
  }

  /** No statement may take long. */
  private record Hurried(IntegrityConfig usual) implements IntegrityConfig {
    @Override
    public Duration every() {
      return usual.every();
    }

    @Override
    public Duration firstAfter() {
      return usual.firstAfter();
    }

    @Override
    public Duration againAfter() {
      return usual.againAfter();
    }

    @Override
    public Duration lease() {
      return usual.lease();
    }

    @Override
    public Duration statementTimeout() {
      return Duration.ofMillis(700);
    }

    @Override
    public int months() {
      return usual.months();
    }
  }
}
