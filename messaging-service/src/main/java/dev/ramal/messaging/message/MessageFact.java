package dev.ramal.messaging.message;

import java.time.Instant;

/**
 * Something that is true of a message: what we did, what the carrier answered, what it reported.
 * Each fact knows what it means for a message that is not closed.
 */
public sealed interface MessageFact
    permits SendingStarted,
        CarrierAccepted,
        CarrierRefused,
        OutcomeUnknown,
        NotSubmitted,
        SendingAbandoned,
        SendingDenied,
        ReceiptOverdue,
        StatusReported {

  /** When it became true. */
  Instant at();

  /** Called by {@link Message#apply} only. */
  MessageTransition on(Message message);
}
