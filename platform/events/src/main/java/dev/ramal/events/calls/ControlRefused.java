package dev.ramal.events.calls;

import dev.ramal.events.CallControl;
import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * What somebody asked to be done to a call in progress was not done, and will not be: the call is
 * as it was.
 *
 * <p>Type {@code dev.ramal.calls.ControlRefused}.
 *
 * @param leg to which it was to be done
 * @param control hold, resume, mute, unmute, dtmf, pause-recording or resume-recording
 * @param code the carrier's own, or ours where it gave no clear answer
 */
public record ControlRefused(
    String callId, LegName leg, CallControl control, String code, Instant refusedAt) {
  public static final String TYPE = "dev.ramal.calls.ControlRefused";
}
