package dev.ramal.calls.commands;

/** Where an intent stands. */
public enum CommandState {
  /** Not sent; may be sent. */
  PENDING,
  /** Being sent, or a process died while sending it. */
  SENDING,
  /** Sent with an unknown outcome; the carrier is being asked. */
  UNKNOWN,
  DONE,
  REFUSED,
  /** Withdrawn before it was sent. */
  DROPPED
}
