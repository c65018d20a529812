package dev.ramal.simulators.twilio.conferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.fixtures.TwilioStory;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.time.Pace;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WaitingCallerTest extends TwilioStory {

  @Override
  protected Pace pace() {
    return Pace.manual();
  }

  private void passesUntil(String path, int times) {
    await()
        .until(
            () -> {
              host.advance(Duration.ofSeconds(1));
              return application.told(path).size() >= times;
            });
  }

  @Test
  @DisplayName(
      "SIM-160 a caller waits in a conference, hears what is to be heard, leaves a message")
  void shouldHaveACallerWaitAndLeaveAMessage() {
    // Given
    host.scripts().put(LEAD, Script.lead().talk(null));
    application.twiml(
        "/inbound",
        "<Say>Aguarde.</Say><Dial><Conference startConferenceOnEnter=\"false\""
            + " endConferenceOnExit=\"true\" waitUrl=\"/waiting\">queue</Conference></Dial>");
    application.twiml("/waiting", "<Say>Aguarde.</Say><Pause length=\"5\"/>");
    application.twiml(
        "/voicemail",
        "<Say>Deixe sua mensagem.</Say><Record maxLength=\"20\" action=\"/left\""
            + " recordingStatusCallback=\""
            + application.url("/recording")
            + "\"/>");
    application.twiml("/left", "<Hangup/>");

    // When
    String sid =
        host.twilio()
            .receiveCall(
                null, LEAD, NUMBER, application.url("/inbound"), application.url("/status"));
    passesUntil("/waiting", 3);
    api.form("/Calls/" + sid + ".json", "Url", application.url("/voicemail"));
    int heard = application.told("/waiting").size();
    passesUntil("/left", 1);

    // Then
    passesUntil("/recording", 1);
    await().until(() -> "completed".equals(host.twilio().call(sid).getString("status")));
    assertThat(application.told("/left").get(0).form().get("RecordingSid")).isNotNull();
    assertThat(application.told("/status"))
        .extracting(told -> told.form().get("CallStatus"))
        .containsExactly("completed");
    assertThat(application.told("/waiting")).hasSizeLessThanOrEqualTo(heard + 1);
    assertThat(host.twilio().call(sid).getJsonArray("heard"))
        .contains("said Aguarde.", "said Deixe sua mensagem.");
  }
}
