package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class NobodyAnswersTest extends CallersArrive {
  /** What ends the ringing of a caller whom nobody takes. */
  private static final String UNTAKEN = "jobs where kind = 'UNTAKEN' and subject = ?";

  @ParameterizedTest
  @CsvSource({"aurora", "boreal"})
  @DisplayName("CALL-307 who calls outside business hours leaves a message and rings nobody")
  void shouldRingNobodyOutsideBusinessHours(TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      number(Connections.NUMBER);
      settings(Map.of("businessHours", true, "hours", Map.of("timeZone", "America/Sao_Paulo")));

      // When
      Caller caller = Caller.at(probe, tenant, Carrier.TELNYX, telnyx, CALLER).isKnown();
      await().until(() -> !commands("answer", caller).isEmpty());
      caller.answered(1);

      // Then
      await().untilAsserted(() -> assertThat(said(caller)).containsExactly("greet"));
      hiddenFromOthers(caller);
      caller.hungUp(5, null);
      assertThat(probe.await(CallMissed.class, caller.call()).reason()).isEqualTo("closed");
      CallEnded ended = probe.await(CallEnded.class, caller.call());
      assertThat(ended.cause()).isEqualTo("voicemail");
      assertThat(ended.legs()).hasSize(1);
    }
  }

  @Test
  @DisplayName("CALL-303 the settings for callers are checked, kept per organization, an admin's")
  void shouldKeepTheSettings() {
    // When
    Response bad =
        carla
            .request()
            .body(Map.of("ringSeconds", 4, "waitSeconds", 4000, "mostWaiting", 1001))
            .put("/api/settings/inbound");

    // Then
    bad.then().statusCode(400).body("code", is("CALLS-0290"));
    assertThat(bad.jsonPath().getList("errors.field"))
        .contains("ringSeconds", "waitSeconds", "mostWaiting");
    carla.request().body(Map.of()).put("/api/settings/inbound").then().statusCode(400);
    bruno
        .request()
        .body(Map.of("enabled", true))
        .put("/api/settings/inbound")
        .then()
        .statusCode(403);
    settings(Map.of("mostWaiting", 1000));
    settings(Map.of("queue", true));
    bruno
        .request()
        .get("/api/settings/inbound")
        .then()
        .body("enabled", is(true), "mostWaiting", is(1000));
    settings(Map.of("mostWaiting", 0));
    bruno.request().get("/api/settings/inbound").then().body("mostWaiting", nullValue());
    CallApi.as("bia").request().get("/api/settings/inbound").then().body("enabled", is(false));
  }

  @ParameterizedTest
  @CsvSource({"aurora", "boreal"})
  @DisplayName("CALL-457 a caller at a carrier that asks is recorded after the greeting's end")
  void shouldGreetBeforeItRecords(TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      settings(Map.of("businessHours", true, "hours", aDayOff()));
      Caller caller = Caller.at(probe, tenant, Carrier.TWILIO, twilio, CALLER).isKnown();
      await()
          .untilAsserted(
              () ->
                  assertThat(Simulator.posts("twilio", "/Calls/" + caller.handle, "lead-next"))
                      .isNotEmpty());

      // When
      String greeting = asks("lead-next", caller, caller.call());
      String recording = asks("lead-greeted", caller, caller.call());

      // Then
      assertThat(greeting)
          .contains(Prompt.LEAVE_A_MESSAGE.words(), "lead-greeted")
          .doesNotContain("<Record");
      assertThat(recording).contains("<Record", "lead-message").doesNotContain("<Say");
      assertThat(asks("lead-greeted", caller, caller.call())).isEqualTo(recording);
      hiddenFromOthers(caller);
      caller.hungUp(9, 9);
      CallMissed missed = probe.await(CallMissed.class, caller.call());
      assertThat(missed.cause()).isEqualTo("voicemail");
      assertThat(missed.reason()).isEqualTo("holiday");
      assertThat(probe.await(CallEnded.class, caller.call()).legs())
          .as("nobody was rung")
          .hasSize(1);
    }
  }

  /** Of an organization that takes calls at any hour, but today, whenever midnight comes. */
  private static Map<String, ?> aDayOff() {
    LocalDate today = LocalDate.now(ZoneId.of("America/Sao_Paulo"));
    return Map.of(
        "timeZone",
        "America/Sao_Paulo",
        "weekdays",
        "00:00-24:00",
        "saturday",
        "00:00-24:00",
        "sunday",
        "00:00-24:00",
        "daysOff",
        List.of(today.toString(), today.plusDays(1).toString()));
  }

  @Test
  @DisplayName("CALL-455 a caller about whom nobody decides is sent away, not kept")
  void shouldKeepNobodyForEver() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      settings(Map.of("enabled", false));
      Instant longAgo = Instant.now().minusSeconds(60);
      Caller fresh = Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, CALLER).isKnown();
      Caller old =
          Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, OTHER_CALLER, longAgo).isKnown();

      // When
      asks("lead-waiting", fresh, fresh.call());
      asks("lead-waiting", old, old.call());

      // Then
      await()
          .untilAsserted(
              () ->
                  assertThat(Simulator.posts("twilio", "/Calls/" + old.handle, "lead-next"))
                      .isNotEmpty());
      assertThat(asks("lead-next", old, old.call()))
          .contains(Prompt.NOBODY_FREE.words(), "<Hangup");
      assertThat(DATABASE.count("call_facts where kind = 'Routed' and call_id = ?", fresh.call()))
          .isZero();
      fresh.hungUp(1, 1);
      old.hungUp(61, 61);
      probe.await(CallEnded.class, old.call());
      probe.await(CallEnded.class, fresh.call());
    }
  }

  @Test
  @DisplayName("CALL-455 a caller about whom nobody decides is sent away, not kept")
  void shouldPickUpWhoeverIsDecidedAboutLateAtTelnyx() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(Tenants.BOREAL);
      settings(Map.of("enabled", false));
      Caller late = Caller.at(probe, tenant, Carrier.TELNYX, telnyx, OTHER_CALLER).isKnown();
      await()
          .pollInterval(Duration.ofMillis(20))
          .until(() -> DATABASE.count(UNTAKEN, late.call()) == 1);

      // When
      settings(Map.of("enabled", true));

      // Then
      await().untilAsserted(() -> assertThat(commands("answer", late)).hasSize(1));
      assertThat(commands("reject", late)).as("callers are taken care of by now").isEmpty();
      late.hungUp(3, null);
      probe.await(CallEnded.class, late.call());
    }
  }

  @Test
  @DisplayName("CALL-293 an organization that takes care of nobody has callers told so")
  void shouldTellCallersOfOthersThatNobodyComes() {
    for (TenantId organization : List.of(Tenants.BOREAL, Tenants.AURORA)) {
      // Given
      goTo(organization);
      settings(Map.of("enabled", false));

      // When
      Response answer = ask("inbound", tenant.value(), "CA" + System.nanoTime(), null, twilio);

      // Then
      answer.then().statusCode(200);
      assertThat(answer.jsonPath().getString("body")).contains(Prompt.CALL_UNAVAILABLE.words());
      assertThat(answer.jsonPath().getBoolean("apology")).isTrue();
    }
  }

  @Test
  @DisplayName("CALL-293 an organization that takes care of nobody has callers told so")
  void shouldRejectCallersOfOthersAtTelnyx() {
    for (TenantId organization : List.of(Tenants.BOREAL, Tenants.AURORA)) {
      try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
        // Given
        goTo(organization);
        settings(Map.of("enabled", false));

        // When
        Caller taken = Caller.at(probe, tenant, Carrier.TELNYX, telnyx, OTHER_CALLER).answered(0);
        Caller caller = Caller.at(probe, tenant, Carrier.TELNYX, telnyx, CALLER).isKnown();
        caller.initiated();

        // Then
        await().untilAsserted(() -> assertThat(commands("reject", caller)).hasSize(1));
        assertThat(commands("reject", caller).get(0)).contains("CALL_REJECTED");
        caller.rejected(2);
        CallEnded ended = probe.await(CallEnded.class, caller.call());
        assertThat(ended.cause()).isEqualTo("rejected");
        assertThat(probe.await(CallMissed.class, caller.call()).cause()).isEqualTo("rejected");
        assertThat(ended.legs()).hasSize(1);
        assertThat(commands("reject", caller)).as("once").hasSize(1);
        assertThat(commands("answer", caller)).isEmpty();
        assertThat(commands("reject", taken)).as("another application's").isEmpty();
        assertThat(asked(taken)).isZero();
        taken.hungUp(20, null);
        probe.await(CallEnded.class, taken.call());
        assertThat(probe.all(organization, CallMissed.class))
            .extracting(missed -> missed.data(CallMissed.class).callId())
            .doesNotContain(taken.call());
      }
    }
  }
}
