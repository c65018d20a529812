package dev.ramal.carriers.twilio;

import java.time.Duration;

/** Twilio answered 429. */
class TooFast extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  TooFast(Duration retryAfter) {
    super("throttled", null, false, false);
    this.retryAfter = retryAfter;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}
