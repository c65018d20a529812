package dev.ramal.calls.carrier.tincan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.tincan.Tincan;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
@DisplayName("CALL-88 a third carrier needs its own package and its registration, nothing else")
class ThirdCarrierTest {
  @Inject TincanPort tincan;

  @Test
  void shouldCarryACallFromTheClickToItsEnd() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      CallApi carla = CallApi.as("carla");
      Map<String, Object> account =
          Map.of(
              "carrier",
              "tincan",
              "apiKey",
              "two-tins-and-a-string",
              "numbers",
              List.of(Connections.NUMBER));
      carla.request().body(account).post("/api/carriers").then().statusCode(201);
      CallApi bruno = CallApi.as("bruno");

      // When
      String id = bruno.dials(Map.of("to", "+5511987650088", "carrier", "tincan", "record", true));
      Phones phones = new Phones(probe, Tenants.AURORA, Tincan.CARRIER, id, Instant.now());
      String agent = bruno.awaitLeg(id, "agent");
      phones.initiated("agent", agent, 0).answered("agent", agent, 2);
      String lead = bruno.awaitLeg(id, "lead");
      phones.initiated("lead", lead, 3).answered("lead", lead, 8);
      await()
          .until(() -> tincan.taken().stream().anyMatch(command -> command.startsWith("say lead")));
      phones.spoken(lead, 12, "completed");
      await().until(() -> tincan.taken().contains("join lead"));
      phones
          .ended("lead", lead, 45, CallOutcome.COMPLETED, null, "callee")
          .ended("agent", agent, 45, CallOutcome.COMPLETED, null, "caller");

      // Then
      CallEnded ended = probe.await(CallEnded.class, id);
      assertThat(ended.carrier()).isEqualTo(Tincan.CARRIER);
      assertThat(ended.talkSeconds()).isEqualTo(37);
      assertThat(ended.noRecording()).isEqualTo("refused");
      assertThat(tincan.taken())
          .containsSubsequence("dial lead +5511987650088", "join lead")
          .anyMatch(command -> command.startsWith("dial agent tin:bruno"))
          .anyMatch(command -> command.startsWith("say lead") && command.contains("gravada"));
    }
  }

  @Test
  void shouldRefuseFieldsOfOtherCarriers() {
    // Given
    Map<String, Object> account =
        Map.of(
            "carrier",
            "tincan",
            "apiKey",
            "two-tins-and-a-string",
            "accountSid",
            "AC0",
            "numbers",
            List.of(Connections.NUMBER));

    // When / Then
    CallApi.as("carla")
        .request()
        .body(account)
        .post("/api/carriers")
        .then()
        .statusCode(400)
        .body("errors.field", Matchers.contains("accountSid"));
  }
}
