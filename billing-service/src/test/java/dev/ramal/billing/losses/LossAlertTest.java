package dev.ramal.billing.losses;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.InvoicedOrganization;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.TopicProbe;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class LossAlertTest {
  private static final String DAY = "2026-10-05T15:0%d:00Z";

  @Inject EndLossAlerts endLossAlerts;
  @Inject LossAlerts lossAlerts;
  @Inject Outbox outbox;
  @Inject SqlTransactions transactions;

  @DisplayName(
      "BILL-419 what costs more than it is sold for is told once of an organization, rule and day")
  @Test
  void shouldTellOncePerRuleAndDay() {
    // Given
    InvoicedOrganization dear = InvoicedOrganization.called("perda-um").calling("0.50", "0.29");
    InvoicedOrganization fair = InvoicedOrganization.called("perda-dois").calling("0.10", "0.29");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING, Topics.CALLS, Topics.ALERTS)) {
      // When
      dear.calls(List.of(at(1), at(2), at(3)), 60);
      CallEvents again = dear.call(at(4), 60);
      topics.send(again.ended(1, "mobile", 90));
      BillingApi.awaitEntries(again.callId(), "lead", 2);
      CallEvents call = fair.call(at(1), 60);
      CallEvents cheap = fair.call(at(2), 60);
      BillingApi.awaitCount("outbox", 0);
      int before = told(topics, fair.tenant()).size();
      topics.send(cheap.costed("0.01", "USD"));
      topics.send(call.costed("0.90", "USD"));
      topics.send(call.costed("0.90", "USD"));
      BillingApi.awaitEntries(call.callId(), "lead", 2);
      BillingApi.awaitEntries(cheap.callId(), "lead", 2);
      BillingApi.awaitCount("outbox", 0);

      // Then
      assertThat(told(topics, dear.tenant())).hasSize(1);
      AlertRaised alert = told(topics, dear.tenant()).get(0);
      assertThat(alert.subject()).isNull();
      assertThat(alert.detail())
          .contains("uma regra: celular da tarifa media (classe mobile).", "/api/billing/usage/")
          .doesNotContain("987654321");
      assertThat(before).isZero();
      assertThat(told(topics, fair.tenant())).hasSize(1);
      assertThat(DATABASE.count("loss_alerts where tenant = ?", dear.tenant().value())).isOne();
    }
  }

  @DisplayName("BILL-420 the next day it is told again, and a day without a loss ends it")
  @Test
  void shouldEndAfterADayWithoutALoss() {
    // Given
    InvoicedOrganization dear = InvoicedOrganization.called("perda-tres").calling("0.50", "0.29");
    InvoicedOrganization other = InvoicedOrganization.called("perda-hoje").calling("0.50", "0.29");
    try (TopicProbe topics = TopicProbe.on(Topics.ALERTS)) {
      dear.call(at(1), 60);
      other.call(at(1), 60);
      aDayLater();
      dear.call(at(2), 60);

      // When
      aDayLater();
      round();
      BillingApi.awaitCount("outbox", 0);
      int afterOneDay = topics.all(dear.tenant(), AlertResolved.class).size();
      aDayLater();
      round();
      round();
      BillingApi.awaitCount("outbox", 0);

      // Then
      assertThat(told(topics, dear.tenant())).hasSize(2);
      assertThat(afterOneDay).isZero();
      assertThat(topics.all(dear.tenant(), AlertResolved.class)).hasSize(1);
      assertThat(told(topics, other.tenant())).as("of another, which has a loss today").hasSize(1);
      assertThat(topics.all(other.tenant(), AlertResolved.class)).isEmpty();
    }
  }

  @DisplayName("BILL-442 alerts, which are read by more people than costs are, name no amounts")
  @Test
  void shouldNameNoAmounts() {
    // Given
    InvoicedOrganization dear = InvoicedOrganization.called("perda-sigilo").calling("0.57", "0.31");
    InvoicedOrganization fair = InvoicedOrganization.called("perda-nada").calling("0.31", "0.57");
    try (TopicProbe topics = TopicProbe.on(Topics.ALERTS)) {
      // When
      dear.call(at(1), 60);
      fair.call(at(1), 60);
      BillingApi.awaitCount("outbox", 0);

      // Then
      assertThat(told(topics, fair.tenant())).isEmpty();
      assertThat(told(topics, dear.tenant()))
          .hasSize(1)
          .allSatisfy(
              alert ->
                  assertThat(alert.toString())
                      .contains("celular")
                      .doesNotContain("R$", "0,57", "0.57", "0,31", "0.31"));
    }
  }

  @DisplayName("BILL-443 of many rules an organization has one alert, which names ten of them")
  @Test
  void shouldTellOfManyRulesTogether() {
    // Given
    TenantId many = TenantId.of("perda-salto");
    TenantId few = TenantId.of("perda-uma-so");
    try (TopicProbe topics = TopicProbe.on(Topics.ALERTS)) {
      // When
      post(Stream.concat(sold(many, 0, 3), sold(few, 0, 1)));
      post(sold(many, 1, 12));
      post(Stream.concat(sold(many, 0, 200), sold(few, 0, 1)));
      DATABASE.execute(
          "update loss_alerts set day = day - 2 where tenant in (?, ?)", many.value(), few.value());
      round();
      round();
      BillingApi.awaitCount("outbox", 0);

      // Then
      assertThat(told(topics, many)).hasSize(2).allMatch(alert -> alert.subject() == null);
      assertThat(told(topics, many).get(0).detail())
          .contains("3 regras: r00 da tarifa t (números +550), r01 da", "r02 da tarifa t")
          .doesNotContain("mais");
      assertThat(told(topics, many).get(1).detail())
          .contains("12 regras", "r00 da", "r09 da tarifa t (números +559) e mais 2.")
          .doesNotContain("r10");
      assertThat(told(topics, few)).hasSize(1);
      assertThat(DATABASE.count("loss_alerts where tenant = ?", many.value())).isEqualTo(200);
      assertThat(topics.all(many, AlertResolved.class)).hasSize(1);
      assertThat(topics.all(few, AlertResolved.class)).hasSize(1);
    }
  }

  private void post(Stream<SoldUse> sold) {
    transactions
        .acrossTenants(
            "a test",
            sql -> lossAlerts.of(sql, sold.toList()).chain(told -> outbox.appendAll(sql, told)))
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  private static Stream<SoldUse> sold(TenantId tenant, int from, int until) {
    return IntStream.range(from, until)
        .mapToObj(
            n ->
                new SoldUse(
                    tenant,
                    UUID.randomUUID(),
                    "t",
                    "r%02d".formatted(n),
                    "+55" + n,
                    null,
                    Meter.VOICE_MINUTE,
                    Money.brl("0.02"),
                    Money.brl("0.01")));
  }

  private static void aDayLater() {
    DATABASE.execute("update loss_alerts set day = day - 1 where tenant = 'perda-tres'");
  }

  private void round() {
    endLossAlerts.round().await().atMost(Duration.ofSeconds(20));
  }

  private static String at(int minute) {
    return DAY.formatted(minute);
  }

  private static List<AlertRaised> told(TopicProbe topics, TenantId tenant) {
    return topics.all(tenant, AlertRaised.class).stream()
        .map(record -> record.data(AlertRaised.class))
        .filter(alert -> alert.title().contains("abaixo do custo"))
        .toList();
  }
}
