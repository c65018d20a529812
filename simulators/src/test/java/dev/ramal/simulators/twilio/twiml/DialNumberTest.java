package dev.ramal.simulators.twilio.twiml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.fixtures.TwilioStory;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.script.Script;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DialNumberTest extends TwilioStory {
  private static final String CALLEE = "+5511977776666";

  @Test
  @DisplayName("SIM-22 connect a child leg and tell how it went")
  void shouldConnectAChildLegAndTellHowItWent() {
    // Given
    host.scripts().put(LEAD, Script.lead().talk(null));
    host.scripts().put(CALLEE, Script.lead().talk(Duration.ofSeconds(61)));
    application.twiml("/dialed", "<Hangup/>");
    application.twiml(
        "/answered",
        "<Dial action=\"/dialed\"><Number statusCallback=\"/leg\""
            + " statusCallbackEvent=\"initiated ringing answered completed\">"
            + CALLEE
            + "</Number></Dial>");

    // When
    String parent = dial(LEAD).json().getString("sid");

    // Then
    await().until(() -> statuses().contains("completed"));
    Fields dialed = application.told("/dialed").get(0).form();
    assertThat(dialed.get("DialCallStatus")).isEqualTo("completed");
    assertThat(dialed.get("DialCallDuration")).isEqualTo("61");
    assertThat(dialed.get("DialBridged")).isEqualTo("true");
    await().until(() -> application.told("/leg").size() == 4);
    Fields leg = application.told("/leg").get(3).form();
    assertThat(leg.get("ParentCallSid")).isEqualTo(parent);
    assertThat(leg.get("Direction")).isEqualTo("outbound-dial");
  }

  @Test
  @DisplayName("SIM-23 connect the first to answer and cancel the others")
  void shouldConnectTheFirstToAnswerAndCancelTheOthers() {
    // Given
    host.scripts().put(LEAD, Script.lead().talk(null));
    host.scripts().put("client:ana", Script.softphone().ring(Duration.ofSeconds(8)));
    host.scripts().put("client:bruno", Script.softphone().ring(Duration.ofSeconds(3)));
    application.twiml("/answered", "<Dial><Client>ana</Client><Client>bruno</Client></Dial>");

    // When
    dial(LEAD);

    // Then
    await()
        .until(
            () ->
                host.twilio().calls().stream()
                    .anyMatch(call -> "canceled".equals(call.getString("status"))));
    assertThat(host.twilio().calls())
        .filteredOn(call -> "client:bruno".equals(call.getString("to")))
        .allMatch(call -> "in-progress".equals(call.getString("status")));
  }

  @Test
  @DisplayName("SIM-24 answer an inbound call by what the application says")
  void shouldAnswerAnInboundCallByWhatTheApplicationSays() {
    // Given
    application.twiml(
        "/inbound", "<Gather numDigits=\"1\" action=\"/menu\"><Say>Digite um.</Say></Gather>");
    application.twiml("/menu", "<Say>Obrigado.</Say>");
    host.scripts().put(LEAD, Script.lead().talk(null).digits("1"));

    // When
    String sid = host.twilio().receiveCall(LEAD, NUMBER, application.url("/inbound"));

    // Then
    await().until(() -> "completed".equals(host.twilio().call(sid).getString("status")));
    assertThat(application.told("/inbound").get(0).form().get("CallStatus")).isEqualTo("ringing");
    assertThat(application.told("/menu").get(0).form().get("Digits")).isEqualTo("1");
  }

  @Test
  @DisplayName("SIM-25 end the call when the instructions are not TwiML")
  void shouldEndTheCallWhenTheInstructionsAreNotTwiml() {
    // Given
    application.twiml("/answered", "<Speak>Oi</Speak>");

    // When
    String sid = dial(LEAD).json().getString("sid");

    // Then
    await().until(() -> statuses().contains("completed"));
    assertThat(application.told("/status").get(3).form().get("ErrorCode")).isEqualTo("12200");
    assertThat(host.twilio().call(sid).getString("duration")).isEqualTo("0");
  }
}
