package dev.ramal.calls.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.events.BudgetMeasure;
import dev.ramal.events.BudgetScope;
import dev.ramal.events.Event;
import dev.ramal.events.Money;
import dev.ramal.events.ReopeningCause;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.BudgetExhausted;
import dev.ramal.events.billing.BudgetReopened;
import dev.ramal.events.billing.BudgetTerms;
import dev.ramal.events.billing.BudgetThresholdReached;
import dev.ramal.events.billing.VelocityExceeded;
import dev.ramal.events.billing.VelocityReleased;
import dev.ramal.events.calls.CallDenied;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class BudgetStopTest {
  private static final Postgres CALLS = Postgres.database("calls");
  private static final String MONTH = "2026-12";

  private final CallApi ana = CallApi.as("ana");
  private final CallApi bruno = CallApi.as("bruno");
  private final CallApi breno = CallApi.as("breno");
  private final Instant later = Instant.now().plus(20, ChronoUnit.DAYS);
  private final String budget = UUID.randomUUID().toString();
  private final String lead =
      "+55119%08d".formatted(Math.abs(UUID.randomUUID().hashCode()) % 100_000_000);

  @BeforeEach
  void connect() {
    for (String admin : List.of("carla", "bia")) {
      Connections.twilio(admin);
      Connections.telnyx(admin);
      CallApi.as(admin).settings(Map.of("carrier", "twilio"));
      CallApi.as(admin)
          .request()
          .body(Map.of("prefer", "priority", "carriers", List.of("twilio", "telnyx")))
          .put("/api/settings/routing")
          .then()
          .statusCode(200);
    }
  }

  @AfterEach
  void letGo() {
    CALLS.execute("delete from budget_holds");
    CALLS.execute("delete from blocked_prefixes");
  }

  @Test
  @DisplayName("CALL-770 a spent budget stops the next dial, until it is raised or its month ends")
  void shouldStopTheNextDial() {
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING, Topics.CALLS)) {
      // Given
      BudgetTerms first = terms(1, BudgetScope.ORGANIZATION, List.of());

      // When
      topics.send(told(Tenants.AURORA, spent(first, true)));
      awaitRule(ana, "budget-exhausted");
      Response refused = ana.dial(Map.of("to", lead), UUID.randomUUID().toString());
      String ofBoreal = breno.dials(Map.of("to", lead));
      Response nextMonth =
          ana.request()
              .body(Map.of("to", lead, "at", later.plusSeconds(1).toString()))
              .post("/api/calls/permission");
      topics.send(told(Tenants.AURORA, reopened(terms(2, BudgetScope.ORGANIZATION, List.of()))));
      topics.send(told(Tenants.AURORA, spent(first, true)));
      topics.send(
          told(Tenants.AURORA, spent(terms(2, BudgetScope.ORGANIZATION, List.of()), false)));
      awaitRule(ana, null);
      String taken = ana.dials(Map.of("to", lead));

      // Then
      assertThat(refused.statusCode()).isEqualTo(402);
      assertThat(refused.contentType()).startsWith("application/problem+json");
      assertThat(refused.<String>path("code")).isEqualTo("CALLS-0700");
      assertThat(refused.<String>path("rule")).isEqualTo("budget-exhausted");
      assertThat(refused.<String>path("version")).isEqualTo("budget-" + budget + "-1");
      assertThat(refused.<String>path("evidence")).contains("Equipe", MONTH);
      String denied = refused.path("callId");
      assertThat(topics.await(CallDenied.class, denied).rule()).isEqualTo("budget-exhausted");
      assertThat(ana.status(denied)).isEqualTo("denied");
      assertThat(CALLS.count("jobs where subject = ?", denied)).isZero();
      assertThat(nextMonth.<Boolean>path("allowed")).isTrue();
      assertThat(List.of(ofBoreal, taken)).doesNotContainNull();
    }
  }

  @Test
  @DisplayName("CALL-771 a budget of agents or of a campaign stops their calls and no others")
  void shouldStopOnlyWhatTheBudgetPaysFor() {
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      // Given
      String agent = CallApi.as("ana").call(ana.dials(Map.of("to", lead))).path("agentId");
      CALLS.execute("update calls set status = 'FAILED' where agent_id = ?", agent);

      // When
      topics.send(
          told(Tenants.AURORA, spent(terms(1, BudgetScope.AGENTS, List.of("x", agent)), true)));
      awaitRule(ana, "budget-exhausted");
      Response ofAna = ana.dial(Map.of("to", lead), null);
      Response forAna = bruno.dial(Map.of("to", lead, "agentId", agent), null);
      Response ofBruno = bruno.dial(Map.of("to", lead), null);
      topics.send(
          told(Tenants.AURORA, spent(terms(2, BudgetScope.CAMPAIGN, List.of("natal")), true)));
      awaitRule(ana, null);
      Response inCampaign = ana.dial(Map.of("to", lead, "campaignId", "natal"), null);
      Response outside = ana.dial(Map.of("to", lead, "campaignId", "outra"), null);

      // Then
      assertThat(Stream.of(ofAna, forAna, ofBruno, inCampaign, outside).map(Response::statusCode))
          .containsExactly(402, 402, 201, 402, 201);
    }
  }

  @Test
  @DisplayName("CALL-772 from a threshold on calls go through the carrier that the budget asks for")
  void shouldGoThroughTheCarrierThatTheBudgetAsksFor() {
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      // Given
      BudgetTerms first = terms(1, BudgetScope.ORGANIZATION, List.of());

      // When
      topics.send(told(Tenants.AURORA, reached(first, 80, "telnyx")));
      awaitCarrier(ana, "telnyx");
      Response named = estimate(ana, Map.of("to", lead));
      Response byClick = estimate(ana, Map.of("to", lead, "carrier", "twilio"));
      Response ofBoreal = estimate(breno, Map.of("to", lead));
      topics.send(
          told(
              Tenants.AURORA,
              reached(terms(2, BudgetScope.ORGANIZATION, List.of()), 80, "cheapest")));
      awaitCarrier(ana, "telnyx");
      Response cheapest = estimate(ana, Map.of("to", lead));
      String id = ana.dials(Map.of("to", lead));
      topics.send(told(Tenants.AURORA, reopened(terms(3, BudgetScope.ORGANIZATION, List.of()))));
      awaitCarrier(ana, "twilio");

      // Then
      assertThat(named.<List<String>>path("candidates.why")).containsExactly("by-budget", "later");
      assertThat(byClick.<List<String>>path("candidates.why")).containsExactly("by-click");
      assertThat(ofBoreal.<List<String>>path("candidates.why")).containsExactly("first", "later");
      assertThat(cheapest.<List<String>>path("candidates.why"))
          .containsExactly("by-budget", "dearer");
      assertThat(ana.call(id).<String>path("carrier")).isEqualTo("telnyx");
    }
  }

  @Test
  @DisplayName("CALL-773 a prefix that is used too much is not dialled until a person releases it")
  void shouldNotDialABlockedPrefix() {
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      // Given
      String prefix = lead.substring(0, 10);
      String block = UUID.randomUUID().toString();
      String watched = UUID.randomUUID().toString();
      String early = UUID.randomUUID().toString();

      // When
      topics.send(told(Tenants.AURORA, released(early, prefix)));
      topics.send(told(Tenants.AURORA, exceeded(early, prefix, true)));
      topics.send(told(Tenants.AURORA, exceeded(watched, prefix, false)));
      topics.send(told(Tenants.AURORA, exceeded(block, prefix, true)));
      topics.send(told(Tenants.AURORA, exceeded(block, prefix, true)));
      awaitRule(ana, "velocity");
      Response refused = ana.dial(Map.of("to", lead), null);
      Response ofBoreal = breno.dial(Map.of("to", lead), null);
      Response other = ana.dial(Map.of("to", "+551120001234"), null);
      topics.send(told(Tenants.AURORA, released(block, prefix)));
      awaitRule(ana, null);

      // Then
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.<String>path("code")).isEqualTo("CALLS-0310");
      assertThat(refused.<String>path("rule")).isEqualTo("velocity");
      assertThat(refused.<String>path("evidence")).contains(prefix);
      assertThat(List.of(ofBoreal.statusCode(), other.statusCode())).containsExactly(201, 201);
    }
  }

  private void awaitRule(CallApi as, String rule) {
    await("denied by " + rule)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              Response verdict =
                  as.request().body(Map.of("to", lead)).post("/api/calls/permission");
              String denial = verdict.path("rules.find { it.outcome == 'denied' }?.rule");
              return rule == null ? denial == null : rule.equals(denial);
            });
  }

  private void awaitCarrier(CallApi as, String carrier) {
    await("calls go through " + carrier)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> carrier.equals(estimate(as, Map.of("to", lead)).path("carrier")));
  }

  private static Response estimate(CallApi as, Map<String, ?> body) {
    return as.request().body(body).post("/api/calls/estimate");
  }

  private BudgetTerms terms(int version, BudgetScope scope, List<String> subjects) {
    return new BudgetTerms(
        budget, version, "Equipe", scope, subjects, BudgetMeasure.PRICE, Money.brl("10"));
  }

  private BudgetExhausted spent(BudgetTerms terms, boolean hardStop) {
    return new BudgetExhausted(
        terms, MONTH, later, Money.brl("10.2"), hardStop, null, null, Instant.now());
  }

  private BudgetReopened reopened(BudgetTerms terms) {
    return new BudgetReopened(
        terms, MONTH, later, Money.brl("10.2"), ReopeningCause.CHANGED, Instant.now());
  }

  private BudgetThresholdReached reached(BudgetTerms terms, int percent, String carrier) {
    return new BudgetThresholdReached(
        terms, MONTH, later, percent, Money.brl("8.1"), carrier, null, null, Instant.now());
  }

  private static VelocityExceeded exceeded(String id, String prefix, boolean blocks) {
    return new VelocityExceeded(
        id,
        "rule",
        "Exterior",
        prefix,
        60,
        Money.brl("1"),
        3660,
        null,
        3600L,
        blocks,
        "entry",
        Instant.now());
  }

  private static VelocityReleased released(String id, String prefix) {
    return new VelocityReleased(id, prefix, "davi", null, Instant.now());
  }

  private static Event<?> told(TenantId tenant, Record data) {
    String id = UUID.randomUUID().toString();
    return new Event<>(
        id,
        "/billing-service",
        id,
        Instant.now(),
        tenant,
        null,
        Topics.BILLING,
        tenant.value(),
        data);
  }
}
