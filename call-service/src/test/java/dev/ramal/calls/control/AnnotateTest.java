package dev.ramal.calls.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class AnnotateTest {

  @Test
  @DisplayName("CALL-21 notes and disposition correct the announced end")
  void shouldCorrectTheAnnouncedEnd() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.twilio("carla");
      CallApi ana = CallApi.as("ana");
      String id =
          ana.dials(Map.of("to", "+5511987650021", "carrier", "twilio", "notes", "primeira"));
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TWILIO, id, Instant.now());
      phones.ended("agent", ana.awaitLeg(id, "agent"), 30, CallOutcome.NO_ANSWER, null, null);
      ana.awaitStatus(id, "canceled");

      // When
      Response answer =
          ana.request()
              .body(Map.of("disposition", "callback", "notes", ""))
              .patch("/api/calls/" + id);

      // Then
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.<String>path("disposition")).isEqualTo("callback");
      assertThat(answer.<String>path("notes")).isNull();
      CallEnded corrected =
          probe
              .await(
                  "the correction",
                  r ->
                      id.equals(r.subject())
                          && r.is(CallEnded.class)
                          && r.data(CallEnded.class).revision() == 1)
              .data(CallEnded.class);
      assertThat(corrected.disposition()).isEqualTo("callback");
      assertThat(corrected.cause()).isEqualTo("agent-no-answer");
    }
  }
}
