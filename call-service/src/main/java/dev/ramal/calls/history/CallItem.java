package dev.ramal.calls.history;

import dev.ramal.calls.call.CallStatus;
import dev.ramal.carriers.CallCause;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;

/** One line of the history. The fields mean what they mean in {@link CallView}. */
public record CallItem(
    String id,
    String status,
    String direction,
    String agentId,
    String agentName,
    String from,
    String to,
    String contactId,
    String dealId,
    String campaignId,
    String carrier,
    String destinationClass,
    String disposition,
    Instant requestedAt,
    Instant answeredAt,
    Instant endedAt,
    Integer ringSeconds,
    Integer talkSeconds,
    String cause,
    String hungUpBy) {
  private static final Pattern OF_CARRIERS =
      Pattern.compile("[0-9]+|[a-z]+(_[a-z]+)+|timeout|unspecified");

  /** From the columns of a call, in this order. */
  public CallItem(
      String id,
      CallStatus status,
      Direction direction,
      String agentId,
      String agentName,
      String from,
      String to,
      String contactId,
      String dealId,
      String campaignId,
      Carrier carrier,
      String destinationClass,
      String disposition,
      Instant requestedAt,
      Instant answeredAt,
      Instant endedAt,
      Integer ringSeconds,
      Integer talkSeconds,
      String cause,
      String hungUpBy) {
    this(
        id,
        status.wire(),
        direction.wire(),
        agentId,
        agentName,
        from,
        to,
        contactId,
        dealId,
        campaignId,
        carrier == null ? null : carrier.wire(),
        destinationClass,
        disposition,
        requestedAt,
        answeredAt,
        endedAt,
        ringSeconds,
        talkSeconds,
        neutral(cause, status),
        hungUpBy);
  }

  /** Calls that ended before causes had words of ours are kept with the carrier's. */
  private static String neutral(String cause, CallStatus status) {
    if (cause == null || !OF_CARRIERS.matcher(cause).matches()) {
      return cause;
    }
    return Arrays.stream(CallOutcome.values())
        .filter(outcome -> outcome.name().equals(status.name()))
        .findFirst()
        .flatMap(outcome -> CallCause.of(cause, null, outcome))
        .map(CallCause::word)
        .orElse(null);
  }
}
