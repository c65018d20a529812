package dev.ramal.messaging.sending;

import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.messaging.message.Message;
import java.time.Instant;

/**
 * What may be done now with the job of a message.
 *
 * @param message to be submitted; null when it must not leave now, or need not any more
 * @param heldUntil when it may leave; null unless it is held
 * @param turn when its sender may; null for at once
 * @param contact to whom the message is; null where nothing leaves, nor waits for another
 * @param unreadable whether the message holds what this version cannot read
 */
record BegunSubmission(
    Message message, Instant heldUntil, SenderTurn turn, RowKey contact, boolean unreadable) {
  static final BegunSubmission NOTHING = new BegunSubmission(null, null, null, null, false);
  static final BegunSubmission UNREADABLE = new BegunSubmission(null, null, null, null, true);

  static BegunSubmission leaving(Message message, SenderTurn turn, RowKey contact) {
    return new BegunSubmission(message, null, turn, contact, false);
  }

  static BegunSubmission inTurn(SenderTurn turn) {
    return new BegunSubmission(null, null, turn, null, false);
  }

  static BegunSubmission held(Instant until) {
    return new BegunSubmission(null, until, null, null, false);
  }

  /** Another message to the same contact is being handed over, and counts when this is judged. */
  static BegunSubmission behind(RowKey contact) {
    return new BegunSubmission(null, null, null, contact, false);
  }

  boolean isLeaving() {
    return message != null;
  }

  boolean isBehind() {
    return message == null && contact != null;
  }
}
