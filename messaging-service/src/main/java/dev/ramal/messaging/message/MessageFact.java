package dev.ramal.messaging.message;

import java.time.Instant;

/**
 * Something that is true of a message: what we did, what the carrier answered, what it reported.
 * Each fact knows what it means for a message that is not closed.
 */
public sealed interface MessageFact
    permits SendingStarted,
        CarrierTook,
        CarrierRefused,
        OutcomeUnknown,
        HeldBack,
        SendingAbandoned,
        SendingDenied,
        NewsOverdue,
        StatusReported {

  /** When it became true. */
  Instant at();

  /** Called by {@link Message#apply} only. */
  Transition on(Message message);
}
