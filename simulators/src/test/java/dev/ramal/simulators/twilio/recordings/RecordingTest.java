package dev.ramal.simulators.twilio.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.fixtures.TwilioStory;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.time.Pace;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecordingTest extends TwilioStory {
  @Test
  @DisplayName("SIM-26 serve a dual recording as long as the talk")
  void shouldServeADualRecordingAsLongAsTheTalk() throws Exception {
    // Given
    application.twiml("/answered", "<Pause length=\"60\"/>");

    // When
    recordFromAnswer("completed");

    // Then
    await().until(() -> !application.told("/recording").isEmpty());
    Fields told = application.told("/recording").get(0).form();
    assertThat(told.get("RecordingStatus")).isEqualTo("completed");
    assertThat(told.get("RecordingDuration")).isEqualTo("37");
    assertThat(told.get("RecordingChannels")).isEqualTo("2");
    Http.Got wav = api.get(told.get("RecordingUrl") + ".wav");
    try (AudioInputStream audio =
        AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav.bytes()))) {
      assertThat(audio.getFrameLength() / 8000.0).isEqualTo(37.0);
      assertThat(audio.getFormat().getChannels()).isEqualTo(2);
    }
    Http.Got mp3 = api.get(told.get("RecordingUrl") + ".mp3");
    assertThat(mp3.response().headers().firstValue("Content-Type")).contains("audio/mpeg");
    assertThat(mp3.bytes()).startsWith(0xFF, 0xF3);
    Fields ended = application.told("/status").get(3).form();
    assertThat(ended.get("RecordingSid")).isEqualTo(told.get("RecordingSid"));
  }

  @Test
  @DisplayName("SIM-27 tell that a recording is absent")
  void shouldTellThatARecordingIsAbsent() {
    // Given
    application.twiml("/answered", "<Pause length=\"60\"/>");
    host.scripts().put(LEAD, Script.lead().recordingReadyAfter(null));

    // When
    recordFromAnswer("completed absent");

    // Then
    await().until(() -> !application.told("/recording").isEmpty());
    assertThat(application.told("/recording").get(0).form().get("RecordingStatus"))
        .isEqualTo("absent");
  }

  @Test
  @DisplayName("SIM-28 forget a deleted recording")
  void shouldForgetADeletedRecording() {
    // Given
    application.twiml("/answered", "<Pause length=\"60\"/>");
    recordFromAnswer("completed");
    await().until(() -> !application.told("/recording").isEmpty());
    String sid = application.told("/recording").get(0).form().get("RecordingSid");

    // When
    int deleted = api.delete("/Recordings/" + sid + ".json").status();

    // Then
    assertThat(deleted).isEqualTo(204);
    assertThat(api.get("/Recordings/" + sid + ".wav").status()).isEqualTo(404);
    assertThat(api.get("/Recordings.json").json().getJsonArray("recordings")).isEmpty();
  }

  @Test
  @DisplayName("SIM-110 record a call in progress by command, from then on; refuse one that is not")
  void shouldRecordACallInProgressByCommand() {
    // Given
    String call = talking(Script.lead().talk(null));

    // When
    Http.Got begun = record(call);

    // Then
    assertThat(begun.status()).isEqualTo(201);
    String sid = begun.json().getString("sid");
    assertThat(begun.json().getString("source")).isEqualTo("StartCallRecordingAPI");
    assertThat(begun.json().getString("status")).isEqualTo("in-progress");
    assertThat(begun.json().getInteger("channels")).isEqualTo(2);
    api.form("/Calls/" + call + ".json", "Status", "completed");
    await().until(() -> !application.told("/recording").isEmpty());
    Fields told = application.told("/recording").get(0).form();
    assertThat(told.get("RecordingSid")).isEqualTo(sid);
    assertThat(told.get("RecordingSource")).isEqualTo("StartCallRecordingAPI");
    assertThat(record(call).json().getInteger("code")).isEqualTo(21220);
  }

  @Test
  @DisplayName("SIM-111 a recording in the customer's own bucket is named there and served nowhere")
  void shouldPutARecordingIntoTheCustomersBucket() {
    // Given
    String bucket = "gravacoes-loja.s3.sa-east-1.amazonaws.com";
    String call = talking(Script.lead().talk(null).bucket(bucket));
    String sid = record(call).json().getString("sid");

    // When
    api.form("/Calls/" + call + ".json", "Status", "completed");

    // Then
    await().until(() -> !application.told("/recording").isEmpty());
    assertThat(application.told("/recording").get(0).form().get("RecordingUrl"))
        .startsWith("https://" + bucket + "/");
    assertThat(api.get("/Recordings/" + sid + ".mp3").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("SIM-145 pause a recording, with and without silence on the file")
  void shouldLeaveAPauseOffTheFile() {
    // Given
    String call = talking(Script.lead().talk(null));
    host.schedule().pace(Pace.manual());
    String sid = record(call).json().getString("sid");
    host.advance(Duration.ofSeconds(10));

    // When
    Http.Got paused = change(call, "Twilio.CURRENT", "paused", "skip");
    host.advance(Duration.ofSeconds(20));
    Http.Got resumed = change(call, sid, "in-progress", "skip");
    change(call, sid, "paused", "silence");
    host.advance(Duration.ofSeconds(30));

    // Then
    assertThat(paused.status()).isEqualTo(200);
    assertThat(paused.json().getString("status")).isEqualTo("paused");
    assertThat(resumed.json().getString("status")).isEqualTo("in-progress");
    assertThat(change(call, sid, "loud", "skip").status()).isEqualTo(400);
    assertThat(change("CA0", "Twilio.CURRENT", "paused", "skip").status()).isEqualTo(404);
    api.form("/Calls/" + call + ".json", "Status", "completed");
    host.advance(Duration.ofMinutes(1));
    await().until(() -> !application.told("/recording").isEmpty());
    assertThat(application.told("/recording").get(0).form().get("RecordingDuration"))
        .isEqualTo("40");
    assertThat(change(call, sid, "paused", "skip").status()).isEqualTo(404);
  }

  private Http.Got change(String call, String sid, String status, String behavior) {
    return api.form(
        "/Calls/" + call + "/Recordings/" + sid + ".json",
        "Status",
        status,
        "PauseBehavior",
        behavior);
  }

  /** Waits in a conference until it is hung up; answers its sid. */
  private String talking(Script script) {
    host.scripts().put(LEAD, script);
    application.twiml("/answered", "<Dial><Conference>c</Conference></Dial>");
    String call = dial(LEAD).json().getString("sid");
    await().until(() -> statuses().contains("in-progress"));
    return call;
  }

  private Http.Got record(String call) {
    return api.form(
        "/Calls/" + call + "/Recordings.json",
        "RecordingChannels",
        "dual",
        "RecordingStatusCallback",
        application.url("/recording?call=c1"),
        "RecordingStatusCallbackEvent",
        "completed");
  }

  private void recordFromAnswer(String events) {
    dial(
        LEAD,
        "Record",
        "true",
        "RecordingChannels",
        "dual",
        "RecordingStatusCallback",
        application.url("/recording?call=c1"),
        "RecordingStatusCallbackEvent",
        events);
  }
}
