package dev.ramal.messaging.carrier.telnyx;

import dev.ramal.events.Carrier;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.message.FailureCause;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Telnyx's message resource in our words: the status stands at the recipient. */
@ApplicationScoped
class TelnyxReports {
  private final FailureReasons reasons;
  private final Clock clock;

  TelnyxReports(FailureReasons reasons, Clock clock) {
    this.reasons = reasons;
    this.clock = clock;
  }

  /** Sent first, where that is told, so that it keeps its own time. */
  List<StatusReported> read(TelnyxMessageReply found) {
    StatusReported now = report(found, status(found));
    return found.sentAt() == null || now.status() == MessageStatus.SENT
        ? List.of(now)
        : List.of(
            new StatusReported(
                MessageStatus.SENT,
                found.id(),
                null,
                found.parts(),
                null,
                found.sentAt().toInstant()),
            now);
  }

  private StatusReported report(TelnyxMessageReply found, MessageStatus status) {
    return new StatusReported(
        status, found.id(), cause(found, status), found.parts(), cost(found), when(found, status));
  }

  private FailureCause cause(TelnyxMessageReply found, MessageStatus status) {
    return switch (status) {
      case FAILED, UNDELIVERED, EXPIRED ->
          reasons.translate(
              Carrier.TELNYX,
              found.errors() == null || found.errors().isEmpty()
                  ? null
                  : found.errors().get(0).code());
      default -> null;
    };
  }

  private static Money cost(TelnyxMessageReply found) {
    return found.cost() == null || found.cost().amount() == null
        ? null
        : new Money(found.cost().amount(), found.cost().currency());
  }

  private Instant when(TelnyxMessageReply found, MessageStatus status) {
    if (status != MessageStatus.SENT && found.completedAt() != null) {
      return found.completedAt().toInstant();
    }
    return found.sentAt() != null ? found.sentAt().toInstant() : clock.instant();
  }

  private static MessageStatus status(TelnyxMessageReply found) {
    String told =
        found.to() == null || found.to().isEmpty() || found.to().get(0).status() == null
            ? "queued"
            : found.to().get(0).status();
    return switch (told) {
      case "sending" -> MessageStatus.SENDING;
      case "sent" -> MessageStatus.SENT;
      case "delivered" -> MessageStatus.DELIVERED;
      case "read" -> MessageStatus.READ;
      case "delivery_failed" -> MessageStatus.UNDELIVERED;
      case "sending_failed", "failed" -> MessageStatus.FAILED;
      case "expired" -> MessageStatus.EXPIRED;
      case "delivery_unconfirmed" -> MessageStatus.UNCONFIRMED;
      default -> MessageStatus.ACCEPTED;
    };
  }
}
