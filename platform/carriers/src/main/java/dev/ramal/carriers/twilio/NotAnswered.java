package dev.ramal.carriers.twilio;

/** Nothing that came back says whether Twilio acted. */
class NotAnswered extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotAnswered(String message, Throwable cause) {
    super(message, cause);
  }
}
