package dev.ramal.events.calls;

import java.time.Instant;

/**
 * Somebody called, and no agent took it. Told with the call's end, once; what is learnt later is
 * told by {@link CallEnded} of a higher revision.
 *
 * <p>Type {@code dev.ramal.calls.CallMissed}.
 *
 * @param agentId who was wanted, by the number or as who called last; null when nobody in person
 * @param from the caller; withheld when the number is not told
 * @param to which of our numbers
 * @param cause abandoned, voicemail, closed, holiday, no-agent, queue-full or waited; of a call
 *     that was not ours to take care of apology, rejected or no-answer; null when such a caller
 *     gave up
 * @param reason why the caller was sent to leave a message, or away: closed, holiday, no-agent,
 *     queue-full or waited; null for one who was not sent
 * @param waitedSeconds from the call's begin to its end
 * @param missedAt when the caller was gone
 */
public record CallMissed(
    String callId,
    String agentId,
    String from,
    String to,
    String cause,
    String reason,
    int waitedSeconds,
    Instant missedAt) {
  public static final String TYPE = "dev.ramal.calls.CallMissed";
}
