package dev.ramal.simulators.twilio;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Starts recordings, finishes them some seconds after the end, tells about both. */
final class TwilioRecordings {
  private final Stage stage;
  private final TwilioWebhooks webhooks;
  private final TwilioStore store;
  private final Supplier<String> baseUrl;

  TwilioRecordings(
      Stage stage, TwilioWebhooks webhooks, TwilioStore store, Supplier<String> baseUrl) {
    this.stage = stage;
    this.webhooks = webhooks;
    this.store = store;
    this.baseUrl = baseUrl;
  }

  /** Where the recording is fetched; without extension, as callbacks carry it. */
  String url(TwilioRecording recording) {
    return baseUrl.get()
        + "/2010-04-01/Accounts/"
        + recording.call.account.sid()
        + "/Recordings/"
        + recording.sid;
  }

  /**
   * @param wishes form or TwiML attributes under their form names: RecordingChannels,
   *     RecordingStatusCallback, RecordingStatusCallbackEvent, RecordingStatusCallbackMethod
   */
  TwilioRecording start(TwilioCall call, String source, Fields wishes) {
    return start(call, source, null, wishes);
  }

  TwilioRecording start(TwilioCall call, String source, String conferenceSid, Fields wishes) {
    TwilioRecording recording =
        new TwilioRecording(call, source, conferenceSid, wishes, stage.now());
    store.recordings.put(recording.sid, recording);
    if (conferenceSid == null) {
      call.recording = recording;
    }
    tell(recording, "in-progress");
    return recording;
  }

  /** Stops the recording now; the file is ready when its script says. */
  void finish(TwilioRecording recording) {
    if (recording.stopped != null) {
      return;
    }
    recording.stopped = stage.now();
    recording.status = "processing";
    Duration ready = recording.call.script.recordingReadyAfter();
    if (ready == null) {
      stage.after(Duration.ofSeconds(2), () -> settle(recording, "absent"));
    } else {
      stage.after(ready, () -> settle(recording, "completed"));
    }
  }

  private void settle(TwilioRecording recording, String status) {
    recording.status = status;
    recording.price = "completed".equals(status) ? "-0.00250" : null;
    tell(recording, status);
  }

  private void tell(TwilioRecording recording, String event) {
    String url = recording.wishes.get("RecordingStatusCallback");
    if (url == null || !subscribed(recording).contains(event)) {
      return;
    }
    Fields fields =
        new Fields()
            .add("AccountSid", recording.call.account.sid())
            .add("CallSid", recording.call.sid)
            .add("RecordingSid", recording.sid)
            .add("RecordingUrl", url(recording))
            .add("RecordingStatus", recording.status)
            .add("RecordingDuration", String.valueOf(recording.seconds()))
            .add("RecordingChannels", String.valueOf(recording.channels))
            .add("RecordingStartTime", TwilioTime.rfc2822(recording.started))
            .add("RecordingSource", recording.source)
            .add("RecordingTrack", recording.wishes.get("RecordingTrack", "both"))
            .setIfPresent("ConferenceSid", recording.conferenceSid);
    webhooks.send(
        recording.call.account,
        TwilioSignature.Product.VOICE,
        WebhookTarget.of(url, recording.wishes.get("RecordingStatusCallbackMethod")),
        "recording-status",
        recording.status,
        recording.call.sid,
        fields);
  }

  private static List<String> subscribed(TwilioRecording recording) {
    List<String> wished =
        recording.wishes.all("RecordingStatusCallbackEvent").stream()
            .flatMap(value -> List.of(value.split(" ")).stream())
            .filter(word -> !word.isEmpty())
            .toList();
    return wished.isEmpty() ? List.of("completed") : wished;
  }
}
