package dev.ramal.simulators.twilio.conferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.fixtures.TwilioStory;
import dev.ramal.simulators.script.Script;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConferenceCallTest extends TwilioStory {
  private static final String JOIN =
      "<Dial><Conference startConferenceOnEnter=\"true\" endConferenceOnExit=\"true\""
          + " beep=\"false\" statusCallback=\"/conference\" statusCallbackEvent=\"start end join"
          + " leave hold mute\">call-1</Conference></Dial>";

  @BeforeEach
  void instructions() {
    application.twiml("/agent", JOIN);
    application.twiml(
        "/answered", "<Say language=\"pt-BR\" voice=\"Polly.Camila\">Gravada.</Say>" + JOIN);
  }

  @Test
  @DisplayName("SIM-18 end the agent with the lead at the same instant")
  void shouldEndTheAgentWithTheLeadAtTheSameInstant() {
    // Given
    String agent = agent();

    // When
    String lead = dial(LEAD).json().getString("sid");

    // Then
    await().until(() -> "completed".equals(host.twilio().call(agent).getString("status")));
    JsonObject ended = host.twilio().call(lead);
    assertThat(ended.getString("duration")).isEqualTo("37");
    assertThat(host.twilio().call(agent).getString("end_time"))
        .isEqualTo(ended.getString("end_time"));
    await().until(() -> conferenceEvents().contains("conference-end"));
    assertThat(conferenceEvents())
        .contains("participant-join", "conference-start", "participant-leave");
  }

  @Test
  @DisplayName("SIM-19 keep the leads talk exact when the agent hangs up")
  void shouldKeepTheLeadsTalkExactWhenTheAgentHangsUp() {
    // Given
    host.scripts().put(LEAD, Script.lead().hangupBy("agent"));
    String agent = agent();

    // When
    String lead = dial(LEAD).json().getString("sid");

    // Then
    await().until(() -> "completed".equals(host.twilio().call(lead).getString("status")));
    assertThat(host.twilio().call(lead).getString("duration")).isEqualTo("37");
    assertThat(host.twilio().call(agent).getString("status")).isEqualTo("completed");
    assertThat(host.twilio().conferences().get(0).getString("call_sid_ending_conference"))
        .isEqualTo(agent);
  }

  @Test
  @DisplayName("SIM-20 hold and mute participants")
  void shouldHoldAndMuteParticipants() {
    // Given
    host.scripts().put(LEAD, Script.lead().talk(null));
    agent();
    String lead = dial(LEAD).json().getString("sid");
    await().until(() -> conferenceEvents().contains("conference-start"));
    String conference =
        api.get("/Conferences.json?FriendlyName=call-1&Status=in-progress")
            .json()
            .getJsonArray("conferences")
            .getJsonObject(0)
            .getString("sid");

    // When
    Http.Got held =
        api.form(
            "/Conferences/" + conference + "/Participants/" + lead + ".json",
            "Hold",
            "true",
            "Muted",
            "true");

    // Then
    assertThat(held.json().getBoolean("hold")).isTrue();
    assertThat(held.json().getBoolean("muted")).isTrue();
    await()
        .untilAsserted(
            () -> assertThat(conferenceEvents()).contains("participant-hold", "participant-mute"));
    assertThat(
            api.get("/Conferences/call-1/Participants.json?Hold=true")
                .json()
                .getJsonArray("participants"))
        .hasSize(1);
  }

  @Test
  @DisplayName("SIM-21 end everybody when the conference is completed")
  void shouldEndEverybodyWhenTheConferenceIsCompleted() {
    // Given
    host.scripts().put(LEAD, Script.lead().talk(null));
    String agent = agent();
    String lead = dial(LEAD).json().getString("sid");
    await().until(() -> conferenceEvents().contains("conference-start"));

    // When
    int status = api.form("/Conferences/call-1.json", "Status", "completed").status();

    // Then
    assertThat(status).isEqualTo(200);
    await().until(() -> "completed".equals(host.twilio().call(lead).getString("status")));
    assertThat(host.twilio().call(agent).getString("status")).isEqualTo("completed");
  }

  private String agent() {
    JsonObject call =
        api.form(
                "/Calls.json", "To", "client:ana", "From", NUMBER, "Url", application.url("/agent"))
            .json();
    String sid = call.getString("sid");
    await().until(() -> conferenceEvents().contains("participant-join"));
    return sid;
  }

  private java.util.List<String> conferenceEvents() {
    return application.told("/conference").stream()
        .map(told -> told.form().get("StatusCallbackEvent"))
        .toList();
  }
}
