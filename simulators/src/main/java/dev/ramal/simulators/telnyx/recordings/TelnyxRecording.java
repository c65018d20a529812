package dev.ramal.simulators.telnyx.recordings;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.telnyx.legs.Leg;
import java.time.Duration;
import java.time.Instant;

/** A recording and its state. Confined to the loop. */
public final class TelnyxRecording {
  public final String id = Ids.uuid();
  public final Leg leg;
  public final String channels;
  public final String format;
  public final Instant started;
  public Instant stopped;
  public boolean ready;
  private Instant pausedAt;
  private Duration left = Duration.ZERO;
  public boolean deleted;

  public TelnyxRecording(Leg leg, String channels, String format, Instant started) {
    this.leg = leg;
    this.channels = channels;
    this.format = format;
    this.started = started;
  }

  public Duration length() {
    return Duration.between(started, stopped).minus(left);
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
