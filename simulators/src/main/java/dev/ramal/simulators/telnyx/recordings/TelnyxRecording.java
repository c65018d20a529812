package dev.ramal.simulators.telnyx.recordings;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import dev.ramal.simulators.telnyx.legs.Leg;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** A recording and its state. Confined to the loop. */
public final class TelnyxRecording {
  /** What is said in every recording. */
  static final String SAID =
      "Alô, quem fala? Bom dia, aqui é a Ana da Aurora. Quero saber o preço do plano.";

  public final String id = Ids.uuid();
  final String transcriptionId = Ids.uuid();
  final boolean isToBeTranscribed;

  /** When it was written down; null before, and once that was deleted. */
  Instant transcribed;

  public final Leg leg;
  public final String channels;
  public final String format;
  public final Instant started;
  public Instant stopped;
  public boolean ready;
  private Instant pausedAt;
  private Duration left = Duration.ZERO;
  public boolean deleted;

  TelnyxRecording(
      Leg leg, String channels, String format, boolean isToBeTranscribed, Instant started) {
    this.leg = leg;
    this.isToBeTranscribed = isToBeTranscribed;
    this.channels = channels;
    this.format = format;
    this.started = started;
  }

  public Duration length() {
    return Duration.between(started, stopped).minus(left);
  }

  JsonObject transcription() {
    return new JsonObject()
        .put("record_type", "recording_transcription")
        .put("id", transcriptionId)
        .put("recording_id", id)
        .put("duration_millis", length().toMillis())
        .put("status", "completed")
        .put("transcription_text", SAID)
        .put("created_at", TelnyxTime.voice(transcribed))
        .put("updated_at", TelnyxTime.voice(transcribed));
  }

  /** Nothing is recorded from now on; doing it twice changes nothing. */
  void pause(Instant now) {
    pausedAt = pausedAt == null ? now : pausedAt;
  }

  void resume(Instant now) {
    if (pausedAt != null) {
      left = left.plus(Duration.between(pausedAt, now));
      pausedAt = null;
    }
  }
}
