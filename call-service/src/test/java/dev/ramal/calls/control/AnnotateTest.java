package dev.ramal.calls.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class AnnotateTest {

  @ParameterizedTest
  @CsvSource({"twilio, ana, carla, aurora", "telnyx, breno, bia, boreal"})
  @DisplayName("CALL-21 notes and disposition correct the announced end")
  void shouldCorrectTheAnnouncedEnd(Carrier carrier, String user, String admin, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.at(carrier, admin);
      CallApi person = CallApi.as(user);
      String id =
          person.dials(
              Map.of("to", "+5511987650021", "carrier", carrier.wire(), "notes", "primeira"));
      Phones phones = new Phones(probe, tenant, carrier, id, Instant.now());
      phones.ended("agent", person.awaitLeg(id, "agent"), 30, CallOutcome.NO_ANSWER, null, null);
      person.awaitStatus(id, "canceled");

      // When
      Response answer =
          person
              .request()
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
