package dev.ramal.simulators.telnyx;

import dev.ramal.simulators.stage.Stage;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Starts recordings and tells when they are saved; links live ten simulated minutes. */
final class TelnyxRecordings {
  static final String MEDIA_PATH = "/recordings-media/";
  private static final Duration LINK_LIFE = Duration.ofMinutes(10);

  private final Stage stage;
  private final TelnyxWebhooks webhooks;
  private final TelnyxStore store;
  private final Supplier<String> baseUrl;

  TelnyxRecordings(
      Stage stage, TelnyxWebhooks webhooks, TelnyxStore store, Supplier<String> baseUrl) {
    this.stage = stage;
    this.webhooks = webhooks;
    this.store = store;
    this.baseUrl = baseUrl;
  }

  void start(Leg leg, String channels, String format) {
    TelnyxRecording recording = new TelnyxRecording(leg, channels, format, stage.now());
    if (leg.recording != null && leg.recording.stopped == null) {
      return;
    }
    leg.recording = recording;
    store.recordings.put(recording.id, recording);
  }

  /** Stops the leg's recording, if one runs; it is saved when the script says. */
  void stop(Leg leg) {
    TelnyxRecording recording = leg.recording;
    if (recording == null || recording.stopped != null) {
      return;
    }
    recording.stopped = stage.now();
    Duration after = leg.script.recordingReadyAfter();
    if (after == null) {
      stage.after(
          Duration.ofSeconds(2),
          () ->
              webhooks.voice(
                  leg,
                  "call.recording.error",
                  leg.identity().put("reason", "Internal error while processing recording.")));
    } else {
      stage.after(after, () -> saved(recording));
    }
  }

  private void saved(TelnyxRecording recording) {
    recording.ready = true;
    webhooks.voice(
        recording.leg,
        "call.recording.saved",
        recording
            .leg
            .identity()
            .put("recording_id", recording.id)
            .put("channels", recording.channels)
            .put("format", recording.format)
            .put("start_time", TelnyxTime.voice(recording.leg.started))
            .put("end_time", TelnyxTime.voice(recording.stopped))
            .put("recording_started_at", TelnyxTime.voice(recording.started))
            .put("recording_ended_at", TelnyxTime.voice(recording.stopped))
            .put(
                "recording_urls",
                new JsonObject().put(recording.format, link(recording, recording.format)))
            .put("public_recording_urls", new JsonObject()));
  }

  /** A link that works from now on for ten simulated minutes. */
  String link(TelnyxRecording recording, String format) {
    Instant until = stage.now().plus(LINK_LIFE);
    return baseUrl.get()
        + MEDIA_PATH
        + recording.id
        + "."
        + format
        + "?X-Amz-Expires=600&until="
        + until.toEpochMilli();
  }

  JsonObject resource(TelnyxRecording recording) {
    return new JsonObject()
        .put("record_type", "recording")
        .put("id", recording.id)
        .put("call_control_id", recording.leg.controlId)
        .put("call_leg_id", recording.leg.id)
        .put("call_session_id", recording.leg.sessionId)
        .put("connection_id", recording.leg.account.connectionId())
        .put("channels", recording.channels)
        .put("source", "call")
        .put("status", "completed")
        .put("from", recording.leg.from)
        .put("to", recording.leg.to)
        .put("initiated_by", "StartCallRecordingAPI")
        .put("duration_millis", recording.length().toMillis())
        .put(
            "download_urls",
            new JsonObject().put("mp3", link(recording, "mp3")).put("wav", link(recording, "wav")))
        .put("recording_started_at", TelnyxTime.voice(recording.started))
        .put("recording_ended_at", TelnyxTime.voice(recording.stopped))
        .put("created_at", TelnyxTime.voice(recording.stopped))
        .put("updated_at", TelnyxTime.voice(recording.stopped));
  }
}
