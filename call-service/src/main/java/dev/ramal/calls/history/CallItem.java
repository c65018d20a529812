package dev.ramal.calls.history;

import dev.ramal.calls.call.CallStatus;
import dev.ramal.carriers.CallCause;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import dev.ramal.events.ReleasingParty;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One line of the history. The fields mean what they mean in {@link CallView}. */
public record CallItem(
    String id,
    @Schema(implementation = CallStatus.class) String status,
    @Schema(implementation = Direction.class) String direction,
    @Schema(nullable = true) String agentId,
    @Schema(nullable = true) String agentName,
    @Schema(nullable = true) String from,
    @Schema(nullable = true) String to,
    @Schema(nullable = true) String contactId,
    @Schema(nullable = true) String dealId,
    @Schema(nullable = true) String campaignId,
    @Schema(nullable = true, examples = "twilio") String carrier,
    @Schema(examples = "mobile-sp-rj") String destinationClass,
    @Schema(nullable = true) String disposition,
    Instant requestedAt,
    @Schema(nullable = true) Instant answeredAt,
    @Schema(nullable = true) Instant endedAt,
    @Schema(nullable = true) Integer ringSeconds,
    @Schema(nullable = true) Integer talkSeconds,
    @Schema(nullable = true) String cause,
    @Schema(nullable = true, implementation = ReleasingParty.class) String hungUpBy) {
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
