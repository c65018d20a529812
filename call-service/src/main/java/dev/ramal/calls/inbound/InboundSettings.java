package dev.ramal.calls.inbound;

import dev.ramal.calls.inbound.BusinessHours.Opening;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How an organization takes care of callers.
 *
 * @param enabled whether it does; else calls to its numbers are history only, and are ended when
 *     nobody else takes them
 * @param queue whether a caller whom no particular agent takes waits for whoever is free
 * @param ringSeconds how long one agent's phone rings
 * @param waitSeconds how long a caller waits in all
 * @param voicemail whether a caller whom nobody takes may leave a message
 * @param businessHours whether the hour is looked at, and holidays; else calls are always taken
 * @param hours when calls are taken
 * @param serviceLevelSeconds within how many seconds callers are to be answered
 * @param serviceLevelPercent how many of a hundred callers are to be answered in that time
 * @param mostWaiting how many callers have a place in the queue at one time; null for any number
 */
@Schema(name = "InboundSettings")
public record InboundSettings(
    boolean enabled,
    boolean queue,
    int ringSeconds,
    int waitSeconds,
    boolean voicemail,
    boolean businessHours,
    BusinessHours hours,
    @Schema(examples = "20") int serviceLevelSeconds,
    @Schema(examples = "80") int serviceLevelPercent,
    @Schema(nullable = true, minimum = "1", maximum = "1000") Integer mostWaiting) {
  /** Until an administrator says otherwise nobody is rung; 80 of 100 within 20 s is customary. */
  public static final InboundSettings DEFAULT =
      new InboundSettings(false, true, 20, 300, true, false, BusinessHours.DEFAULT, 20, 80, null);

  /** Whether calls are taken at a time, and if not, why. */
  Opening at(Instant time) {
    return businessHours ? hours.at(time) : Opening.OPEN;
  }
}
