package dev.ramal.kit.jobs;

import java.time.Duration;

/**
 * What became of a sending, or what a question about one has brought to light.
 *
 * @param <R> what the other side gives in return
 */
public sealed interface Outcome<R> {
  /** The other side took it. True whatever others have concluded meanwhile. */
  record Done<R>(R result) implements Outcome<R> {}

  /** Nothing was done there, and repeating it is pointless. */
  record Refused<R>(String code, String reason) implements Outcome<R> {}

  /**
   * Nothing was done there, and the same may be sent again: after a wait when it was sent, at once
   * when it was asked about. Counts against the limit of attempts.
   */
  record NotTaken<R>(String reason) implements Outcome<R> {}

  /**
   * Nothing was done there because we are too fast; the whole account pauses, in every replica.
   * Does not count against the limit of attempts.
   *
   * @param retryAfter as the other side asks; null when it does not say
   */
  record Throttled<R>(Duration retryAfter, String reason) implements Outcome<R> {}

  /**
   * Nothing was done there because it is not yet the time for this job: it waits, alone, and
   * neither an attempt nor the wait is counted against a limit.
   */
  record NotNow<R>(Duration after, String reason) implements Outcome<R> {}

  /**
   * It may or may not have been done, or it cannot be told yet: it is asked about, never resent.
   */
  record Unknown<R>(String reason) implements Outcome<R> {}
}
