package dev.ramal.messaging.sending;

/**
 * What the job of a submission knows beside its message; as it rests.
 *
 * @param pinned whether only the carrier is meant that the author has named; null for no
 * @param replaces the WhatsApp message that this SMS follows; null for none
 */
record Submission(Boolean pinned, String replaces) {
  static final Submission USUAL = new Submission(null, null);

  /** From where it was asked for, or not at all. */
  static final Submission PINNED = new Submission(true, null);

  static Submission of(ValidMessage valid, String replaces) {
    return new Submission(valid.carrier() == null ? null : Boolean.TRUE, replaces);
  }

  /** Whether it may go through another carrier than it was meant for. */
  boolean mayMove() {
    return !Boolean.TRUE.equals(pinned);
  }
}
