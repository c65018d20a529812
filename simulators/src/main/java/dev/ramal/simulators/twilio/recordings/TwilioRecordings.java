package dev.ramal.simulators.twilio.recordings;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.twilio.api.TwilioSignature;
import dev.ramal.simulators.twilio.api.TwilioTime;
import dev.ramal.simulators.twilio.webhooks.TwilioWebhooks;
import dev.ramal.simulators.twilio.webhooks.WebhookTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Starts recordings, finishes them some seconds after the end, tells about both. */
public final class TwilioRecordings {
  private final SimulatorContext context;
  private final TwilioWebhooks webhooks;
  private final Map<String, TwilioRecording> known;
  private final Supplier<String> baseUrl;

  public TwilioRecordings(
      SimulatorContext context,
      TwilioWebhooks webhooks,
      Map<String, TwilioRecording> known,
      Supplier<String> baseUrl) {
    this.context = context;
    this.webhooks = webhooks;
    this.known = known;
    this.baseUrl = baseUrl;
  }

  /** Where the recording is fetched; without extension, as callbacks carry it. */
  public String url(TwilioRecording recording) {
    if (recording.of.bucket() != null) {
      return "https://"
          + recording.of.bucket()
          + "/"
          + recording.of.account().sid()
          + "/"
          + recording.sid;
    }
    return baseUrl.get()
        + "/2010-04-01/Accounts/"
        + recording.of.account().sid()
        + "/Recordings/"
        + recording.sid;
  }

  /**
   * @param conferenceSid null when it is not a conference that is recorded
   * @param wishes form or TwiML attributes under their form names: RecordingChannels,
   *     RecordingStatusCallback, RecordingStatusCallbackEvent, RecordingStatusCallbackMethod
   */
  public TwilioRecording start(
      TwilioRecording.Source of, String source, String conferenceSid, Fields wishes) {
    TwilioRecording recording =
        new TwilioRecording(of, source, conferenceSid, wishes, context.now());
    known.put(recording.sid, recording);
    tell(recording, "in-progress");
    return recording;
  }

  /** Stops the recording now; the file is ready when its script says. */
  public void finish(TwilioRecording recording) {
    if (recording.stopped != null) {
      return;
    }
    recording.resume(context.now());
    recording.stopped = context.now();
    recording.status = "processing";
    Duration ready = recording.of.readyAfter();
    if (ready == null) {
      context.after(Duration.ofSeconds(2), () -> settle(recording, "absent"));
    } else {
      context.after(ready, () -> settle(recording, "completed"));
    }
  }

  /**
   * Pauses a recording that runs, or goes on with it.
   *
   * @param status paused, in-progress or stopped
   * @param behavior skip or silence; null for skip
   */
  public void change(TwilioRecording recording, String status, String behavior) {
    switch (status) {
      case "paused" -> recording.pause(context.now(), !"silence".equals(behavior));
      case "stopped" -> finish(recording);
      default -> recording.resume(context.now());
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
            .add("AccountSid", recording.of.account().sid())
            .add("CallSid", recording.of.callSid())
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
        recording.of.account(),
        TwilioSignature.Product.VOICE,
        WebhookTarget.of(url, recording.wishes.get("RecordingStatusCallbackMethod")),
        "recording-status",
        recording.status,
        recording.of.callSid(),
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
