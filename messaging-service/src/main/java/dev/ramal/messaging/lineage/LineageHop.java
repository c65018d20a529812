package dev.ramal.messaging.lineage;

import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One record of a topic on the way of a call or message.
 *
 * @param number from 1, in the order of the way
 * @param service that published it
 * @param event the type, as people say it
 * @param subjectId of what it tells, which may be the effect of another thing's event
 * @param traceId W3C trace id
 */
@Schema(name = "LineageHop")
record LineageHop(
    int number,
    @Schema(
            nullable = true,
            description =
                "Number of the hop that led to it, or before which it was the same event; null at"
                    + " the root, and where that is not in the index")
        Integer cause,
    String service,
    @Schema(examples = "CallEnded") String event,
    @Schema(nullable = true) String type,
    LineageKind subjectKind,
    String subjectId,
    String topic,
    int partition,
    long offset,
    @Schema(nullable = true) String eventId,
    @Schema(nullable = true, description = "Id of the event or command that led to it")
        String causation,
    @Schema(nullable = true) String traceId,
    @Schema(nullable = true, description = "As the event says") Instant happenedAt,
    @Schema(
            nullable = true,
            description = "When a carrier's callback came to us; null for what is none")
        Instant receivedAt,
    Instant publishedAt,
    @Schema(nullable = true, description = "From happening to being published")
        Long sinceHappenedMillis,
    @Schema(nullable = true, description = "From a carrier's callback to being published")
        Long sinceReceivedMillis,
    @Schema(nullable = true, description = "From the cause's being published to its own")
        Long sinceCauseMillis,
    @Schema(
            nullable = true,
            description = "What was decided, as name=word; words of sets only",
            examples = "outcome=completed talkSeconds=37")
        String decision,
    @Schema(nullable = true, description = "Null for what went well") HopFailure failure,
    @Schema(nullable = true, description = "The redrive that sent it again") String redrive) {

  /**
   * @param cause null for none
   * @param causeNumber of the cause; null for none
   */
  static LineageHop of(int number, Hop hop, Hop cause, Integer causeNumber) {
    return new LineageHop(
        number,
        causeNumber,
        hop.service(),
        EventName.of(hop.type()),
        hop.type(),
        hop.subject().kind(),
        hop.subject().id(),
        hop.topic(),
        hop.partition(),
        hop.offset(),
        hop.eventId(),
        hop.causation(),
        hop.traceId(),
        hop.happenedAt(),
        hop.receivedAt(),
        hop.publishedAt(),
        millis(hop.happenedAt(), hop.publishedAt()),
        millis(hop.receivedAt(), hop.publishedAt()),
        causeNumber == null ? null : millis(cause.publishedAt(), hop.publishedAt()),
        hop.decision(),
        hop.failure(),
        hop.redrive());
  }

  String place() {
    return topic + ":" + partition + ":" + offset;
  }

  /** Less than nothing where the clock of who says when it happened is ahead of ours. */
  private static Long millis(Instant from, Instant to) {
    return from == null ? null : Duration.between(from, to).toMillis();
  }
}
