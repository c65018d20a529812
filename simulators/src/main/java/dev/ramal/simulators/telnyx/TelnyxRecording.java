package dev.ramal.simulators.telnyx;

import dev.ramal.simulators.stage.Ids;
import java.time.Duration;
import java.time.Instant;

/** A recording and its state. Confined to the loop. */
final class TelnyxRecording {
  final String id = Ids.uuid();
  final Leg leg;
  final String channels;
  final String format;
  final Instant started;
  Instant stopped;
  boolean ready;
  boolean deleted;

  TelnyxRecording(Leg leg, String channels, String format, Instant started) {
    this.leg = leg;
    this.channels = channels;
    this.format = format;
    this.started = started;
  }

  Duration length() {
    return Duration.between(started, stopped);
  }
}
