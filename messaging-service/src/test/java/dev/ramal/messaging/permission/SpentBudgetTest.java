package dev.ramal.messaging.permission;

import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.events.BudgetMeasure;
import dev.ramal.events.BudgetScope;
import dev.ramal.events.Event;
import dev.ramal.events.Money;
import dev.ramal.events.ReopeningCause;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.BudgetExhausted;
import dev.ramal.events.billing.BudgetReopened;
import dev.ramal.events.billing.BudgetTerms;
import dev.ramal.events.billing.VelocityExceeded;
import dev.ramal.events.billing.VelocityReleased;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class SpentBudgetTest {
  private static final Postgres MESSAGES = Postgres.database("messaging");

  @Inject MovableClock clock;
  @Inject MessagingFixture fixture;

  private final String budget = UUID.randomUUID().toString();
  private final Instant ends = Instant.now().plus(20, ChronoUnit.DAYS);

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @AfterEach
  void asBefore() {
    clock.reset();
    MESSAGES.execute("delete from budget_stop");
    MESSAGES.execute("delete from held_prefix");
  }

  @Test
  @DisplayName(
      "MSG-350 a spent budget stops the next message, and one that waits, until it is open")
  void shouldStopTheNextMessage() {
    // Given
    String to = contact();
    List<String> waiting = List.of(scheduled(to, "twilio"), scheduled(to, "telnyx"));
    String bruno =
        ApiUser.as("bruno")
            .read("/api/messages/" + send("bruno", to, "twilio", "Oi"))
            .path("agentId")
            .asText();
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {

      // When
      topics.send(told(spent(1, BudgetScope.ORGANIZATION, List.of())));
      awaitRule("ana", to, "budget-exhausted");
      Response refused = post("ana", UUID.randomUUID().toString(), sms(to));
      Response afterwards =
          post(
              "ana",
              UUID.randomUUID().toString(),
              Map.of(
                  "to",
                  to,
                  "channel",
                  "sms",
                  "body",
                  "Mês que vem",
                  "sendAt",
                  ends.plusSeconds(60).toString()));
      List<String> ofBoreal =
          List.of(send("breno", to, "twilio", "Oi"), send("breno", to, "telnyx", "Oi"));
      clock.advance(Duration.ofMinutes(11));
      waiting.forEach(id -> awaitStatus("ana", id, "denied"));
      topics.send(told(spent(2, BudgetScope.AGENTS, List.of("x", bruno))));
      awaitRule("ana", to, null);
      int ofBruno = post("bruno", UUID.randomUUID().toString(), sms(to)).statusCode();
      topics.send(told(reopened(3)));
      topics.send(told(spent(1, BudgetScope.ORGANIZATION, List.of())));
      awaitRule("bruno", to, null);
      String taken = send("ana", contact(), "twilio", "Oi");

      // Then
      assertThat(refused.statusCode()).isEqualTo(402);
      assertThat(refused.<String>path("code")).isEqualTo("MESSAGES-0700");
      assertThat(refused.<String>path("rule")).isEqualTo("budget-exhausted");
      assertThat(afterwards.statusCode()).as(afterwards.asString()).isEqualTo(201);
      assertThat(ofBruno).isEqualTo(402);
      for (String id : waiting) {
        get("ana", "/api/messages/" + id).body("failure.code", equalTo("budget-exhausted"));
      }
      awaitStatus("ana", taken, "sending");
      ofBoreal.forEach(id -> awaitStatus("breno", id, "sending"));
      assertThat(atTwilio(to)).hasSize(2);
      assertThat(atTelnyx(to)).hasSize(1);
    }
  }

  @Test
  @DisplayName(
      "MSG-351 nobody of a prefix that is used too much is written to until it is released")
  void shouldNotWriteToABlockedPrefix() {
    // Given
    String to = contact();
    String prefix = to.substring(0, 11);
    String block = UUID.randomUUID().toString();
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {

      // When
      topics.send(
          told(
              new VelocityExceeded(
                  block,
                  "r",
                  "Regra",
                  prefix,
                  60,
                  Money.brl("1"),
                  0,
                  Money.brl("0.5"),
                  null,
                  true,
                  "entry",
                  Instant.now())));
      awaitRule("ana", to, "velocity");
      Response refused = post("ana", UUID.randomUUID().toString(), sms(to));
      int ofBoreal = post("breno", UUID.randomUUID().toString(), sms(to)).statusCode();
      topics.send(told(new VelocityReleased(block, prefix, "davi", null, Instant.now())));
      awaitRule("ana", to, null);

      // Then
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.<String>path("code")).isEqualTo("MESSAGES-0701");
      assertThat(refused.<String>path("evidence")).contains(prefix);
      assertThat(ofBoreal).isEqualTo(201);
    }
  }

  private static String scheduled(String to, String carrier) {
    Map<String, String> later =
        Map.of(
            "to",
            to,
            "channel",
            "sms",
            "body",
            "Depois",
            "carrier",
            carrier,
            "sendAt",
            Instant.now().plusSeconds(600).toString());
    return ApiUser.json(post("ana", UUID.randomUUID().toString(), later), 201).path("id").asText();
  }

  private static Map<String, String> sms(String to) {
    return Map.of("to", to, "channel", "sms", "body", "Oi");
  }

  private static void awaitRule(String user, String to, String rule) {
    patiently()
        .until(
            () -> {
              String denied =
                  ApiUser.as(user)
                      .request()
                      .body(Map.of("to", to, "channel", "sms"))
                      .post("/api/messages/permission")
                      .path("rules.find { it.decision == 'denied' }?.rule");
              return rule == null ? denied == null : rule.equals(denied);
            });
  }

  private BudgetTerms terms(int version, BudgetScope scope, List<String> subjects) {
    return new BudgetTerms(
        budget, version, "Equipe", scope, subjects, BudgetMeasure.PRICE, Money.brl("10"));
  }

  private BudgetExhausted spent(int version, BudgetScope scope, List<String> subjects) {
    return new BudgetExhausted(
        terms(version, scope, subjects),
        "2026-12",
        ends,
        Money.brl("10.2"),
        true,
        null,
        null,
        Instant.now());
  }

  private BudgetReopened reopened(int version) {
    return new BudgetReopened(
        terms(version, BudgetScope.ORGANIZATION, List.of()),
        "2026-12",
        ends,
        Money.brl("10.2"),
        ReopeningCause.CHANGED,
        Instant.now());
  }

  private static Event<?> told(Record data) {
    String id = UUID.randomUUID().toString();
    return new Event<>(
        id,
        "/billing-service",
        id,
        Instant.now(),
        Tenants.AURORA,
        null,
        Topics.BILLING,
        Tenants.AURORA.value(),
        data);
  }
}
