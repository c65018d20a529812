package dev.ramal.events.carrier;

/** What a carrier said about one message. */
public sealed interface CarrierMessageFact extends CarrierFact
    permits CarrierMessageReceived, CarrierMessageStatus {
  /** Our id of the message, as it came back signed; null for a message we did not send. */
  String messageId();

  String carrierMessageId();
}
