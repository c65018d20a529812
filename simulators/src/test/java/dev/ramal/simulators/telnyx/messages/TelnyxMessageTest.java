package dev.ramal.simulators.telnyx.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.fixtures.Application.Told;
import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.fixtures.TelnyxStory;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.script.ScriptJson;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelnyxMessageTest extends TelnyxStory {
  @Test
  @DisplayName("SIM-53 send and finalize with address and cost")
  void shouldSendAndFinalizeWithAddressAndCost() {
    // When
    JsonObject queued = send(LEAD, "Seu código é 1234").json().getJsonObject("data");

    // Then
    await().until(() -> events().contains("message.finalized"));
    assertThat(status(queued)).isEqualTo("queued");
    assertThat(events()).containsExactly("message.sent", "message.finalized");
    Told last = application.told("/events").get(1);
    assertThat(status(last.payload())).isEqualTo("delivered");
    assertThat(last.payload().getString("webhook_url"))
        .isEqualTo(application.url("/events?message=m1"));
    assertThat(last.payload().getJsonObject("cost").getString("amount")).isEqualTo("0.0310");
    assertThat(last.payload().getString("completed_at")).endsWith("+00:00");
    assertThat(
            api.get("/messages/" + queued.getString("id"))
                .json()
                .getJsonObject("data")
                .getString("id"))
        .isEqualTo(queued.getString("id"));
  }

  @Test
  @DisplayName("SIM-100 never tell a price that is never posted")
  void shouldNeverTellAPriceThatIsNeverPosted() {
    // Given
    host.scripts()
        .put(
            LEAD, ScriptJson.read(new JsonObject().putNull("priceAfter"), host.scripts().of(LEAD)));

    // When
    send(LEAD, "Oi");

    // Then
    await().until(() -> events().contains("message.finalized"));
    assertThat(application.told("/events"))
        .allSatisfy(told -> assertThat(told.payload().getValue("cost")).isNull());
  }

  @Test
  @DisplayName("SIM-54 tell why a message failed")
  void shouldTellWhyAMessageFailed() {
    // When
    send("+5511987640008", "Oi");

    // Then
    await().until(() -> events().contains("message.finalized"));
    JsonObject last = application.events("/events", "message.finalized").get(0).payload();
    assertThat(status(last)).isEqualTo("delivery_failed");
    assertThat(last.getJsonArray("errors").getJsonObject(0).getString("code")).isEqualTo("40008");
  }

  @Test
  @DisplayName("SIM-55 answer a scripted reply through the profile")
  void shouldAnswerAScriptedReplyThroughTheProfile() {
    // Given
    host.scripts().put(LEAD, Script.lead().reply("Quero sim", Duration.ofSeconds(2)));
    Http.Got sent = send(LEAD, "Quer?");

    // When
    await().until(() -> !application.told("/profile").isEmpty());

    // Then
    assertThat(sent.status()).isEqualTo(200);
    Told reply = application.told("/profile").get(0);
    assertThat(reply.event()).isEqualTo("message.received");
    assertThat(reply.payload().getString("direction")).isEqualTo("inbound");
    assertThat(reply.payload().getJsonObject("from").getString("phone_number")).isEqualTo(LEAD);
    assertThat(status(reply.payload())).isEqualTo("webhook_delivered");
  }

  @ParameterizedTest
  @CsvSource({
    "+5511987654321, '', 40316",
    "123, Oi, 40310",
    "+447700900123, Oi, 40309",
    "+5511987640300, Oi, 40300"
  })
  @DisplayName("SIM-56 refuse a wrong message with the real code")
  void shouldRefuseAWrongMessageWithTheRealCode(String to, String text, String code) {
    // When
    Http.Got refused = send(to, text);

    // Then
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("\"" + code + "\"");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type': 'image', 'image': {'link': 'https://example.com/a.png', 'caption': 'Oi'}} | 200",
        "{'type': 'image', 'image': {'caption': 'Oi'}} | 400",
        "{'type': 'audio', 'audio': {'link': 'https://example.com/a.ogg', 'caption': 'Oi'}} | 400",
        "{'type': 'interactive', 'interactive': {'type': 'button', 'body': {'text': 'Oi'},"
            + " 'action': {'buttons': [{'type': 'reply', 'reply': {'id': '1', 'title': 'Sim'}}]}}}"
            + " | 200",
        "{'type': 'interactive', 'interactive': {'type': 'button', 'body': {'text': 'Oi'},"
            + " 'action': {'buttons': []}}} | 400"
      })
  @DisplayName("SIM-651 take files and reply buttons by WhatsApp as they have to be written")
  void shouldTakeWhatWhatsAppTakes(String message, int status) {
    // When
    Http.Got answer =
        api.post(
            "/messages/whatsapp",
            new JsonObject()
                .put("from", NUMBER)
                .put("to", LEAD)
                .put("type", "WHATSAPP")
                .put("whatsapp_message", new JsonObject(message.replace('\'', '"'))));

    // Then
    assertThat(answer.status()).isEqualTo(status);
    if (status == 200) {
      assertThat(answer.json().getJsonObject("data").getString("text")).isEqualTo("Oi");
    }
  }

  @Test
  @DisplayName("SIM-652 tell which button somebody has tapped")
  void shouldTellWhichButtonWasTapped() {
    // Given
    JsonObject tapped =
        new JsonObject()
            .put("type", "interactive")
            .put(
                "interactive",
                new JsonObject()
                    .put("type", "button_reply")
                    .put("button_reply", new JsonObject().put("id", "sim").put("title", "Sim")));

    // When
    host.telnyx().receiveWhatsApp(LEAD, NUMBER, tapped, application.url("/events"));

    // Then
    await().until(() -> events().contains("message.received"));
    JsonObject payload = application.told("/events").get(0).payload();
    assertThat(payload.getString("type")).isEqualTo("WHATSAPP");
    assertThat(payload.getJsonObject("whatsapp_message")).isEqualTo(tapped);
  }

  @Test
  @DisplayName("SIM-642 refuse a text of more than ten parts")
  void shouldRefuseATextOfMoreThanTenParts() {
    // When
    Http.Got ten = send(LEAD, "ã".repeat(670));
    Http.Got eleven = send(LEAD, "ã".repeat(671));

    // Then
    assertThat(ten.status()).isEqualTo(200);
    assertThat(eleven.status()).isEqualTo(400);
    assertThat(eleven.text()).contains("\"40302\"");
  }

  private Http.Got send(String to, String text) {
    return api.post(
        "/messages",
        new JsonObject()
            .put("from", NUMBER)
            .put("to", to)
            .put("text", text)
            .put("webhook_url", application.url("/events?message=m1")));
  }

  private static String status(JsonObject message) {
    return message.getJsonArray("to").getJsonObject(0).getString("status");
  }
}
