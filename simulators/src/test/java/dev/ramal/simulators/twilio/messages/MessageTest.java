package dev.ramal.simulators.twilio.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.fixtures.TwilioStory;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.time.Pace;
import dev.ramal.simulators.twilio.api.TwilioSignature;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTest extends TwilioStory {
  @Test
  @DisplayName("SIM-29 deliver an SMS and count its segments")
  void shouldDeliverAnSmsAndCountItsSegments() {
    // When
    JsonObject sent = send(LEAD, NUMBER, "Olá! ".repeat(20)).json();

    // Then
    await().until(() -> statuses("/sms").contains("delivered"));
    assertThat(sent.getString("status")).isEqualTo("queued");
    assertThat(sent.getString("num_segments")).isEqualTo("2");
    assertThat(sent.getString("price")).isNull();
    assertThat(statuses("/sms")).containsExactly("sending", "sent", "delivered");
    Fields delivered = application.told("/sms").get(2).form();
    assertThat(delivered.get("MessageSid")).isEqualTo(sent.getString("sid"));
    assertThat(delivered.get("RawDlrDoneDate")).matches("\\d{10}");
    await()
        .until(
            () ->
                api.get("/Messages/" + sent.getString("sid") + ".json").json().getString("price")
                    != null);
  }

  @Test
  @DisplayName("SIM-102 list messages of a day and none that was not sent")
  void shouldListMessagesOfADayAndNoneThatWasNotSent() {
    // Given
    send(LEAD, NUMBER, "Oi");
    await().until(() -> statuses("/sms").contains("delivered"));

    // When
    int everDay = messages("DateSent=2001-01-01");
    int since = messages("DateSent%3E=2001-01-01");
    host.schedule().pace(Pace.manual());
    send(LEAD, NUMBER, "Ainda aqui");
    int withUnsent = messages("DateSent%3E=2001-01-01");

    // Then
    assertThat(List.of(everDay, since, withUnsent)).containsExactly(0, 1, 1);
  }

  private int messages(String filter) {
    return api.get("/Messages.json?" + filter).json().getJsonArray("messages").size();
  }

  @Test
  @DisplayName("SIM-620 send a kept text with its variables, by WhatsApp once it is approved")
  void shouldSendAKeptTextOnceItIsApproved() {
    // Given
    Http contents = Http.basic(host.twilio().baseUrl(), account.sid(), account.authToken());
    JsonObject text = new JsonObject().put("body", "Oi {{1}}, a {{2}} ligou.");
    String content =
        contents
            .post(
                "/v1/Content",
                new JsonObject()
                    .put("language", "pt_BR")
                    .put("variables", new JsonObject().put("1", "Maria").put("2", "Aurora"))
                    .put("types", new JsonObject().put("twilio/text", text)))
            .json()
            .getString("sid");

    // When
    JsonObject sms = sendKept("", content, "{\"1\":\"Ana\"}").json();
    JsonObject early = sendKept("whatsapp:", content, "{\"1\":\"Ana\"}").json();
    await().until(() -> shown(early).getString("status").equals("failed"));
    contents.post(
        "/v1/Content/" + content + "/ApprovalRequests/whatsapp",
        new JsonObject().put("name", "ola").put("category", "UTILITY"));
    host.twilio().reviewContent(content, "approved", null);
    JsonObject late = sendKept("whatsapp:", content, null).json();
    await().until(() -> shown(late).getString("status").equals("delivered"));
    host.twilio().reviewContent(content, "paused", null);
    JsonObject paused = sendKept("whatsapp:", content, null).json();
    await().until(() -> shown(paused).getString("status").equals("failed"));

    // Then
    assertThat(sms.getString("body")).isEqualTo("Oi Ana, a Aurora ligou.");
    assertThat(shown(early).getInteger("error_code")).isEqualTo(63016);
    assertThat(late.getString("body")).isEqualTo("Oi Maria, a Aurora ligou.");
    assertThat(shown(paused).getInteger("error_code")).isEqualTo(63041);
    assertThat(sendKept("", "HX0", null).json().getInteger("code")).isEqualTo(21655);
    assertThat(sendKept("", content, "{\"1\":\"a\\nb\"}").json().getInteger("code"))
        .isEqualTo(21656);
  }

  private Http.Got sendKept(String channel, String content, String variables) {
    return api.form(
        "/Messages.json",
        "To",
        channel + LEAD,
        "From",
        channel + NUMBER,
        "ContentSid",
        content,
        "ContentVariables",
        variables == null ? "{}" : variables);
  }

  private JsonObject shown(JsonObject message) {
    return api.get("/Messages/" + message.getString("sid") + ".json").json();
  }

  @Test
  @DisplayName("SIM-30 read a WhatsApp message")
  void shouldReadAWhatsAppMessage() {
    // Given
    host.scripts()
        .put(
            LEAD,
            Script.lead().message(new Script.MessageScript("read", null, Duration.ofSeconds(1))));

    // When
    send("whatsapp:" + LEAD, "whatsapp:" + NUMBER, "Oi");

    // Then
    await().until(() -> statuses("/sms").contains("read"));
    Fields read = application.told("/sms").get(3).form();
    assertThat(read.get("EventType")).isEqualTo("READ");
    assertThat(read.get("ChannelPrefix")).isEqualTo("whatsapp");
    assertThat(read.get("ChannelToAddress")).endsWith("XXXX");
  }

  @Test
  @DisplayName("SIM-31 tell why a message is undelivered")
  void shouldTellWhyAMessageIsUndelivered() {
    // When
    send("+5511987630003", NUMBER, "Oi");

    // Then
    await().until(() -> statuses("/sms").contains("undelivered"));
    assertThat(application.told("/sms").get(2).form().get("ErrorCode")).isEqualTo("30003");
  }

  @Test
  @DisplayName("SIM-32 answer a scripted reply through the accounts url")
  void shouldAnswerAScriptedReplyThroughTheAccountsUrl() {
    // Given
    host.twilio().register(account.smsUrl(application.url("/incoming")));
    host.scripts().put(LEAD, Script.lead().reply("Quero sim", Duration.ofSeconds(3)));
    Http.Got sent = send(LEAD, NUMBER, "Quer um orçamento?");

    // When
    await().until(() -> !application.told("/incoming").isEmpty());

    // Then
    assertThat(sent.status()).isEqualTo(201);
    Fields reply = application.told("/incoming").get(0).form();
    assertThat(reply.get("Body")).isEqualTo("Quero sim");
    assertThat(reply.get("From")).isEqualTo(LEAD);
    assertThat(reply.get("To")).isEqualTo(NUMBER);
    assertThat(reply.get("SmsStatus")).isEqualTo("received");
    assertThat(application.told("/incoming").get(0).headers().get("x-twilio-signature"))
        .isEqualTo(
            TwilioSignature.sign(account.authToken(), application.url("/incoming"), reply.asMap()));
  }

  @Test
  @DisplayName("SIM-33 refuse to write to whoever opted out")
  void shouldRefuseToWriteToWhoeverOptedOut() {
    // Given
    host.twilio().receiveMessage(LEAD, NUMBER, "SAIR", application.url("/incoming"), new Fields());
    await().until(() -> !application.told("/incoming").isEmpty());

    // When
    Http.Got refused = send(LEAD, NUMBER, "Oi");

    // Then
    assertThat(application.told("/incoming").get(0).form().get("OptOutType")).isEqualTo("STOP");
    assertThat(refused.json().getInteger("code")).isEqualTo(21610);
  }

  @ParameterizedTest
  @CsvSource({
    "'', +551140000000, Oi, 21604",
    "+5511987654321, '', Oi, 21603",
    "+5511987654321, +551140000000, '', 21602",
    "+551133334444, +551140000000, Oi, 21614",
    "+5511987654321, +551149999999, Oi, 21606",
    "12345, +551140000000, Oi, 21211",
    "+447700900123, +551140000000, Oi, 21408"
  })
  @DisplayName("SIM-34 refuse a wrong message with the real code")
  void shouldRefuseAWrongMessageWithTheRealCode(String to, String from, String body, int code) {
    // When
    Http.Got refused = send(to, from, body);

    // Then
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().getInteger("code")).isEqualTo(code);
  }

  @Test
  @DisplayName("SIM-650 keep contents, and send the text of one with its variables")
  void shouldSendTheTextOfAContent() {
    // Given
    Http content = Http.basic(host.twilio().baseUrl() + "/v1", account.sid(), account.authToken());
    JsonObject quickReply =
        new JsonObject()
            .put("body", "{{1}}")
            .put(
                "actions",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("type", "QUICK_REPLY")
                            .put("title", "Sim")
                            .put("id", "sim")));
    JsonObject asked =
        new JsonObject()
            .put("language", "pt_BR")
            .put("variables", new JsonObject().put("1", "Oi"))
            .put("types", new JsonObject().put("twilio/quick-reply", quickReply));

    // When
    String sid = content.post("/Content", asked).json().getString("sid");
    JsonObject sent = sendContent(sid, "{\"1\":\"Vamos às 10h?\"}").json();

    // Then
    assertThat(sent.getString("body")).isEqualTo("Vamos às 10h?");
    assertThat(content.get("/Content/" + sid).json().getJsonObject("types"))
        .isEqualTo(asked.getJsonObject("types"));
    assertThat(content.get("/Content").json().getJsonArray("contents")).hasSize(1);
    quickReply.getJsonArray("actions").getJsonObject(0).put("title", "mais de vinte caracteres");
    assertThat(content.post("/Content", asked).status()).isEqualTo(400);
    assertThat(sendContent("HX0", null).json().getInteger("code")).isEqualTo(21655);
  }

  private Http.Got sendContent(String sid, String variables) {
    List<String> form =
        new ArrayList<>(
            List.of("To", "whatsapp:" + LEAD, "From", "whatsapp:" + NUMBER, "ContentSid", sid));
    if (variables != null) {
      form.addAll(List.of("ContentVariables", variables));
    }
    return api.form("/Messages.json", form.toArray(String[]::new));
  }

  private Http.Got send(String to, String from, String body) {
    return api.form(
        "/Messages.json",
        "To",
        to,
        "From",
        from,
        "Body",
        body,
        "StatusCallback",
        application.url("/sms?message=m1"));
  }

  private List<String> statuses(String path) {
    return application.told(path).stream().map(t -> t.form().get("MessageStatus")).toList();
  }
}
