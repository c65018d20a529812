package dev.ramal.simulators.telnyx.recordings;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import dev.ramal.simulators.telnyx.legs.Leg;
import dev.ramal.simulators.telnyx.legs.LegEvents;
import dev.ramal.simulators.telnyx.legs.Recorder;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Starts recordings and tells when they are saved; links live ten simulated minutes. */
public final class TelnyxRecordings implements Recorder {
  public static final String MEDIA_PATH = "/recordings-media/";
  private static final Duration LINK_LIFE = Duration.ofMinutes(10);
  private static final Duration WRITING = Duration.ofSeconds(3);

  private final SimulatorContext context;
  private final LegEvents events;
  private final Map<String, TelnyxRecording> known;
  private final Supplier<String> baseUrl;

  public TelnyxRecordings(
      SimulatorContext context,
      LegEvents events,
      Map<String, TelnyxRecording> known,
      Supplier<String> baseUrl) {
    this.context = context;
    this.events = events;
    this.known = known;
    this.baseUrl = baseUrl;
  }

  @Override
  public void start(Leg leg, String channels, String format, boolean transcribed) {
    if (running(leg).isEmpty()) {
      TelnyxRecording recording =
          new TelnyxRecording(leg, channels, format, transcribed, context.now());
      known.put(recording.id, recording);
    }
  }

  @Override
  public boolean pause(Leg leg) {
    Optional<TelnyxRecording> recording = running(leg);
    recording.ifPresent(one -> one.pause(context.now()));
    return recording.isPresent();
  }

  @Override
  public boolean resume(Leg leg) {
    Optional<TelnyxRecording> recording = running(leg);
    recording.ifPresent(one -> one.resume(context.now()));
    return recording.isPresent();
  }

  @Override
  public void stop(Leg leg) {
    running(leg).ifPresent(this::stop);
  }

  private Optional<TelnyxRecording> running(Leg leg) {
    return known.values().stream()
        .filter(recording -> recording.leg == leg && recording.stopped == null)
        .findFirst();
  }

  private void stop(TelnyxRecording recording) {
    Leg leg = recording.leg;
    recording.resume(context.now());
    recording.stopped = context.now();
    Duration after = leg.script.recordingReadyAfter();
    if (after == null) {
      context.after(
          Duration.ofSeconds(2),
          () ->
              events.tell(
                  leg,
                  "call.recording.error",
                  leg.identity().put("reason", "Internal error while processing recording.")));
    } else {
      context.after(after, () -> saved(recording));
    }
  }

  private void saved(TelnyxRecording recording) {
    recording.ready = true;
    events.tell(
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
    if (recording.isToBeTranscribed) {
      context.after(WRITING, () -> transcribed(recording));
    }
  }

  private void transcribed(TelnyxRecording recording) {
    recording.transcribed = context.now();
    events.tell(
        recording.leg,
        "call.recording.transcription.saved",
        recording
            .leg
            .identity()
            .put("calling_party_type", "pstn")
            .put("recording_id", recording.id)
            .put("recording_transcription_id", recording.transcriptionId)
            .put("status", "completed")
            .put("transcription_text", TelnyxRecording.SAID));
  }

  /** A link that works from now on for ten simulated minutes. */
  public String link(TelnyxRecording recording, String format) {
    Instant until = context.now().plus(LINK_LIFE);
    if (recording.leg.script.bucket() != null) {
      return "https://" + recording.leg.script.bucket() + "/" + recording.id + "." + format;
    }
    return baseUrl.get()
        + MEDIA_PATH
        + recording.id
        + "."
        + format
        + "?X-Amz-Expires=600&until="
        + until.toEpochMilli();
  }

  public JsonObject resource(TelnyxRecording recording) {
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
