package dev.ramal.messaging.carrier;

import java.time.Duration;

/** What became of a request to send. */
public sealed interface SendOutcome {
  /**
   * The carrier has it.
   *
   * @param segments null when the carrier did not say
   */
  record Taken(String carrierMessageId, Integer segments) implements SendOutcome {}

  /**
   * The carrier will not send it, and repeating would not help.
   *
   * @param code the carrier's
   * @param text the carrier's words, for logs
   */
  record Refused(String code, String text) implements SendOutcome {}

  /**
   * Proven not taken, and worth repeating: throttled, no connection, no account.
   *
   * @param after the carrier's wish; null without one
   */
  record NotTaken(String why, Duration after) implements SendOutcome {}

  /** No usable answer: it may have been taken. */
  record Unknown(String why) implements SendOutcome {}
}
