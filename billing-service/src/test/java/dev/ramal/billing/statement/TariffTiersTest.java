package dev.ramal.billing.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.FixedTerms.FixedPlan;
import dev.ramal.billing.tariffs.VolumeDiscount;
import dev.ramal.events.TenantId;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class TariffTiersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject FindTerms findTerms;

  @DisplayName("BILL-308 a tariff's own volume tiers hold for the months that it has begun before")
  @Test
  void shouldTakeTheTiersOfTheOwnTariff() {
    // Given
    publish("degraus-1", List.of(Map.of("fromMinutes", 1, "percent", "50")), 422);
    publish("degraus-1", List.of(tier(0, "1e1")), 400);
    publish("degraus-1", List.of(tier(0, "0"), tier(0, "5")), 422);
    publish("degraus-1", List.of(tier(0, "50"), tier(1000, "80.5")), 201);
    List<CallEvents> calls =
        List.of(
            CallEvents.of(Tenants.BOREAL, "2061-03-10T15:00:00Z"),
            CallEvents.of(Tenants.AURORA, "2061-03-10T15:00:00Z"));
    try (TopicProbe topics = TopicProbe.on()) {
      calls.forEach(call -> topics.send(call.ended(0, "landline", 60)));
    }
    calls.forEach(call -> BillingApi.awaitEntries(call.callId(), "lead", 1));

    // When
    List<String> ofBoreal = discounted("fabio");

    // Then
    assertThat(ofBoreal).containsExactly("0.030000", "0.030000");
    assertThat(discounted("davi")).as("of everybody").containsExactly("0.000000", "0.060000");
    VolumeDiscount own = of(Tenants.BOREAL, "2061-03");
    assertThat(own.version()).isEqualTo("tariff/degraus-1");
    assertThat(
            findTerms
                .fixed(
                    Tenants.BOREAL,
                    BillingMonth.of("2061-03"),
                    new FixedTerms(
                        List.of(new FixedPlan(LocalDate.of(2061, 3, 1), null)),
                        own.version(),
                        null))
                .await()
                .atMost(PATIENCE)
                .discount())
        .as("as an export names it")
        .isEqualTo(own);
    assertThat(of(Tenants.BOREAL, "2061-02").version()).isEqualTo("twilio-volume-2024.1");
    assertThat(of(Tenants.AURORA, "2061-03").version()).isEqualTo("twilio-volume-2024.1");
    assertThat(of(Tenants.BOREAL, "2061-04").version())
        .as("it ends with March")
        .isEqualTo("twilio-volume-2024.1");
  }

  private VolumeDiscount of(TenantId tenant, String month) {
    return findTerms.of(tenant, BillingMonth.of(month)).await().atMost(PATIENCE).discount();
  }

  private static Map<String, Object> tier(int fromMinutes, String percent) {
    return Map.of("fromMinutes", fromMinutes, "percent", percent);
  }

  private static void publish(String version, List<Map<String, Object>> tiers, int status) {
    BillingApi.publish(
            Tenants.BOREAL,
            Map.of(
                "version",
                version,
                "validFrom",
                "2061-02-15T03:00:00Z",
                "validTo",
                "2061-04-01T03:00:00Z",
                "source",
                "teste",
                "volumeTiers",
                tiers,
                "rules",
                List.of(
                    Map.of(
                        "id", "a",
                        "meter", "number-month",
                        "destinationClass", "degrau",
                        "cost", Map.of("perUnit", "1"),
                        "price", Map.of("perUnit", "2")))))
        .then()
        .statusCode(status);
  }

  /** Discount and cost of the lead's minutes. */
  private static List<String> discounted(String user) {
    JsonPath summary = BillingApi.get(user, "/api/billing/summary?month=2061-03");
    String line = "lines.find { it.leg == 'lead' && it.destinationClass == 'landline' }";
    return List.of(
        summary.getString(line + ".carrierDiscount.amount"),
        summary.getString(line + ".cost.amount"));
  }
}
