package dev.ramal.simulators.telnyx.legs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.fixtures.TelnyxStory;
import dev.ramal.simulators.time.Pace;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelnyxRefusalTest extends TelnyxStory {
  @ParameterizedTest
  @CsvSource({
    "to, , 422, 10004",
    "to, 11987654321, 422, 10016",
    "to, +447700900123, 403, 10010",
    "from, +551149999999, 403, 10010",
    "connection_id, 1, 422, 10027",
    "client_state, {}, 422, 90017",
    "record_format, ogg, 422, 10032",
    "webhook_url, somewhere, 422, 10003",
    "colour, blue, 422, 10027"
  })
  @DisplayName("SIM-57 refuse a wrong dial with the real code")
  void shouldRefuseAWrongDialWithTheRealCode(String name, String value, int status, String code) {
    // When
    Http.Got refused = dial(request(LEAD).put(name, value));

    // Then
    assertThat(refused.status()).isEqualTo(status);
    JsonObject error = refused.json().getJsonArray("errors").getJsonObject(0);
    assertThat(error.getString("code")).isEqualTo(code);
    assertThat(error.getString("title")).isNotBlank();
    assertThat(error.getJsonObject("source").getString("pointer")).isEqualTo("/" + name);
  }

  @ParameterizedTest
  @CsvSource({
    "/recordings?filter%5Bcall_id%5D=x, 10031",
    "/recordings?call_leg_id=x, 10015",
    "/call_events?filter%5Bcall_control_id%5D=x, 10031",
    "/conferences?filter%5Bfriendly_name%5D=x, 10031",
    "/messages/x?page=2, 10015",
    "/calls/v3:x?verbose=true, 10015"
  })
  @DisplayName("SIM-96 refuse a query parameter that the operation does not have")
  void shouldRefuseAQueryParameterThatTheOperationDoesNotHave(String path, String code) {
    // When
    Http.Got refused = api.get(path);

    // Then
    assertThat(refused.status()).isEqualTo(400);
    JsonObject error = refused.json().getJsonArray("errors").getJsonObject(0);
    assertThat(error.getString("code")).isEqualTo(code);
    assertThat(error.getJsonObject("source").getString("parameter")).isNotBlank();
  }

  @Test
  @DisplayName("SIM-58 refuse a wrong key")
  void shouldRefuseAWrongKey() {
    // When
    Http.Got refused = Http.bearer(host.telnyx().baseUrl(), "KEYwrong").get("/call_events");

    // Then
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("code"))
        .isEqualTo("10009");
  }

  @Test
  @DisplayName("SIM-103 refuse to move an inbound call that nobody has answered")
  void shouldRefuseToMoveAnInboundCallThatNobodyHasAnswered() {
    // Given
    host.schedule().pace(Pace.manual());
    String inbound = host.telnyx().receiveCall(LEAD, NUMBER, application.url("/events"));
    JsonObject transfer = new JsonObject().put("to", AGENT);

    // When
    Http.Got early = command(inbound, "transfer", transfer);
    int answered = command(inbound, "answer", new JsonObject()).status();
    int then = command(inbound, "transfer", transfer).status();

    // Then
    assertThat(early.status()).isEqualTo(422);
    assertThat(early.text()).contains("90034");
    assertThat(List.of(answered, then)).containsExactly(200, 200);
  }

  @Test
  @DisplayName("SIM-696 reject only a call that comes in and rings, and only once")
  void shouldRejectOnlyACallThatRings() {
    // Given
    JsonObject reject = new JsonObject().put("cause", "CALL_REJECTED");
    String ours = talking(request(AGENT));
    host.schedule().pace(Pace.manual());
    String ringing = host.telnyx().receiveCall(LEAD, NUMBER, application.url("/ringing"));
    String answered = host.telnyx().receiveCall(LEAD, NUMBER, application.url("/answered"));
    command(answered, "answer", new JsonObject());

    // When
    Http.Got wrong = command(ringing, "reject", new JsonObject().put("cause", "BUSY"));
    Http.Got done = command(ringing, "reject", reject);
    Http.Got again = command(ringing, "reject", reject);

    // Then
    assertThat(wrong.text()).contains("10032", "/cause");
    assertThat(done.status()).isEqualTo(200);
    assertThat(again.text()).contains("90018");
    assertThat(List.of(command(answered, "reject", reject), command(ours, "reject", reject)))
        .allSatisfy(refused -> assertThat(refused.status()).isEqualTo(422));
    await().until(() -> !application.events("/ringing", "call.hangup").isEmpty());
    JsonObject hangup = application.events("/ringing", "call.hangup").get(0).payload();
    assertThat(hangup.getString("hangup_cause")).isEqualTo("call_rejected");
    assertThat(application.events("/answered", "call.hangup")).isEmpty();
  }

  @Test
  @DisplayName("SIM-104 refuse a speech of more than 3000 characters")
  void shouldRefuseASpeechOfMoreThanThreeThousandCharacters() {
    // Given
    String id = talking(request(AGENT));
    JsonObject speech = new JsonObject().put("voice", "AWS.Polly.Camila");

    // When
    Http.Got refused = command(id, "speak", speech.copy().put("payload", "o".repeat(3001)));
    Http.Got spoken = command(id, "speak", speech.copy().put("payload", "o".repeat(3000)));

    // Then
    assertThat(refused.text()).contains("10027", "/payload");
    assertThat(spoken.status()).isEqualTo(200);
  }

  @Test
  @DisplayName("SIM-59 tell unknown from malformed control ids")
  void shouldTellUnknownFromMalformedControlIds() {
    // When
    Http.Got malformed = command("nonsense", "hangup", new JsonObject());
    Http.Got unknown = command("v3:unknown", "hangup", new JsonObject());

    // Then
    assertThat(malformed.text()).contains("90015");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text()).contains("10005");
  }
}
