package dev.ramal.simulators.twilio.conferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.fixtures.Application;
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
  @DisplayName("SIM-136 play music to who is on hold, and announcements that only sound")
  void shouldPlayMusicAndAnnouncementsToOneParticipant() {
    // Given
    host.scripts().put(LEAD, Script.lead().talk(null));
    application.answer("/music", told -> new Application.Answer(200, "audio/x-wav", "RIFF"));
    application.twiml("/keys", "<Play digits=\"1w42#\"/>");
    application.twiml("/dial", "<Dial><Number>+5511987650000</Number></Dial>");
    String agent = agent();
    String lead = dial(LEAD).json().getString("sid");
    await().until(() -> conferenceEvents().contains("conference-start"));
    String participant = "/Conferences/call-1/Participants/" + lead + ".json";

    // When
    api.form(participant, "AnnounceUrl", application.url("/keys"));
    api.form(participant, "AnnounceUrl", application.url("/dial"));
    api.form(participant, "Hold", "true", "HoldUrl", application.url("/music"));
    Http.Got onHold = api.form(participant, "EndConferenceOnExit", "false");
    api.form(participant, "Hold", "false");
    Http.Got resumed = api.form(participant, "EndConferenceOnExit", "false");

    // Then
    await().until(() -> host.twilio().call(lead).getJsonArray("heard").size() == 3);
    assertThat(host.twilio().call(lead).getJsonArray("heard"))
        .containsExactlyInAnyOrder(
            "said Gravada.", "digits 1w42#", "audio " + application.url("/music"));
    assertThat(host.twilio().call(agent).getJsonArray("heard")).doesNotContain("digits 1w42#");
    assertThat(application.told("/music")).hasSize(1);
    assertThat(onHold.json().getBoolean("end_conference_on_exit"))
        .as("of whom is on hold it is not changed, without a word")
        .isTrue();
    assertThat(resumed.json().getBoolean("end_conference_on_exit")).isFalse();
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
