package dev.ramal.calls.voice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.testkit.Tokens;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
@DisplayName("CALL-50 a leg that has answered is told what to do")
class AnswerVoiceStepTest {
  private String connection;
  private String call;

  @BeforeEach
  void call() {
    connection = Connections.twilio("carla");
    call =
        CallApi.as("bruno")
            .dials(Map.of("to", "+5511987650050", "carrier", "twilio", "record", true));
  }

  @Test
  void shouldSendTheAgentStraightIntoTheConference() {
    // When
    Response answer = ask("agent-answered", "aurora", call);

    // Then
    answer.then().statusCode(200);
    assertThat(answer.jsonPath().getString("contentType")).isEqualTo("application/xml");
    assertThat(answer.jsonPath().getString("body"))
        .contains("<Conference beep=\"false\" startConferenceOnEnter=\"true\"")
        .contains("endConferenceOnExit=\"true\"")
        .contains(
            "/webhooks/twilio/"
                + connection
                + "/conference-status?call="
                + call
                + "&amp;leg=agent#rc=3&amp;rp=5xx,ct,rt")
        .contains(">call-" + call + "</Conference>")
        .doesNotContain("<Say");
  }

  @Test
  void shouldTellTheLeadOfARecordedCallFirst() {
    // When
    Response answer = ask("lead-answered", "aurora", call);

    // Then
    assertThat(answer.jsonPath().getString("body"))
        .contains("<Say language=\"pt-BR\" voice=\"Polly.Camila\">")
        .contains(">call-" + call + "</Conference>");
  }

  @Test
  void shouldLetTheLegOfAnUnknownCallGoPolitely() {
    // When
    Response answer = ask("lead-answered", "aurora", "0196a000-0000-7000-8000-000000000000");

    // Then
    answer.then().statusCode(200);
    assertThat(answer.jsonPath().getString("body"))
        .contains(Prompt.CALL_UNAVAILABLE.words(), "<Hangup");
  }

  @Test
  void shouldLetALegOfNoCallOfOursGoPolitely() {
    // Given
    Map<String, Object> unnamed = new HashMap<>(body("aurora", call));
    unnamed.put("callId", null);

    // When
    Response answer = ask("lead-answered", unnamed);

    // Then
    answer.then().statusCode(200);
    assertThat(answer.jsonPath().getString("body"))
        .contains(Prompt.CALL_UNAVAILABLE.words(), "<Hangup");
  }

  @Test
  void shouldLetALegGoThatAsksAlthoughItsCarrierIsSteeredByCommands() {
    // Given
    Map<String, Object> texml = new HashMap<>(body("aurora", call));
    texml.put("carrier", "telnyx");
    texml.put("callId", null);

    // When
    Response answer = ask("lead-answered", texml);

    // Then
    answer.then().statusCode(200);
    assertThat(answer.jsonPath().getString("body"))
        .contains(Prompt.CALL_UNAVAILABLE.words(), "<Hangup");
  }

  @Test
  void shouldNotKnowTheCallOfAnotherOrganization() {
    // When
    Response answer = ask("lead-answered", "boreal", call);

    // Then
    assertThat(answer.jsonPath().getString("body")).contains(Prompt.CALL_UNAVAILABLE.words());
  }

  @Test
  void shouldAnswerServicesOnly() {
    // When / Then
    given()
        .auth()
        .oauth2(Tokens.of("carla"))
        .contentType("application/json")
        .body(body("aurora", call))
        .post("/internal/voice/lead-answered")
        .then()
        .statusCode(403);
  }

  @Test
  void shouldRefuseAStepItDoesNotKnow() {
    // When / Then
    ask("sing", "aurora", call).then().statusCode(404);
  }

  private Response ask(String step, String tenant, String callId) {
    return ask(step, body(tenant, callId));
  }

  private static Response ask(String step, Map<String, Object> body) {
    return given()
        .auth()
        .oauth2(Tokens.service("webhook-gateway"))
        .contentType("application/json")
        .body(body)
        .post("/internal/voice/" + step);
  }

  private Map<String, Object> body(String tenant, String callId) {
    return Map.of(
        "tenant",
        tenant,
        "connectionId",
        connection,
        "carrier",
        "twilio",
        "callId",
        callId,
        "leg",
        "lead",
        "carrierCallId",
        "CA1",
        "params",
        Map.of());
  }
}
